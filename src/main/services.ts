// What the client API and the pages borrow from other rooms.
import type { Services } from '#client-api/services.ts'
import { markOf } from '#domain/addresses.ts'
import type { CardTools } from '#domain/cards/fetch-card.ts'
import { createRemoteCache } from '#domain/media/remote-cache.ts'
import { findRemote } from '#domain/media/remote-rows.ts'
import { createMediaFetcher } from '#federation/resolve/fetch-media.ts'
import { federationServices } from '#federation/resolve/services.ts'
import { subscribeAddress } from '#federation/resolve/subscribe-address.ts'
import { createTranslator } from '#machinery/translation/translator.ts'
import type { FilesContext } from '#web/routes/files.ts'
import type { PageServices } from '#web/routes/page-services.ts'
import type { Wiring } from './wiring.ts'

/** The services, over the open house. */
export function apiServices(house: Wiring): Services {
  return {
    translator: house.config.translation && createTranslator(house.outbound, house.config.translation),
    storage: house.storage,
    images: house.images,
    films: house.films,
    ...federationServices(house),
  }
}

/** What fetching the pages that posts link to needs. */
export function cardTools(house: Wiring): CardTools {
  const { resolve } = federationServices(house)
  return { ...house, findPerson: async (handle) => (await resolve(handle, { kind: 'account' }))?.id ?? null }
}

/** What the pages need of other servers. */
export function pageServices(house: Wiring): PageServices {
  return { ...federationServices(house), subscribeAddress: (typed, uri) => subscribeAddress(house, typed, uri) }
}

/** What the pages' files come from: storage, and the cache of other servers' files. Only what a row names is fetched. */
export function webServices(house: Wiring): FilesContext {
  const open = createRemoteCache(house, house, createMediaFetcher(house))
  return {
    storage: house.storage,
    log: house.log,
    async remoteFile(kind, id, mark) {
      const file = await findRemote(house.db, kind, id)
      return file?.url && markOf(file.url) === mark ? open(kind, id) : null
    },
  }
}
