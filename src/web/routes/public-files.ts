// Pictures that belong to the software: who has no avatar or header, the server's icon and preview. Few and small, so
// they are read at start and kept.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const FOLDER = join(import.meta.dirname, '../../../public')
const A_DAY = 'public, max-age=86400'

/** Every picture under `public/` at its own path. */
export async function publicFiles(app: FastifyInstance): Promise<void> {
  for (const path of globSync('**/*.png', { cwd: FOLDER })) {
    const body = readFileSync(join(FOLDER, path))
    app.get(`/${path}`, async (_request, reply) => reply.header('content-type', 'image/png').header('cache-control', A_DAY)
      .header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin').send(body))
  }
}
