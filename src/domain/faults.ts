// Some faults are known: the disk, the database and the HTTP server refuse in words of their own. Here they get ours.
import { Refusal, type RefusalCode } from './refusals.ts'

const byCode: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'input.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input.unsupported',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'input.malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input.malformed',
  FST_ERR_BAD_URL: 'input.malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'record.missing',
  // PostgreSQL: text with a null character.
  '22021': 'input.malformed',
  ENOSPC: 'disk.full',
  EDQUOT: 'disk.full',
  '53100': 'disk.full',
  '53300': 'server.busy',
  '57P03': 'server.busy',
  // PostgreSQL ends a connection: a restart, a fail-over, an operator.
  '57P01': 'server.busy',
  '57P02': 'server.busy',
  '08003': 'server.busy',
  '08006': 'server.busy',
  CONNECTION_CLOSED: 'server.busy',
  CONNECTION_ENDED: 'server.busy',
  CONNECTION_DESTROYED: 'server.busy',
  ECONNRESET: 'server.busy',
  EPIPE: 'server.busy',
  CONNECT_TIMEOUT: 'server.busy',
  ECONNREFUSED: 'server.busy',
}

/** The refusal that `error` is or stands for; null for a fault of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return null
  const known = byCode[(error as Error & { code?: string }).code ?? '']
  if (known) return new Refusal(known)
  if (/database or disk is full/.test(error.message)) return new Refusal('disk.full')
  if (/database is locked/.test(error.message)) return new Refusal('server.busy')
  return null
}
