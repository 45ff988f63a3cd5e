// What the operator must mend before a start can succeed, each in one sentence that names the setting.
import { ConfigError, type Config } from '#machinery/config/config.ts'

interface Fault extends Error { code?: string; errcode?: number; syscall?: string; path?: string; address?: string }

type Sentence = (config: Config, fault: Fault) => string

const unwritable: Sentence = ({ dataDir }) => `The data folder ${dataDir} cannot be written to by this user. Change its owner, or set COVEY_DATA_DIR.`
const full: Sentence = ({ dataDir }) => `The disk with the data folder ${dataDir} is full. Make room on it, or set COVEY_DATA_DIR.`
const corrupt: Sentence = ({ dataDir }) => `${dataDir}/covey.db is damaged, or no database. Restore it from a backup, or set COVEY_DATA_DIR to an empty folder.`
const noDatabase: Sentence = (_config, { message }) => `COVEY_DATABASE_URL: PostgreSQL refuses, "${message}". Check the URL, the user and the database.`

/** node:sqlite's primary result codes. */
const bySqlite: Record<number, Sentence> = {
  5: ({ dataDir }) => `${dataDir}/covey.db is locked by another program. Close that, then start again.`,
  8: unwritable,
  10: ({ dataDir }) => `The disk with the data folder ${dataDir} reports errors. Check it before anything else.`,
  11: corrupt,
  13: full,
  14: unwritable,
  26: corrupt,
}

const bySystem: Record<string, Sentence> = {
  EACCES: unwritable, EPERM: unwritable, EROFS: unwritable,
  ENOSPC: full, EDQUOT: full,
  ENOENT: ({ dataDir }) => `COVEY_DATA_DIR=${dataDir} cannot be made there. Set it to a folder that can.`,
  ELOOP: ({ dataDir }) => `COVEY_DATA_DIR=${dataDir} is a link that leads nowhere.`,
  ENAMETOOLONG: () => 'COVEY_DATA_DIR is too long.',
  ENOTDIR: ({ dataDir }) => `COVEY_DATA_DIR=${dataDir} is not a folder.`,
  EEXIST: ({ dataDir }) => `COVEY_DATA_DIR=${dataDir} is not a folder.`,
}

const byListening: Record<string, Sentence> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken. Set COVEY_PORT to another one, or stop what uses it.`,
  EACCES: ({ port }) => `Port ${port} needs more rights than this user has. Set COVEY_PORT to one over 1023.`,
  EADDRNOTAVAIL: ({ bind }) => `COVEY_BIND=${bind} is not an address of this machine.`,
  ENOTFOUND: ({ bind }) => `COVEY_BIND=${bind} is not an address of this machine.`,
}

const REACHING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED'])
/** SQLSTATE classes: connection, authorisation, unknown database, resources, not up yet. */
const REFUSING = /^(08|28|3D|53|57P)/

function sentenceFor(fault: Fault, config: Config): Sentence | undefined {
  if (fault.code === 'ERR_SQLITE_ERROR') return bySqlite[(fault.errcode ?? 0) & 0xff]
  // The control socket, not the port.
  if (fault.syscall === 'listen' && fault.address?.startsWith('/')) return unwritable
  if (fault.syscall === 'listen' || fault.syscall === 'bind' || fault.syscall === 'getaddrinfo' && !config.databaseUrl) return byListening[fault.code ?? '']
  if (config.tls && (fault.path === config.tls.cert || fault.path === config.tls.key)) return (_, { path }) => `${path === config.tls?.cert ? 'COVEY_TLS_CERT' : 'COVEY_TLS_KEY'}: ${path} cannot be read.`
  if (config.tls && /^ERR_OSSL|^ERR_SSL/.test(fault.code ?? '')) return () => 'COVEY_TLS_CERT and COVEY_TLS_KEY are not a PEM certificate and its key.'
  if (config.databaseUrl && (REACHING.has(fault.code ?? '') || REFUSING.test(fault.code ?? ''))) return noDatabase
  return bySystem[fault.code ?? '']
}

/** The sentence for what made a start fail; null for a fault of ours. */
export function startFault(error: unknown, config: Config): ConfigError | null {
  if (!(error instanceof Error) || error instanceof ConfigError) return null
  const sentence = sentenceFor(error, config)
  return sentence ? new ConfigError(sentence(config, error)) : null
}
