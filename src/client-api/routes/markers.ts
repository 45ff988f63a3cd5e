// How far a member has read, kept for all their apps.
import { z } from 'zod'
import { MARKED, markersOf, setMarkers } from '#domain/timelines/markers.ts'
import { renderMarkers } from '#entities/marker.ts'
import { keptId, list, whole } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const getInput = z.object({ timeline: list(z.string()) })
const place = z.object({ last_read_id: keptId(), version: whole() }).optional()
const setInput = z.object({ home: place, notifications: place })

async function get(call: Call<z.output<typeof getInput>>): Promise<unknown> {
  const asked = call.input.timeline ?? []
  return renderMarkers(await markersOf(call.ctx.db, call.user().accountId, MARKED.filter((one) => asked.includes(one))))
}

async function set(call: Call<z.output<typeof setInput>>): Promise<unknown> {
  const moves = MARKED.flatMap((timeline) => {
    const { last_read_id: lastReadId, version: seenVersion } = call.input[timeline] ?? {}
    return lastReadId === undefined ? [] : [{ timeline, lastReadId, seenVersion }]
  })
  return renderMarkers(await call.ctx.write((tx) => setMarkers(tx, call.user().accountId, moves)))
}

export const markerRoutes: Route[] = [
  route('GET /api/v1/markers', { contract: 'markers#get', scopes: ['read:statuses'], input: getInput, handle: get }),
  route('POST /api/v1/markers', { contract: 'markers#create', scopes: ['write:statuses'], input: setInput, handle: set }),
]
