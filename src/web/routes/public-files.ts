// Pictures that belong to the software: who has no avatar or header, the server's icon and preview. Few and small, so
// they are read at start and kept. src/web/draw-public.ts draws them.
import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const FOLDER = join(import.meta.dirname, '../../../public')
const A_DAY = 'public, max-age=86400'

/** Every picture under `public/` at its own path. */
export async function publicFiles(app: FastifyInstance): Promise<void> {
  for (const path of globSync('**/*.{png,ico}', { cwd: FOLDER })) {
    const body = readFileSync(join(FOLDER, path))
    const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`
    const type = path.endsWith('.ico') ? 'image/x-icon' : 'image/png'
    app.get(`/${path}`, async (request, reply) => {
      reply.header('cache-control', A_DAY).header('etag', etag).header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
      return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.header('content-type', type).send(body)
    })
  }
}
