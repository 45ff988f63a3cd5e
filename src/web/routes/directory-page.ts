// /directory: members who agreed to be listed.
import type { FastifyReply } from 'fastify'
import { directoryIds } from '#domain/search/directory.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { appFrame } from './app-frame.ts'
import { sendReading, showsOf, viewerOf } from './reading.ts'
import { field, type Visit } from './visit.ts'

const PER_PAGE = 40
const LAST_PAGE = 250

/** A page of them; `?order=new` for the newest first, `?page=` from 1. */
export async function showDirectory(visit: Visit): Promise<FastifyReply> {
  const { ctx } = visit
  const order = field(visit.query, 'order') === 'new' ? 'new' : 'active'
  const number = Math.min(LAST_PAGE, /^[1-9]\d{0,3}$/.test(field(visit.query, 'page')) ? Number(field(visit.query, 'page')) : 1)
  const found = await directoryIds(ctx.db, viewerOf(visit), { limit: PER_PAGE + 1, offset: (number - 1) * PER_PAGE, order, local: true })
  const people = await showAccounts(ctx, found.slice(0, PER_PAGE))
  const address = (page: number) => `/directory?order=${order}&page=${page}`
  const paging = { newer: number > 1 ? address(number - 1) : null, older: found.length > PER_PAGE ? address(number + 1) : null }
  return sendReading(visit, ctx.pages.directoryPage({ page: await appFrame(visit), order, people, paging }), 200, showsOf([], people))
}
