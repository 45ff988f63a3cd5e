// Files on this machine's disk, under the data directory. The default storage; an object store can take its place.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { checkKey, inertContentType } from './storage.ts'
import type { ByteRange, Storage, StoredFile } from './storage.ts'

/** Unfinished files. Keys cannot start with a dot, so nobody can ask for one. */
const UNFINISHED = '.unfinished'

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Creates a directory and makes its name durable, as far up as directories were missing. */
async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncDirectory(dirname(at))
}

async function writeDurably(path: string, body: Uint8Array | Readable): Promise<number> {
  const handle = await open(path, 'wx')
  try {
    await handle.writeFile(body)
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** Cuts an asked range to the file. Throws `RangeError` when no byte of it exists. */
function cutRange(range: ByteRange, size: number): { start: number; end: number } {
  const end = Math.min(range.end ?? size - 1, size - 1)
  if (range.start < 0 || range.start >= size || end < range.start) throw new RangeError('range not satisfiable')
  return { start: range.start, end }
}

async function read(path: string, key: string, asked?: ByteRange): Promise<StoredFile | null> {
  const handle = await openFile(path)
  if (handle === null) return null
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) {
      await handle.close()
      return null
    }
    const range = asked === undefined ? null : cutRange(asked, stat.size)
    return {
      body: createReadStream('', { fd: handle, ...range }),
      size: stat.size,
      range,
      contentType: inertContentType(key),
      modifiedAt: Math.floor(stat.mtimeMs),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Keeps files under `root` (created when first needed), one file per key. Writes go to a temporary file that is synced
 * and renamed; leftovers of a crash are removed by `removeUnfinished`. The caller must consume or destroy every `body`.
 */
export function createLocalStorage(root: string): Storage & { removeUnfinished(): Promise<void> } {
  const pathOf = (key: string): string => join(root, ...checkKey(key).split('/'))
  return {
    async put(key, body) {
      const path = pathOf(key)
      const unfinished = join(root, UNFINISHED, randomUUID())
      await mkdir(dirname(unfinished), { recursive: true })
      try {
        const size = await writeDurably(unfinished, body)
        await makeDirectory(dirname(path))
        await rename(unfinished, path)
        await syncDirectory(dirname(path))
        return { size }
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    get: (key, range) => read(pathOf(key), key, range),
    async delete(key) {
      await rm(pathOf(key), { force: true })
    },
    async deletePrefix(prefix) {
      await rm(pathOf(prefix), { recursive: true, force: true })
    },
    async removeUnfinished() {
      await rm(join(root, UNFINISHED), { recursive: true, force: true })
    },
  }
}
