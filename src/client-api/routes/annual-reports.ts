// A member's year: whether there is a report, asking for it, reading it.
import { ownReport, reportState, requestReport, unseenReports, viewReport } from '#domain/annual-reports/reports.ts'
import { showAnnualReports } from '#entities/annual-report.ts'
import { route, type Call, type Route } from '../route.ts'

const yearOf = (call: Call) => ({ accountId: call.user().accountId, year: call.id('year') })

const list = async (call: Call): Promise<unknown> => {
  const { accountId } = call.user()
  return showAnnualReports(call.ctx, accountId, await unseenReports(call.ctx.db, accountId))
}

async function get(call: Call): Promise<unknown> {
  const of = yearOf(call)
  return showAnnualReports(call.ctx, of.accountId, [await ownReport(call.ctx.db, of)])
}

async function generate(call: Call): Promise<unknown> {
  const of = yearOf(call)
  if (await call.ctx.write((tx) => requestReport(tx, of))) call.reply.code(202)
  return {}
}

async function read(call: Call): Promise<unknown> {
  const of = yearOf(call)
  await call.ctx.write((tx) => viewReport(tx, of))
  return {}
}

const reading = ['read:accounts']
const writing = ['write:accounts']

export const annualReportRoutes: Route[] = [
  route('GET /api/v1/annual_reports', { contract: 'annual_reports#index', scopes: reading, handle: list }),
  route('GET /api/v1/annual_reports/:year', { contract: 'annual_reports#get', scopes: reading, handle: get }),
  route('GET /api/v1/annual_reports/:year/state', {
    contract: 'annual_reports#get-state', scopes: reading, handle: async (call) => ({ state: await reportState(call.ctx.db, yearOf(call), call.ctx.clock.now()) }),
  }),
  route('POST /api/v1/annual_reports/:year/generate', { contract: 'annual_reports#generate', scopes: writing, handle: generate }),
  route('POST /api/v1/annual_reports/:year/read', { contract: 'annual_reports#read', scopes: writing, handle: read }),
]
