// The words and limits of sound and film, shared by those who announce them, check them and keep them.

/** Bytes of an uploaded sound or film: 99 MiB. */
export const FILM_BYTES = 99 * 1024 * 1024
/** Width × height of a film: 3840 × 2160. */
export const FILM_PIXELS = 8_294_400
/** Pictures a second. */
export const FILM_FRAME_RATE = 120
/** No film is longer than this, in pictures: ten minutes at 60 a second. */
export const FILM_FRAMES = 36_000

/** What can be uploaded where ffmpeg is present: every name under which apps know what it reads. */
export const FILM_TYPES: readonly string[] = [
  'video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska', 'video/matroska', 'video/x-m4v', 'video/ogg',
  'audio/mpeg', 'audio/mp3', 'audio/ogg', 'audio/opus', 'audio/vorbis', 'audio/wav', 'audio/wave', 'audio/x-wav', 'audio/x-pn-wave',
  'audio/vnd.wave', 'audio/flac', 'audio/x-flac', 'audio/aac', 'audio/mp4', 'audio/m4a', 'audio/x-m4a', 'audio/webm',
]

/** What is told of the inside of a sound or film. Sizes are as shown, after turning. */
export interface FilmFacts {
  /** Seconds; 0 when nobody knows. */
  duration: number
  /** Bits a second, of everything together. */
  bitrate: number
  video: {
    codec: string
    /** `yuv420p` and the like. */
    pixelFormat: string
    width: number
    height: number
    /** Pictures a second, as ffprobe writes it: `30/1`. */
    frameRate: string
  } | null
  sound: {
    codec: string
    /** As players show it: `aac (LC) (mp4a / 0x6134706D)`, `44100 Hz`, `stereo`. */
    encode: string
    rate: string
    channels: string
  } | null
  /** Whether a picture goes with the sound. */
  cover: boolean
}

/** `gif`: an animated GIF, which becomes a film without sound. */
export type FilmKind = 'video' | 'audio' | 'gif'

export type FilmFailureReason = 'unreadable' | 'timeout' | 'too-large'

export interface FilmFailure { ok: false; reason: FilmFailureReason }

/** Files in the folder that was given, measured. `picture`: the first picture of a film, the cover of a sound. */
export interface ConvertedFilm {
  ok: true
  path: string
  contentType: 'video/mp4' | 'audio/mpeg'
  extension: 'mp4' | 'mp3'
  facts: FilmFacts
  picturePath: string | null
}

/** A rate such as `30000/1001` as a number; 0 for what is none. */
export function rateOf(text: string): number {
  const [over = Number.NaN, under = 1] = text.split('/').map(Number)
  const rate = over / under
  return Number.isFinite(rate) && rate > 0 ? rate : 0
}
