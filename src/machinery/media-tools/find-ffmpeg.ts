// Whether this machine has what sound and film take: ffmpeg and ffprobe, as the system's packages install them.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface FilmPrograms { ffmpeg: string; ffprobe: string }

function find(name: string, path: string): string | null {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // Not in this one.
    }
  }
  return null
}

const found = new Map<string, FilmPrograms | null>()

/** Both programs, looked for in `path` (PATH) once a process; null when one is missing. */
export function findFilmPrograms(path: string = process.env['PATH'] ?? ''): FilmPrograms | null {
  const known = found.get(path)
  if (known !== undefined) return known
  const [ffmpeg, ffprobe] = [find('ffmpeg', path), find('ffprobe', path)]
  const programs = ffmpeg === null || ffprobe === null ? null : { ffmpeg, ffprobe }
  found.set(path, programs)
  return programs
}
