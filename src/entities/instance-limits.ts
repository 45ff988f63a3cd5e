// What this server accepts, as both instance entities tell it. Each number is the one that the verb checks.
import {
  DISPLAY_NAME_LIMIT, FIELD_LENGTH_LIMIT, FIELDS_LIMIT, NOTE_LIMIT, PICTURE_DESCRIPTION_LIMIT,
} from '#domain/accounts/profile-patch.ts'
import { MEDIA_LIMIT } from '#domain/media/attach-media.ts'
import { DESCRIPTION_LIMIT } from '#domain/media/update-media.ts'
import { POLL_LIMITS } from '#domain/statuses/check-poll.ts'
import { CHARACTER_LIMIT } from '#domain/statuses/compose-status.ts'
import { CHARACTERS_PER_URL } from '#domain/text/count.ts'
import type { Config } from '#machinery/config/config.ts'
import { FILM_BYTES, FILM_FRAME_RATE, FILM_PIXELS, FILM_TYPES } from '#machinery/media-tools/film-types.ts'
import { findFilmPrograms } from '#machinery/media-tools/find-ffmpeg.ts'
import { IMAGE_TYPES, MAX_BYTES, MAX_PIXELS } from '#machinery/media-tools/image-types.ts'

const MAX_FEATURED_TAGS = 10
const MAX_PINNED = 5

export const statusLimits = {
  max_characters: CHARACTER_LIMIT,
  max_media_attachments: MEDIA_LIMIT,
  characters_reserved_per_url: CHARACTERS_PER_URL,
}

/** Sound and film are announced where ffmpeg is there to read them. */
export const mediaLimits = ({ ffmpeg }: Config) => ({
  supported_mime_types: [...IMAGE_TYPES, ...(ffmpeg && findFilmPrograms() !== null ? FILM_TYPES : [])],
  description_limit: DESCRIPTION_LIMIT,
  image_size_limit: MAX_BYTES,
  image_matrix_limit: MAX_PIXELS,
  video_size_limit: FILM_BYTES,
  video_frame_rate_limit: FILM_FRAME_RATE,
  video_matrix_limit: FILM_PIXELS,
})

export const pollLimits = {
  max_options: POLL_LIMITS.options,
  max_characters_per_option: POLL_LIMITS.characters,
  min_expiration: POLL_LIMITS.shortest,
  max_expiration: POLL_LIMITS.longest,
}

export const accountLimits = {
  max_display_name_length: DISPLAY_NAME_LIMIT,
  max_note_length: NOTE_LIMIT,
  max_avatar_description_length: PICTURE_DESCRIPTION_LIMIT,
  max_header_description_length: PICTURE_DESCRIPTION_LIMIT,
  max_featured_tags: MAX_FEATURED_TAGS,
  max_pinned_statuses: MAX_PINNED,
  max_profile_fields: FIELDS_LIMIT,
  profile_field_name_limit: FIELD_LENGTH_LIMIT,
  profile_field_value_limit: FIELD_LENGTH_LIMIT,
}
