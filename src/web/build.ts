// Builds the pages and their style sheet when their source has changed. `prepare`, start and test call `ensureBuilt`,
// which costs a few milliseconds when nothing has. Run as a program, it does the same.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

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
  const [styles] = await Promise.all([
    vite.build({ ...settings, build: { outDir } }),
    vite.build({ ...settings, build: { outDir, ssr: true } }),
  ])
  const [made] = [styles].flat()
  const stylesheet = made && 'output' in made ? made.output.find(file => file.fileName.endsWith('.css'))?.fileName : undefined
  if (!stylesheet) throw new Error('The build made no style sheet.')
  await writeFile(join(outDir, 'manifest.json'), JSON.stringify({ stylesheet }))
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
