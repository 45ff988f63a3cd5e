// The attachments of a document, as far as they are files.
import type { RemoteMedia } from '#domain/media/remote-media.ts'
import { countOf, hrefOf, isObject, listOf, textOf, typesOf, type Json } from './plain-json.ts'

const MEDIA_LIMIT = 16
const DESCRIPTION_LIMIT = 10_000
const SIDE_LIMIT = 100_000
const FILE_TYPES = new Set(['Document', 'Image', 'Video', 'Audio'])
const BLURHASH = /^[0-9A-Za-z#$%*+,\-.:;=?@[\]^_{|}~]{6,200}$/

const BY_EXTENSION: Record<string, string> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', heic: 'image/heic',
  mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', ogv: 'video/ogg',
  mp3: 'audio/mpeg', ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/ogg', flac: 'audio/flac', wav: 'audio/wav', m4a: 'audio/mp4',
}

const FAMILY: Record<string, RemoteMedia['type']> = { image: 'image', video: 'video', audio: 'audio' }

function contentTypeOf(attachment: Json, url: string): string | null {
  const told = textOf(attachment['mediaType'], 100)?.toLowerCase() ?? ''
  if (/^[a-z]+\/[\w.+-]+$/.test(told)) return told
  const extension = /\.([a-z0-9]{2,5})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] ?? null : null
}

function typeOf(attachment: Json, contentType: string | null): RemoteMedia['type'] {
  const family = contentType?.split('/')[0] ?? typesOf(attachment)[0]?.toLowerCase() ?? ''
  return Object.hasOwn(FAMILY, family) ? FAMILY[family] ?? 'unknown' : 'unknown'
}

function focusOf(value: unknown): RemoteMedia['focus'] {
  const [x, y] = listOf(value)
  const inside = (one: unknown): one is number => typeof one === 'number' && one >= -1 && one <= 1
  return inside(x) && inside(y) ? { x, y } : null
}

const sideOf = (value: unknown): number | null => {
  const side = countOf(value)
  return side !== null && side > 0 && side <= SIDE_LIMIT ? side : null
}

function readOne(attachment: Json): RemoteMedia | null {
  const url = hrefOf(attachment['url'] ?? attachment['href'], textOf(attachment['mediaType'], 100) ?? undefined)
  if (url === null || !typesOf(attachment).some((type) => FILE_TYPES.has(type))) return null
  const contentType = contentTypeOf(attachment, url)
  const blurhash = textOf(attachment['blurhash'], 201)
  const description = (textOf(attachment['summary'], DESCRIPTION_LIMIT) ?? textOf(attachment['name'], DESCRIPTION_LIMIT))?.trim()
  return {
    type: typeOf(attachment, contentType), contentType, remoteUrl: url, description: description || null,
    blurhash: blurhash !== null && BLURHASH.test(blurhash) ? blurhash : null,
    focus: focusOf(attachment['focalPoint']), width: sideOf(attachment['width']), height: sideOf(attachment['height']),
  }
}

/** The first sixteen files, each address once. */
export function readMedia(document: Json): RemoteMedia[] {
  const media = new Map<string, RemoteMedia>()
  for (const attachment of listOf(document['attachment'])) {
    const read = isObject(attachment) && media.size < MEDIA_LIMIT ? readOne(attachment) : null
    if (read && !media.has(read.remoteUrl)) media.set(read.remoteUrl, read)
  }
  return [...media.values()]
}
