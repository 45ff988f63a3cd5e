// What `main` lends to the rooms beside the context: storage and the guarded client.
import { createOutbound } from '#machinery/http/outbound.ts'
import { createImagePool, type ImagePool } from '#machinery/media-tools/pool.ts'
import { findFilmTools, type FilmTools } from '#machinery/media-tools/films.ts'
import { createLocalStorage } from '#machinery/storage/local.ts'
import type { Storage } from '#machinery/storage/storage.ts'
import type { House } from './context.ts'
import { VERSION } from './version.ts'

export interface Wiring extends House {
  readonly storage: Storage
  readonly images: ImagePool
  /** null where sound and film are refused. */
  readonly films: FilmTools | null
  readonly outbound: ReturnType<typeof createOutbound>
}

/** Adds to an open house what reaches outside the database. */
export function wire(house: House): Wiring {
  const { config, log } = house
  const outbound = createOutbound({
    allowedPrivateCidrs: config.allowedPrivateCidrs, allowHttp: config.devHttp,
    userAgent: `Covey/${VERSION} (+${config.origin}/)`, log,
  })
  const images = createImagePool()
  const films = findFilmTools(config.ffmpeg)
  return {
    ...house, outbound, images, films,
    storage: createLocalStorage(config.storageDir),
    async close() {
      films?.close()
      await images.close()
      await outbound.close()
      await house.close()
    },
  }
}
