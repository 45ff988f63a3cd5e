// Runs ffmpeg and ffprobe on files of strangers: without our environment, without a network, and with an end to the
// time, memory and output they may take.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export interface Confinement {
  /** Wall-clock time, ms. */
  timeoutMs: number
  /** Address space, bytes. */
  memoryBytes: number
  /** Any file it writes, bytes. */
  outputBytes: number
}

export type RunResult = { ok: true; stdout: string } | { ok: false; reason: 'unreadable' | 'timeout' | 'too-large' }

const STDOUT_BYTES = 1024 * 1024
const BLOCK = 512
/** 128 + SIGXFSZ: it wrote more than it may. */
const OVER_OUTPUT = 153

// What a system does not know (macOS has no limit of address space) is left out; the others hold everywhere.
const SCRIPT = 'ulimit -c 0; ulimit -v "$1" 2>/dev/null; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec nice -n 10 "$@"'

/** What no demuxer may do: follow a playlist, open another file, ask a network. What is decoded is what people upload. */
export const READS_ONLY: readonly string[] = [
  '-protocol_whitelist', 'file',
  '-format_whitelist', 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,mp3,flac,wav,aac,gif',
  '-codec_whitelist', [
    'h264', 'hevc', 'vp8', 'vp9', 'libvpx', 'libvpx-vp9', 'av1', 'libdav1d', 'libaom-av1', 'mpeg4', 'theora', 'prores', 'gif', 'mjpeg', 'png',
    'aac', 'aac_fixed', 'mp3', 'mp3float', 'mp2', 'mp2float', 'opus', 'libopus', 'vorbis', 'libvorbis', 'flac', 'alac',
    'pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le', 'pcm_u8', 'pcm_mulaw', 'pcm_alaw',
  ].join(','),
]

function start(program: string, args: readonly string[], { timeoutMs, memoryBytes, outputBytes }: Confinement): ChildProcess {
  const limits = [memoryBytes / 1024, (2 * timeoutMs) / 1000, outputBytes / BLOCK].map((limit) => String(Math.ceil(limit)))
  return spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...limits, program, ...args], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'], cwd: '/',
  })
}

/**
 * Runs a program to its end. Whatever goes wrong with the file is a value; rejects when `signal` ends it or when the
 * program cannot be started at all.
 */
export function runConfined(program: string, args: readonly string[], confinement: Confinement, signal: AbortSignal): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Error('sound and film are closed'))
    const child = start(program, args, confinement)
    const said: Buffer[] = []
    let bytes = 0
    let timedOut = false
    const end = () => child.kill('SIGKILL')
    const timer = setTimeout(() => {
      timedOut = true
      end()
    }, confinement.timeoutMs)
    signal.addEventListener('abort', end, { once: true })
    child.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > STDOUT_BYTES) end()
      else said.push(chunk)
    })
    child.once('error', reject)
    child.once('close', (code, killedBy) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      if (signal.aborted) return reject(new Error('sound and film are closed'))
      if (code === 0) return resolve({ ok: true, stdout: Buffer.concat(said).toString() })
      if (timedOut || killedBy === 'SIGXCPU') return resolve({ ok: false, reason: 'timeout' })
      resolve({ ok: false, reason: code === OVER_OUTPUT || killedBy === 'SIGXFSZ' ? 'too-large' : 'unreadable' })
    })
  })
}
