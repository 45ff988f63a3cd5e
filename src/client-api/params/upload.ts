// Multipart bodies: fields in memory, files in a temporary folder that goes when the caller lets go of the upload.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import type { FastifyRequest } from 'fastify'
import qs from 'qs'
import { Refusal } from '#domain/refusals.ts'

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

interface UploadLimits {
  /** false: a file is refused. */
  files?: boolean
  /** Bytes a file may have. */
  maxBytes?: number
}

const MAX_FILE = 99 * 1024 * 1024

/** Reads a multipart body. Refuses files over `maxBytes` with `input.too-large` without reading on. Use with `await using`. */
export async function readUpload(request: FastifyRequest, { files: wanted = true, maxBytes = MAX_FILE }: UploadLimits = {}): Promise<Upload> {
  const folder = await mkdtemp(join(tmpdir(), 'covey-upload-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const { pairs, files } = await readParts(request, folder, wanted ? 5 : 0, maxBytes)
    return { fields: qs.parse(pairs.join('&'), { depth: 6, arrayLimit: 200, parameterLimit: 2000 }), files, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function readParts(request: FastifyRequest, folder: string, maxFiles: number, maxBytes: number) {
  const pairs: string[] = []
  const files: UploadedFile[] = []
  const writes: Promise<void>[] = []
  let refusal: Refusal | null = null
  const parser = startParser(request, maxFiles, maxBytes)

  parser.on('field', (name, value, info) => {
    if (info.valueTruncated) refusal ??= new Refusal('input.too-large')
    if (value.includes('\0')) refusal ??= new Refusal('input.malformed', { text: 'Text must not contain null characters' })
    pairs.push(`${encodeURIComponent(name).replaceAll('%5B', '[').replaceAll('%5D', ']')}=${encodeURIComponent(value)}`)
  })
  parser.on('file', (field, stream, info) => {
    const path = join(folder, String(files.length))
    const file: UploadedFile = { field, path, filename: info.filename ?? '', mimetype: info.mimeType, size: 0 }
    files.push(file)
    stream.on('data', (chunk: Buffer) => { file.size += chunk.length })
    stream.on('limit', () => { refusal ??= new Refusal('input.too-large', { text: `The file is over ${Math.floor(maxBytes / 1048576)} MB` }) })
    writes.push(pipeline(stream as Readable, createWriteStream(path)))
  })
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
    parser.on(limit, () => { refusal ??= new Refusal('input.invalid', { text: limit === 'filesLimit' ? 'Validation failed: no file is accepted here' : 'Validation failed: too many fields' }) })
  }
  try {
    await pipeline(request.raw, parser)
  } catch {
    throw new Refusal('input.malformed', { text: 'The multipart body is broken' })
  } finally {
    await Promise.allSettled(writes)
  }
  await Promise.all(writes)
  if (refusal) throw refusal as Refusal
  return { pairs, files }
}

function startParser(request: FastifyRequest, files: number, fileSize: number): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { files, fileSize, fields: 500, fieldSize: 200_000, parts: 600 } })
  } catch {
    throw new Refusal('input.malformed', { text: 'The multipart body is broken' })
  }
}
