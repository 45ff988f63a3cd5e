// Files for browsers: what members uploaded, what was fetched from other servers for them, and our own style sheets.
// Nothing served here can be taken for a page, a script or an ActivityPub document.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '#machinery/log/log.ts'
import { refusalOf } from '#domain/faults.ts'
import { missing } from '#domain/refusals.ts'
import { InvalidKey, type ByteRange, type Storage, type StoredFile } from '#machinery/storage/storage.ts'
import { assetPaths, type Asset } from '../render.ts'

export type RemoteKind = 'media' | 'preview' | 'avatar' | 'header' | 'emoji' | 'card'

export interface FilesContext {
  readonly storage: Storage
  readonly log: Log
  /**
   * The storage key of a remote file, fetched now if nobody has seen it yet; null if it cannot be had or `mark` is not
   * that of its address.
   */
  remoteFile(kind: RemoteKind, id: number, mark: string): Promise<string | null>
}

const KINDS = new Set<string>(['media', 'preview', 'avatar', 'header', 'emoji', 'card'])
const FOREVER = 'public, max-age=31536000, immutable'
const A_WHILE = 'public, max-age=300'

/** One range, as every browser and player asks; anything else is answered with the whole file, as RFC 9110 allows. */
function rangeOf(request: FastifyRequest): ByteRange | undefined {
  const match = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(request.headers.range ?? '')
  if (!match) return undefined
  const range = { start: Number(match[1]), ...(match[2] ? { end: Number(match[2]) } : {}) }
  return range.end !== undefined && range.end < range.start ? undefined : range
}

/** Opens a file; `beyond` when the range starts after its end. What cannot be a key names nothing. */
async function open({ storage }: FilesContext, key: string, range: ByteRange | undefined): Promise<StoredFile | 'beyond' | null> {
  try {
    return await storage.get(key, range)
  } catch (error) {
    if (error instanceof InvalidKey) return null
    if (error instanceof RangeError) return 'beyond'
    throw error
  }
}

async function sendFile(ctx: FilesContext, key: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const file = await open(ctx, key, rangeOf(request))
  if (!file) throw missing()
  reply.header('content-security-policy', "default-src 'none'; sandbox").header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin').header('accept-ranges', 'bytes')
  if (file === 'beyond') return reply.code(416).header('cache-control', 'no-store').send()
  reply.header('content-type', file.contentType).header('cache-control', FOREVER)
  if (file.contentType === 'application/octet-stream') reply.header('content-disposition', 'attachment')
  const { start, end } = file.range ?? { start: 0, end: file.size - 1 }
  if (file.range) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.size}`)
  reply.header('content-length', end - start + 1)
  if (request.method !== 'HEAD') return reply.send(file.body)
  file.body.destroy()
  // An empty stream keeps the length that was said; no body at all would make it 0.
  return reply.send(Readable.from([]))
}

async function sendRemote(ctx: FilesContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { kind, id, mark } = request.params as { kind: string; id: string; mark: string }
  if (!KINDS.has(kind) || !/^\d{1,16}$/.test(id) || Number(id) > Number.MAX_SAFE_INTEGER) throw missing()
  const key = await ctx.remoteFile(kind as RemoteKind, Number(id), mark)
  if (key !== null) return sendFile(ctx, key, request, reply)
  // A person without a picture is better than a broken picture.
  if (kind !== 'avatar' && kind !== 'header') throw missing()
  return reply.code(302).header('location', `/${kind}s/missing.png`).header('cache-control', A_WHILE).send()
}

const ENCODINGS = { br: 'br', gzip: 'gz' } as const

/** One of our own files, compressed as the browser can read it. */
async function sendAsset({ file, contentType }: Asset, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const encoding = (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b(?!\\s*;\\s*q=0(?:\\.0+)?\\s*(?:,|$))`).test(accepted))
  reply.header('content-type', contentType).header('cache-control', FOREVER).header('vary', 'Accept-Encoding')
  if (encoding) reply.header('content-encoding', encoding)
  const sent = encoding ? `${file}.${ENCODINGS[encoding]}` : file
  return reply.header('content-length', (await stat(sent)).size).send(createReadStream(sent))
}

/** Whoever asks for a picture can do nothing with a page: a refusal is one line of text. */
function sendFailure({ log }: FilesContext, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (!refusal) log.error({ url: request.url, err: error }, 'a file could not be sent')
  return reply.code(refusal?.status ?? 500).header('cache-control', refusal?.status === 404 ? A_WHILE : 'no-store')
    .header('content-type', 'text/plain; charset=utf-8').send(refusal?.message ?? 'Something broke on our side.')
}

/** `/files/…`, `/files/remote/KIND/ID/MARK` and `/assets/…`. */
export function fileRoutes(ctx: FilesContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((error, request, reply) => sendFailure(ctx, error, request, reply))
    app.get('/files/remote/:kind/:id/:mark', (request, reply) => sendRemote(ctx, request, reply))
    app.get('/files/*', (request, reply) => sendFile(ctx, (request.params as { '*': string })['*'], request, reply))
    for (const asset of (await assetPaths()).files) {
      app.get(asset.path, (request, reply) => sendAsset(asset, request, reply))
    }
  }
}
