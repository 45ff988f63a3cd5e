// What the client API borrows from other rooms.
import type { Services } from '#client-api/services.ts'
import { federationServices } from '#federation/resolve/services.ts'
import type { Wiring } from './wiring.ts'

/** The services, over the open house. */
export function apiServices(house: Wiring): Services {
  return {
    storage: house.storage,
    images: house.images,
    ...federationServices(house),
  }
}
