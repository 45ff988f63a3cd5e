// Sounds and films for tests, made by ffmpeg when asked for: no binary files in the repository.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFilmPrograms } from './find-ffmpeg.ts'

/** Why tests of sound and film cannot run here; false when they can. */
export const needsFfmpeg: string | false = findFilmPrograms() === null ? 'ffmpeg is not installed' : false

/** A picture that moves, a second long, 64 × 48, ten pictures a second. */
export const MOVING = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=1']
/** A tone, a second long. */
export const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=1']
export const BOTH = [...MOVING, ...TONE]

/** What ffmpeg makes of these arguments, in a format told by `extension`. */
export function film(extension: string, ...args: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'covey-sample-'))
  try {
    const path = join(folder, `sample.${extension}`)
    execFileSync(findFilmPrograms()?.ffmpeg ?? 'ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args, path])
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A song with a red picture as its cover. */
export function songWithCover(): Buffer {
  return film('mp3', ...TONE, '-f', 'lavfi', '-i', 'color=red:size=40x40:rate=1:duration=1', '-map', '0', '-map', '1', '-frames:v', '1',
    '-c:v', 'png', '-disposition:v', 'attached_pic', '-id3v2_version', '3')
}
