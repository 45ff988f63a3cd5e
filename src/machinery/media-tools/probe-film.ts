// What is inside a sound or film, told by ffprobe and believed only where it makes sense.
import type { FilmFacts } from './film-types.ts'
import type { FilmPrograms } from './find-ffmpeg.ts'
import { READS_ONLY, runConfined, type Confinement, type RunResult } from './run-confined.ts'

const PROBE: Confinement = { timeoutMs: 20_000, memoryBytes: 1024 ** 3, outputBytes: 0 }
const SIDE_LIMIT = 16_384

interface Stream {
  codec_type?: string
  codec_name?: string
  codec_tag?: string
  codec_tag_string?: string
  profile?: string
  width?: number
  height?: number
  pix_fmt?: string
  avg_frame_rate?: string
  r_frame_rate?: string
  sample_rate?: string
  channels?: number
  channel_layout?: string
  disposition?: { attached_pic?: number }
  side_data_list?: { rotation?: number }[]
}

interface Probed { streams?: Stream[]; format?: { duration?: string; bit_rate?: string } }

const numberOf = (text: string | undefined): number => (Number(text) > 0 ? Number(text) : 0)

function videoOf(stream: Stream | undefined): FilmFacts['video'] {
  const { width = 0, height = 0 } = stream ?? {}
  if (!stream || width < 1 || height < 1 || width > SIDE_LIMIT || height > SIDE_LIMIT) return null
  const turned = Math.abs(stream.side_data_list?.find((side) => side.rotation !== undefined)?.rotation ?? 0) % 180 === 90
  const rate = [stream.avg_frame_rate, stream.r_frame_rate].find((one) => one && !/^0\/|\/0$/.test(one)) ?? ''
  return {
    codec: stream.codec_name ?? '', pixelFormat: stream.pix_fmt ?? '', frameRate: rate,
    width: turned ? height : width, height: turned ? width : height,
  }
}

function encodeOf({ codec_name: name = '', profile, codec_tag_string: tag, codec_tag: number }: Stream): string {
  const named = profile && profile !== 'unknown' ? `${name} (${profile})` : name
  return tag && number && !tag.startsWith('[') ? `${named} (${tag} / 0x${number.slice(2).toUpperCase()})` : named
}

function soundOf(stream: Stream | undefined): FilmFacts['sound'] {
  if (!stream) return null
  const channels = stream.channel_layout || (stream.channels === 1 ? 'mono' : stream.channels === 2 ? 'stereo' : `${stream.channels ?? 0} channels`)
  return { codec: stream.codec_name ?? '', encode: encodeOf(stream), rate: `${stream.sample_rate ?? '0'} Hz`, channels }
}

function read(stdout: string): FilmFacts | null {
  const { streams = [], format = {} } = JSON.parse(stdout) as Probed
  const pictures = streams.filter((stream) => stream.codec_type === 'video')
  const isCover = (stream: Stream) => stream.disposition?.attached_pic === 1
  const video = videoOf(pictures.find((stream) => !isCover(stream)))
  const sound = soundOf(streams.find((stream) => stream.codec_type === 'audio'))
  if (!video && !sound) return null
  return { duration: numberOf(format.duration), bitrate: numberOf(format.bit_rate), video, sound, cover: pictures.some(isCover) }
}

/** Looks into a file; a refusal when it is no sound or film that can be read. */
export async function probeFilm(
  { ffprobe }: FilmPrograms, path: string, signal: AbortSignal,
): Promise<{ ok: true; facts: FilmFacts } | Exclude<RunResult, { ok: true }>> {
  const args = ['-v', 'error', ...READS_ONLY, '-print_format', 'json', '-show_format', '-show_streams', '-i', path]
  const result = await runConfined(ffprobe, args, PROBE, signal)
  if (!result.ok) return result
  const facts = read(result.stdout)
  return facts === null ? { ok: false, reason: 'unreadable' } : { ok: true, facts }
}
