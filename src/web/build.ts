// Builds the pages, their style sheets and the members' app when their source has changed. `prepare`, start and test call `ensureBuilt`,
// which costs a few milliseconds when nothing has. Run as a program, it does the same.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const checkout = resolve(import.meta.dirname, '../..')
const keptBuilds = 3

/** Where one build lies. `directory` is named for the hash of its source and never changes once it is there. */
export interface Build {
  hash: string
  directory: string
  /** False when the last build was still good. */
  rebuilt: boolean
}

/**
 * Makes sure that dist/web holds a build of the present source. Several processes may call it at once: each builds in
 * a directory of its own, the first to finish gives it the hash's name, and the others drop theirs.
 */
export async function ensureBuilt(root: string = checkout): Promise<Build> {
  const hash = await sourceHash(root)
  const web = join(root, 'dist/web')
  const directory = join(web, hash)
  if (existsSync(join(directory, 'manifest.json'))) {
    if (await currentHash(web) !== hash) await markCurrent(web, hash)
    return { hash, directory, rebuilt: false }
  }
  const workbench = join(web, `.building-${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(workbench, { recursive: true })
  try {
    await build(root, workbench)
    await rename(workbench, directory).catch((error: NodeJS.ErrnoException) => {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code ?? '')) throw error
    })
  } finally {
    await rm(workbench, { recursive: true, force: true })
  }
  await markCurrent(web, hash)
  await removeOldBuilds(web, hash)
  return { hash, directory, rebuilt: true }
}

/** The hash of everything that goes into the build: sources, the build's own settings, the renderer's versions. */
export async function sourceHash(root: string = checkout): Promise<string> {
  const names = await readdir(join(root, 'src/web'), { recursive: true })
  const files = [
    ...names.filter(name => /\.(tsx?|css)$/.test(name) && !name.endsWith('.test.ts')).sort().map(name => `src/web/${name}`),
    'vite.config.ts', 'node_modules/preact/package.json', 'node_modules/preact-render-to-string/package.json',
    'node_modules/@preact/signals/package.json', 'node_modules/idb-keyval/package.json',
  ]
  const hash = createHash('sha256')
  const contents = await Promise.all(files.map(file => readFile(join(root, file)).catch(() => '')))
  for (const [i, file] of files.entries()) hash.update(`${file}\0${contents[i]?.length}\0`).update(contents[i] ?? '')
  return hash.digest('hex').slice(0, 16)
}

async function build(root: string, outDir: string): Promise<void> {
  const vite = await import('vite').catch((cause: unknown) => {
    throw new Error('The pages have changed and must be built, but vite is not installed. Run `npm install`.', { cause })
  })
  const settings = { root, configFile: join(root, 'vite.config.ts'), configLoader: 'native' as const }
  await Promise.all([
    vite.build({ ...settings, build: { outDir } }),
    vite.build({ ...settings, build: { outDir, ssr: true } }),
  ])
  const made = JSON.parse(await readFile(join(outDir, 'vite.json'), 'utf8')) as Record<string, Chunk>
  const files = [...new Set(Object.values(made).map(chunk => chunk.file))]
  const [site, members, app] = ['src/web/styles/site.css', 'src/web/styles/app.css', 'src/web/app/main.tsx'].map(name => made[name]?.file)
  const passkeys = made['src/web/scripts/passkeys.ts']?.file
  const queueKeys = made['src/web/scripts/queue-keys.ts']?.file
  if (!site || !members || !app || !passkeys || !queueKeys) throw new Error('The build made no style sheet or no app.')
  const manifest: Manifest = { site, members, app: { entry: app, preload: importsOf(made, 'src/web/app/main.tsx') }, passkeys, queueKeys, files }
  const sizes = await compress(outDir, files)
  const first = [app, ...manifest.app.preload].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
  const css = (sizes.get(site) ?? 0) + (sizes.get(members) ?? 0)
  if (root === checkout) process.stderr.write(`The app's first load: ${first} bytes of script before its screen, ${css} of style (compressed).\n`)
  await writeFile(join(outDir, 'manifest.json'), JSON.stringify(manifest))
}

interface Chunk { file: string; imports?: string[]; dynamicImports?: string[] }

/** What the server has to know of a build. Paths are relative to its directory. */
export interface Manifest {
  site: string
  members: string
  app: { entry: string; preload: string[] }
  passkeys: string
  queueKeys: string
  files: string[]
}

/** The chunks that a module needs before it runs, without its own. */
function importsOf(made: Record<string, Chunk>, name: string, seen = new Set<string>()): string[] {
  for (const one of made[name]?.imports ?? []) {
    const file = made[one]?.file
    if (!file || seen.has(file)) continue
    seen.add(file)
    importsOf(made, one, seen)
  }
  return [...seen]
}

/** Lays a compressed copy beside each file, as it is sent to nearly everybody; answers how many bytes that is. */
async function compress(outDir: string, files: string[]): Promise<Map<string, number>> {
  const [br, gz] = [promisify(brotliCompress), promisify(gzip)]
  return new Map(await Promise.all(files.map(async file => {
    const bytes = await readFile(join(outDir, file))
    const [small, usual] = [await br(bytes), await gz(bytes, { level: 9 })]
    await Promise.all([writeFile(join(outDir, `${file}.br`), small), writeFile(join(outDir, `${file}.gz`), usual)])
    return [file, usual.length] as const
  })))
}

async function currentHash(web: string): Promise<string> {
  return (await readFile(join(web, '.hash'), 'utf8').catch(() => '')).trim()
}

async function markCurrent(web: string, hash: string): Promise<void> {
  const next = join(web, `.hash-${process.pid}-${randomBytes(4).toString('hex')}`)
  await writeFile(next, hash)
  await rename(next, join(web, '.hash'))
}

/** Keeps the latest few: another process may be about to load one of them. */
async function removeOldBuilds(web: string, current: string): Promise<void> {
  const names = (await readdir(web)).filter(name => /^[0-9a-f]{16}$/.test(name) && name !== current)
  const dated = await Promise.all(names.map(async name => ({ name, at: (await stat(join(web, name)).catch(() => null))?.mtimeMs ?? 0 })))
  const old = dated.sort((a, b) => b.at - a.at).slice(keptBuilds - 1)
  await Promise.all(old.map(({ name }) => rm(join(web, name), { recursive: true, force: true })))
}

if (import.meta.main) await ensureBuilt()
