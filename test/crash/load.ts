// Mixed load on a server that will be killed, and the memory of everything that was answered.
import { seededRandom } from '#bench/seed/random.ts'

export type People = Record<string, { accountId: number; token: string }>

/** What was acknowledged, and therefore must survive anything. */
export interface Acknowledged {
  readonly posts: Map<string, { by: string; text: string }>
  /** Deletions asked for, answered or not: such a post proves nothing any more. */
  readonly deletions: Map<string, boolean>
  /** `favourite ada 123` → the last acknowledged state. */
  readonly toggles: Map<string, boolean>
  /** Toggles whose last call was never answered: either outcome is right. */
  readonly open: Set<string>
}

export const nothingYet = (): Acknowledged => ({ posts: new Map(), deletions: new Map(), toggles: new Map(), open: new Set() })

export const NAMES = ['ada', 'ben', 'cyn'] as const
const WORDS: Record<string, [on: string, off: string]> = { favourite: ['favourite', 'unfavourite'], boost: ['reblog', 'unreblog'], follow: ['follow', 'unfollow'] }

type Call = (method: string, path: string, form?: Record<string, string>) => Promise<{ id: string } | null>

/** Null when nothing, or no 200, came back. */
const callerOf = (url: string, token: string, count: () => void): Call => async (method, path, form) => {
  try {
    const response = await fetch(`${url}${path}`, {
      method, headers: { authorization: `Bearer ${token}` }, ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    const body = await response.json() as { id: string }
    if (response.status !== 200) return null
    count()
    return body
  } catch {
    return null
  }
}

/** Flips one mark; until the answer is here, either state may be the true one. */
async function toggle(seen: Acknowledged, key: string, path: string, call: Call): Promise<void> {
  if (seen.open.has(key)) return
  seen.open.add(key)
  const on = !(seen.toggles.get(key) ?? false)
  const [verb = ''] = key.split(' ')
  if (await call('POST', `${path}/${WORDS[verb]?.[on ? 0 : 1]}`) === null) return
  seen.toggles.set(key, on)
  seen.open.delete(key)
}

async function remove(seen: Acknowledged, name: string, id: string, call: Call): Promise<void> {
  if (seen.posts.get(id)?.by !== name || seen.deletions.has(id)) return
  seen.deletions.set(id, false)
  if (await call('DELETE', `/api/v1/statuses/${id}`)) seen.deletions.set(id, true)
}

/** Six people's hands at once until `dead`; `tell` hears of each answer. Returns how many calls were answered. */
export async function putLoad(url: string, people: People, seen: Acknowledged, seed: number, dead: () => boolean, tell: () => void = () => {}): Promise<number> {
  const random = seededRandom(seed)
  let answered = 0
  const work = async (name: string): Promise<void> => {
    const call = callerOf(url, people[name]?.token ?? '', () => {
      answered += 1
      tell()
    })
    while (!dead()) {
      const recent = [...seen.posts.keys()].filter((id) => !seen.deletions.has(id)).slice(-40)
      const target = recent[random.under(recent.length)] ?? ''
      const dice = random.next()
      if (dice < 0.5 || !target) {
        const text = `post ${random.under(1e9)}`
        const made = await call('POST', '/api/v1/statuses', { status: text, ...(target && dice < 0.1 ? { in_reply_to_id: target } : {}) })
        if (made) seen.posts.set(made.id, { by: name, text })
      } else if (dice < 0.7) await toggle(seen, `favourite ${name} ${target}`, `/api/v1/statuses/${target}`, call)
      else if (dice < 0.85) await toggle(seen, `boost ${name} ${target}`, `/api/v1/statuses/${target}`, call)
      else if (dice < 0.95) {
        const other = NAMES.find((one) => one !== name) ?? ''
        await toggle(seen, `follow ${name} ${other}`, `/api/v1/accounts/${people[other]?.accountId}`, call)
      } else await remove(seen, name, target, call)
    }
  }
  await Promise.all([...NAMES, ...NAMES].map(work))
  return answered
}
