// What the server accepts, asked once; its usual limits until it has answered.
import { signal } from '@preact/signals'
import { get } from '../api.ts'

interface Limits {
  characters: number
  perUrl: number
  attachments: number
  descriptions: number
  types: readonly string[]
  imageBytes: number
  videoBytes: number
  pollOptions: number
  pollCharacters: number
  pollShortest: number
  pollLongest: number
}

interface InstanceConfiguration {
  statuses: { max_characters: number; characters_reserved_per_url: number; max_media_attachments: number }
  media_attachments: { supported_mime_types: string[]; image_size_limit: number; video_size_limit: number; description_limit?: number }
  polls: { max_options: number; max_characters_per_option: number; min_expiration: number; max_expiration: number }
}

const MEGABYTE = 1024 * 1024

export const limits = signal<Limits>({
  characters: 500, perUrl: 23, attachments: 4, descriptions: 1500, types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'],
  imageBytes: 16 * MEGABYTE, videoBytes: 99 * MEGABYTE, pollOptions: 4, pollCharacters: 50, pollShortest: 300, pollLongest: 2_629_746,
})

let asked: Promise<void> | null = null

/** Asks the server for its limits, once. What it does not say stays as usual. */
export function loadLimits(): Promise<void> {
  asked ??= get<{ configuration: InstanceConfiguration }>('/api/v2/instance').then(({ configuration: { statuses, media_attachments: media, polls } }) => {
    limits.value = {
      characters: statuses.max_characters, perUrl: statuses.characters_reserved_per_url, attachments: statuses.max_media_attachments,
      descriptions: media.description_limit ?? limits.peek().descriptions, types: media.supported_mime_types, imageBytes: media.image_size_limit, videoBytes: media.video_size_limit,
      pollOptions: polls.max_options, pollCharacters: polls.max_characters_per_option, pollShortest: polls.min_expiration, pollLongest: polls.max_expiration,
    }
  }).catch(() => { asked = null })
  return asked
}

export const megabytes = (bytes: number): number => Math.floor(bytes / MEGABYTE)
