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

function contentTypeOf(told: string, url: string): string | null {
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

/** What a Link with this address says of the file; sizes and types stand there as often as beside it. */
const linkTo = (value: unknown, url: string): Json =>
  listOf(value).filter(isObject).find((link) => link['href'] === url || link['url'] === url) ?? {}

const isMedia = (contentType: string | null): boolean => Object.hasOwn(FAMILY, contentType?.split('/')[0] ?? '')

/** One file; null for what is none. Anything that is a picture, sound or film by its type or ending is one, whatever it is called. */
export function readOne(attachment: Json): RemoteMedia | null {
  const address = attachment['url'] ?? attachment['href']
  const url = hrefOf(address, textOf(attachment['mediaType'], 100) ?? undefined)
  if (url === null) return null
  const link = linkTo(address, url)
  const contentType = contentTypeOf(textOf(attachment['mediaType'] ?? link['mediaType'], 100)?.toLowerCase() ?? '', url)
  if (!isMedia(contentType) && !typesOf(attachment).some((type) => FILE_TYPES.has(type))) return null
  const blurhash = textOf(attachment['blurhash'], 201)
  const description = (textOf(attachment['summary'], DESCRIPTION_LIMIT) ?? textOf(attachment['name'], DESCRIPTION_LIMIT))?.trim()
  return {
    type: typeOf(attachment, contentType), contentType, remoteUrl: url, description: description || null,
    blurhash: blurhash !== null && BLURHASH.test(blurhash) ? blurhash : null,
    focus: focusOf(attachment['focalPoint']), width: sideOf(attachment['width'] ?? link['width']), height: sideOf(attachment['height'] ?? link['height']),
  }
}

/** The files that a picture or sound is made of, as attachments. A film is watched where it is. */
function ownFiles(document: Json): Json[] {
  const [type] = typesOf(document)
  const family = type === 'Image' || type === 'Audio' ? type.toLowerCase() : null
  return listOf(document['url']).filter(isObject).filter((link) => textOf(link['mediaType'], 100)?.startsWith(`${family}/`)).slice(0, 1)
    .map((link) => ({ type, mediaType: link['mediaType'], url: link['href'] ?? link['url'], blurhash: document['blurhash'], name: document['name'], width: link['width'], height: link['height'] }))
}

/** The widest picture a work names of itself. */
function posterOf(document: Json): RemoteMedia | null {
  const pictures = [document['image'], document['icon']].map((value) => listOf(value)
    .flatMap((one) => readOne(isObject(one) ? { ...one, type: 'Image' } : { type: 'Image', url: one }) ?? []))
  const [first] = pictures.filter((one) => one.length > 0)
  return first?.toSorted((one, other) => (other.width ?? 0) - (one.width ?? 0))[0] ?? null
}

/** The first sixteen files, each address once; of a work (`isWork`) also itself, or its poster if it has no other picture. */
export function readMedia(document: Json, isWork = false): RemoteMedia[] {
  const media = new Map<string, RemoteMedia>()
  for (const attachment of [...isWork ? ownFiles(document) : [], ...listOf(document['attachment'])]) {
    const read = isObject(attachment) && media.size < MEDIA_LIMIT ? readOne(attachment) : null
    if (read && !media.has(read.remoteUrl)) media.set(read.remoteUrl, read)
  }
  const poster = isWork && media.size === 0 ? posterOf(document) : null
  return poster ? [poster] : [...media.values()]
}
