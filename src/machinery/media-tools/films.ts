// The server's door to sound and film. One file is converted at a time: it takes whole processors, and jobs must not
// wait behind it.
import { convertFilm, pictureOf } from './convert-film.ts'
import type { ConvertedFilm, FilmFacts, FilmFailure, FilmKind } from './film-types.ts'
import { findFilmPrograms } from './find-ffmpeg.ts'
import type { FilmPrograms } from './find-ffmpeg.ts'
import { probeFilm } from './probe-film.ts'

/** All verbs resolve to a refusal for whatever is the file's fault, and reject when they are closed meanwhile. */
export interface FilmTools {
  probe(path: string): Promise<{ ok: true; facts: FilmFacts } | FilmFailure>
  /** Converts into `folder`; `busy` at once while another file is being converted. */
  convert(path: string, options: { kind: FilmKind; folder: string }): Promise<ConvertedFilm | FilmFailure | 'busy'>
  /** The first picture of a film as a file in `folder`; null when it has none. */
  picture(path: string, facts: FilmFacts, folder: string): Promise<string | null>
  /** Ends what runs; jobs begin again from the upload when the server is back. Idempotent. */
  close(): void
}

/** What this machine offers; null without ffmpeg, or when it shall not be used. */
export function findFilmTools(wanted: boolean): FilmTools | null {
  const programs = wanted ? findFilmPrograms() : null
  return programs === null ? null : createFilmTools(programs)
}

/** Sound and film through these programs. Nothing is started before the first file. */
export function createFilmTools(programs: FilmPrograms): FilmTools {
  const closing = new AbortController()
  const { signal } = closing
  let busy = false

  async function convert(path: string, kind: FilmKind, folder: string): Promise<ConvertedFilm | FilmFailure> {
    const probed = await probeFilm(programs, path, signal)
    return probed.ok ? convertFilm(programs, path, { kind, facts: probed.facts, folder, signal }) : probed
  }

  return {
    probe: (path) => probeFilm(programs, path, signal),
    async convert(path, { kind, folder }) {
      if (busy) return 'busy'
      busy = true
      try {
        return await convert(path, kind, folder)
      } finally {
        busy = false
      }
    },
    picture: (path, facts, folder) => pictureOf(programs, path, { folder, facts, signal }),
    close: () => closing.abort(),
  }
}
