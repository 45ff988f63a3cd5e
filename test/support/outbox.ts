// The letters that a test's server has written into its local outbox.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Running } from '#main/serve.ts'

export interface FoundLetter { to: string; subject: string; text: string }

/** Every letter to `to`, oldest first, once no job is due any more. */
export async function lettersTo(server: Pick<Running, 'idle' | 'house'>, to: string): Promise<FoundLetter[]> {
  await server.idle()
  const folder = join(server.house.config.dataDir, 'outbox')
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort()
  } catch {
    return []
  }
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).map((text) => ({
    to: /^To: (.*)$/m.exec(text)?.[1] ?? '', subject: /^Subject: (.*)$/m.exec(text)?.[1] ?? '', text,
  })).filter((letter) => letter.to === to)
}

/** The address of this server in a letter whose path starts with `path`, without the origin. */
export function linkIn(letter: FoundLetter | undefined, path: string): string {
  const found = [...(letter?.text ?? '').matchAll(/^https?:\/\/[^/\s]+(\/\S*)$/gm)].map((match) => match[1] ?? '').find((one) => one.startsWith(path))
  if (!found) throw new Error(`no link to ${path} in: ${letter?.text}`)
  return found
}
