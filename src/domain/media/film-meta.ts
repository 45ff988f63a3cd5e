// What clients are told of a sound or film: Mastodon's `meta`, in its documented form and in that of its server.
import { rateOf, type FilmFacts } from '#machinery/media-tools/film-types.ts'

/** `h:mm:ss.cc`, as players write it. */
function lengthOf(seconds: number): string {
  const hundredths = Math.round(seconds * 100)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${Math.floor(hundredths / 360_000)}:${two(hundredths / 6000 % 60)}:${two(hundredths / 100 % 60)}.${two(hundredths % 100)}`
}

/** The `meta` of a finished file, without its preview. */
export function filmMeta({ duration, bitrate, video, sound }: FilmFacts): Record<string, unknown> {
  return {
    length: lengthOf(duration), duration,
    ...(video === null ? {} : {
      fps: Math.round(rateOf(video.frameRate)), size: `${video.width}x${video.height}`, width: video.width, height: video.height,
      aspect: video.width / video.height,
    }),
    ...(sound === null ? {} : { audio_encode: sound.encode, audio_bitrate: sound.rate, audio_channels: sound.channels }),
    original: {
      ...(video === null ? {} : { width: video.width, height: video.height, frame_rate: video.frameRate }), duration, bitrate,
    },
  }
}
