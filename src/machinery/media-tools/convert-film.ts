// Sound and film become what every browser plays: H.264 and AAC in MP4, MP3. Nothing but picture and sound is taken
// over: no place, no device, no chapters, no tracks of data.
import { join } from 'node:path'
import { FILM_BYTES, FILM_FRAMES, rateOf } from './film-types.ts'
import type { ConvertedFilm, FilmFacts, FilmFailure, FilmKind } from './film-types.ts'
import type { FilmPrograms } from './find-ffmpeg.ts'
import { probeFilm } from './probe-film.ts'
import { READS_ONLY, runConfined, type Confinement } from './run-confined.ts'

const CONVERT: Confinement = { timeoutMs: 30 * 60_000, memoryBytes: 3 * 1024 ** 3, outputBytes: FILM_BYTES }
const PICTURE: Confinement = { timeoutMs: 30_000, memoryBytes: 2 * 1024 ** 3, outputBytes: FILM_BYTES }
const QUIET = ['-nostdin', '-hide_banner', '-v', 'error', '-y']
const BARE = ['-map_metadata', '-1', '-map_metadata:s', '-1', '-map_chapters', '-1', '-sn', '-dn']
const MP4 = ['-movflags', '+faststart', '-f', 'mp4']
/** H.264 with half the colour needs even sides. */
const EVEN = 'scale=max(2\\,trunc(iw/2)*2):max(2\\,trunc(ih/2)*2)'
/** Bits a second that a film copied as it is may have. */
const COPIED_BITRATE = 8_000_000
const SHOWN_RATE = 60

/** What browsers play already is not encoded again. */
const playsAnyway = ({ video, sound, bitrate }: FilmFacts): boolean => video?.codec === 'h264'
  && (video.pixelFormat === 'yuv420p' || video.pixelFormat === 'yuvj420p') && video.width % 2 === 0 && video.height % 2 === 0
  && (sound === null || sound.codec === 'aac') && bitrate > 0 && bitrate <= COPIED_BITRATE

/** Bits a second at most: a fifth of a bit for each pixel, between half a megabit and six. */
function mostBits({ video }: FilmFacts): number {
  const pixels = (video?.width ?? 0) * (video?.height ?? 0) * Math.min(SHOWN_RATE, rateOf(video?.frameRate ?? '') || SHOWN_RATE)
  return Math.round(Math.min(6_000_000, Math.max(500_000, pixels / 5)))
}

function encoded(facts: FilmFacts, crf: number): string[] {
  const most = String(mostBits(facts))
  const rate = rateOf(facts.video?.frameRate ?? '') > SHOWN_RATE ? ['-r', String(SHOWN_RATE)] : []
  return [
    '-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(crf), '-maxrate', most, '-bufsize', most, '-pix_fmt', 'yuv420p', '-vf', EVEN,
    '-frames:v', String(FILM_FRAMES), ...rate, '-threads', '2',
  ]
}

function argumentsFor(kind: FilmKind, facts: FilmFacts): string[] {
  if (kind === 'audio') return ['-map', '0:a:0', '-vn', ...BARE, '-c:a', 'libmp3lame', '-q:a', '2', '-f', 'mp3']
  if (kind === 'gif') return ['-map', '0:v:0', '-an', ...BARE, ...encoded(facts, 18), ...MP4]
  const streams = ['-map', '0:V:0', '-map', '0:a:0?', ...BARE]
  if (playsAnyway(facts)) return [...streams, '-c', 'copy', ...MP4]
  return [...streams, ...encoded(facts, 23), '-c:a', 'aac', '-b:a', '160k', '-ac', '2', ...MP4]
}

/** The first picture of a film, or the cover of a sound, as a PNG of at most 1280 on either side; null when there is none. */
export async function pictureOf(
  programs: FilmPrograms, path: string, { folder, facts, signal }: { folder: string; facts: FilmFacts; signal: AbortSignal },
): Promise<string | null> {
  if (facts.video === null && !facts.cover) return null
  const picture = join(folder, 'picture.png')
  const small = "scale='min(1280,iw)':'min(1280,ih)':force_original_aspect_ratio=decrease"
  const result = await runConfined(programs.ffmpeg, [
    ...QUIET, ...READS_ONLY, '-threads', '1', '-i', path, '-map', facts.video === null ? '0:v:0' : '0:V:0', '-frames:v', '1', '-vf', small,
    '-map_metadata', '-1', '-c:v', 'png', '-f', 'image2', '-update', '1', picture,
  ], PICTURE, signal)
  return result.ok ? picture : null
}

/** Converts a file into `folder`, which is the caller's to remove. Its facts are those of {@link probeFilm}. */
export async function convertFilm(
  programs: FilmPrograms, path: string, { kind, facts, folder, signal }: { kind: FilmKind; facts: FilmFacts; folder: string; signal: AbortSignal },
): Promise<ConvertedFilm | FilmFailure> {
  const extension = kind === 'audio' ? 'mp3' : 'mp4'
  const made = join(folder, `made.${extension}`)
  const converted = await runConfined(programs.ffmpeg, [...QUIET, ...READS_ONLY, '-threads', '2', '-i', path, ...argumentsFor(kind, facts), made], CONVERT, signal)
  if (!converted.ok) return converted
  const probed = await probeFilm(programs, made, signal)
  if (!probed.ok) return probed
  const picturePath = await pictureOf(programs, kind === 'audio' ? path : made, { folder, facts: kind === 'audio' ? facts : probed.facts, signal })
  return { ok: true, path: made, extension, contentType: kind === 'audio' ? 'audio/mpeg' : 'video/mp4', facts: probed.facts, picturePath }
}
