// Loaded before a test by `npm run test:guards`: one guard's source is replaced as it is read. Nothing on the disk changes.
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Guard } from './guard.ts'

const { file, find, replace } = JSON.parse(process.env['GUARD_TAKEN_OUT'] ?? '{}') as Pick<Guard, 'file' | 'find' | 'replace'>
const target = pathToFileURL(file).href

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (url !== target) return loaded
    const pieces = String(loaded.source).split(find)
    if (pieces.length !== 2) throw new Error(`${file} has ${pieces.length - 1} times: ${find}`)
    return { ...loaded, source: pieces.join(replace) }
  },
})
