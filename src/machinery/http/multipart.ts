// Multipart bodies: fields in memory, files in a temporary folder that goes when the caller lets go of the upload.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import qs from 'qs'

export interface UploadedFile {
  /** The form's name for it. */
  field: string
  /** Where it lies until the upload is disposed. */
  path: string
  /** As the client calls it: never used as a path. */
  filename: string
  /** As the client claims: never trusted. */
  mimetype: string
  /** Bytes. */
  size: number
}

export interface Upload extends AsyncDisposable {
  fields: Record<string, unknown>
  files: UploadedFile[]
}

export interface UploadLimits {
  /** How many files at most. */
  files: number
  /** Bytes a file may have. */
  maxBytes: number
}

export type MultipartFaultReason = 'broken' | 'null-characters' | 'field-too-large' | 'file-too-large' | 'too-many-files' | 'too-many-fields'

/** What is wrong with a multipart body. */
export class MultipartFault extends Error {
  readonly reason: MultipartFaultReason
  /** What had been read before the fault. */
  fields: Record<string, unknown> = {}

  constructor(reason: MultipartFaultReason) {
    super(`multipart body: ${reason}`)
    this.reason = reason
  }
}

const fieldsIn = (pairs: readonly string[]): Record<string, unknown> => qs.parse(pairs.join('&'), { depth: 6, arrayLimit: 200, parameterLimit: 2000 })

/** Reads a multipart body. Throws {@link MultipartFault}, or what the disk says; a file over `maxBytes` is not read on. Use with `await using`. */
export async function readMultipart(request: IncomingMessage, limits: UploadLimits): Promise<Upload> {
  const folder = await mkdtemp(join(tmpdir(), 'covey-upload-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const { pairs, files } = await readParts(request, folder, limits)
    return { fields: fieldsIn(pairs), files, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Resolves when `parser` has had all of the body. Unlike a pipeline, a failure leaves the connection open for the answer. */
function feed(body: IncomingMessage, parser: busboy.Busboy): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error?: Error): void => {
      body.unpipe(parser)
      parser.destroy()
      reject(error ?? new Error('the body ended too soon'))
    }
    parser.on('error', fail).once('close', () => { resolve() })
    body.on('error', fail).once('close', () => { if (!body.complete) fail() })
    body.pipe(parser)
  })
}

async function readParts(request: IncomingMessage, folder: string, limits: UploadLimits) {
  const pairs: string[] = []
  const files: UploadedFile[] = []
  const writes: Promise<void>[] = []
  let fault: unknown = null
  const parser = startParser(request, limits)
  const giveUp = (because: unknown): void => {
    fault ??= because
    // The parser is in the middle of a chunk now.
    queueMicrotask(() => parser.destroy(new Error('given up')))
  }
  const refuse = (reason: MultipartFaultReason): void => giveUp(new MultipartFault(reason))

  parser.on('field', (name, value, info) => {
    if (info.valueTruncated) refuse('field-too-large')
    if (value.includes('\0')) refuse('null-characters')
    pairs.push(`${encodeURIComponent(name).replaceAll('%5B', '[').replaceAll('%5D', ']')}=${encodeURIComponent(value)}`)
  })
  parser.on('file', (field, stream, info) => {
    const path = join(folder, String(files.length))
    const file: UploadedFile = { field, path, filename: info.filename ?? '', mimetype: info.mimeType, size: 0 }
    files.push(file)
    stream.on('data', (chunk: Buffer) => { file.size += chunk.length })
    stream.on('limit', () => refuse('file-too-large'))
    writes.push(pipeline(stream as Readable, createWriteStream(path)).catch(giveUp))
  })
  parser.on('filesLimit', () => refuse('too-many-files'))
  for (const limit of ['fieldsLimit', 'partsLimit'] as const) parser.on(limit, () => refuse('too-many-fields'))
  try {
    await feed(request, parser)
  } catch {
    fault ??= new MultipartFault('broken')
  }
  await Promise.all(writes)
  if (fault instanceof MultipartFault) fault.fields = fieldsIn(pairs)
  if (fault) throw fault
  return { pairs, files }
}

function startParser({ headers }: IncomingMessage, { files, maxBytes }: UploadLimits): busboy.Busboy {
  try {
    return busboy({ headers, defParamCharset: 'utf8', limits: { files, fileSize: maxBytes, fields: 500, fieldSize: 200_000, parts: 600 } })
  } catch {
    throw new MultipartFault('broken')
  }
}
