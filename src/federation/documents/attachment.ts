// A picture, film or sound of a status, as other servers fetch it.
import type { Config } from '#machinery/config/config.ts'
import { inertContentType } from '#machinery/storage/storage.ts'
import { fileUrl } from '#domain/addresses.ts'
import type { PublishedMedia } from '#domain/peers/published-statuses.ts'
import type { Document } from './context.ts'

interface Meta { original?: { width?: number; height?: number; duration?: number } }

/** ISO 8601, as `PT12.5S`. */
const duration = (seconds: number): string => `PT${Math.round(seconds * 1000) / 1000}S`

/** Null for media whose file is not there (any more). */
export function attachment(config: Config, media: PublishedMedia): Document | null {
  const url = media.file_key === null ? media.remote_url : fileUrl(config, media.file_key)
  if (url === null) return null
  const { original = {} } = JSON.parse(media.meta) as Meta
  return {
    type: 'Document',
    mediaType: media.content_type ?? inertContentType(media.file_key ?? url),
    url,
    name: media.description,
    ...(media.blurhash === null ? {} : { blurhash: media.blurhash }),
    ...(media.focus_x === null || media.focus_y === null ? {} : { focalPoint: [media.focus_x, media.focus_y] }),
    ...(original.width && original.height ? { width: original.width, height: original.height } : {}),
    ...(original.duration ? { duration: duration(original.duration) } : {}),
    ...(media.preview_key !== null && media.type !== 'image'
      ? { icon: { type: 'Image', mediaType: inertContentType(media.preview_key), url: fileUrl(config, media.preview_key) } } : {}),
  }
}
