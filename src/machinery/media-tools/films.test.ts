// Sound and film become what every browser plays, and nothing of what else was in the file; hostile files come to nothing.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import sharp from 'sharp'
import { coloursOf } from './colours.ts'
import type { FilmKind } from './film-types.ts'
import { createFilmTools, findFilmTools } from './films.ts'
import { findFilmPrograms } from './find-ffmpeg.ts'
import { runConfined } from './run-confined.ts'
import { BOTH, film, MOVING, needsFfmpeg, songWithCover, TONE } from './sample-films.ts'

const folder = mkdtempSync(join(tmpdir(), 'covey-films-'))
const films = findFilmTools(true)
let count = 0
after(() => {
  films?.close()
  rmSync(folder, { recursive: true, force: true })
})

function keep(bytes: Uint8Array | string): string {
  const path = join(folder, `file-${count += 1}`)
  writeFileSync(path, bytes)
  return path
}

async function convert(bytes: Uint8Array | string, kind: FilmKind) {
  const made = join(folder, `made-${count += 1}`)
  mkdirSync(made)
  const result = await films?.convert(keep(bytes), { kind, folder: made })
  assert.ok(result !== undefined && result !== 'busy')
  return result
}

describe('sound and film', { skip: needsFfmpeg }, () => {
  const movies: [name: string, extension: string, args: string[]][] = [
    ['WebM', 'webm', [...BOTH, '-c:v', 'libvpx', '-c:a', 'libopus']], ['MOV', 'mov', [...BOTH, '-c:v', 'mpeg4', '-c:a', 'aac']],
    ['Matroska with odd sides', 'mkv', ['-f', 'lavfi', '-i', 'testsrc=size=63x47:rate=10:duration=1', ...TONE, '-c:v', 'libx264', '-c:a', 'libvorbis']],
  ]
  for (const [name, extension, args] of movies) {
    it(`${name} becomes H.264 and AAC with a first picture`, async () => {
      const made = await convert(film(extension, ...args), 'video')
      assert.ok(made.ok)
      const { video, sound, duration, bitrate } = made.facts
      assert.deepEqual([made.contentType, video?.codec, video?.pixelFormat, video?.frameRate, sound?.codec, sound?.channels], ['video/mp4', 'h264', 'yuv420p', '10/1', 'aac', 'stereo'])
      assert.ok(duration > 0.9 && duration < 1.3 && bitrate > 0)
      assert.equal((video?.width ?? 1) % 2 + (video?.height ?? 1) % 2, 0)
      assert.equal((await sharp(made.picturePath ?? '').metadata()).width, video?.width)
    })
  }

  it('what browsers play already is taken over as it is, without place and title', async () => {
    const bytes = film('mov', ...BOTH, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-metadata', 'location=+52.5200+013.4050/', '-metadata', 'title=secret garden',
      '-metadata:s:v', 'title=secret garden')
    for (const secret of ['secret garden', '+52.5200']) assert.ok(bytes.includes(secret), secret)
    const made = await convert(bytes, 'video')
    assert.ok(made.ok)
    for (const secret of ['secret garden', '+52.5200']) assert.ok(!readFileSync(made.path).includes(secret), secret)
    assert.equal(made.facts.sound?.channels, 'mono', 'it was not encoded anew')
  })

  it('a film that lies on its side is measured as it is shown', async () => {
    const bytes = film('mp4', ...MOVING, '-c:v', 'libx264', '-pix_fmt', 'yuv420p')
    // The matrix in the track's header (ISO 14496-12, 8.3.2): a quarter turn.
    const matrix = bytes.indexOf('tkhd') + 4 + 40
    ;[0, 0x10000, 0, -0x10000, 0, 0, 48 * 0x10000, 0, 0x40000000].forEach((value, index) => bytes.writeInt32BE(value, matrix + 4 * index))
    const probed = await films?.probe(keep(bytes))
    const { video } = probed?.ok ? probed.facts : { video: null }
    assert.deepEqual([video?.width, video?.height], [48, 64])
  })

  for (const [extension, args] of [['mp3', []], ['ogg', []], ['flac', []], ['wav', []], ['aac', []], ['m4a', []], ['opus', ['-c:a', 'libopus']]] as const) {
    it(`${extension} becomes MP3`, async () => {
      const made = await convert(film(extension, ...TONE, ...args, '-metadata', 'comment=secret garden'), 'audio')
      assert.ok(made.ok)
      assert.deepEqual([made.contentType, made.facts.sound?.codec, made.facts.video, made.picturePath], ['audio/mpeg', 'mp3', null, null])
      assert.ok(Math.abs(made.facts.duration - 1) < 0.2)
      assert.ok(!readFileSync(made.path).includes('secret garden'))
    })
  }

  it('the cover of a song is its picture', async () => {
    const made = await convert(songWithCover(), 'audio')
    assert.ok(made.ok)
    assert.equal((await sharp(made.picturePath ?? '').metadata()).width, 40)
    assert.equal(made.facts.cover, false)
  })

  it('an animated GIF becomes a film without sound', async () => {
    const made = await convert(film('gif', ...MOVING), 'gif')
    assert.ok(made.ok)
    assert.deepEqual([made.facts.video?.codec, made.facts.sound], ['h264', null])
  })

  it('playlists are not followed, neither to files nor to the network', async () => {
    let asked = 0
    const trap = createServer((_request, response) => { asked += 1; response.end() })
    await new Promise<void>((listening) => { trap.listen(0, '127.0.0.1', listening) })
    const { port } = trap.address() as AddressInfo
    const target = keep(film('mp4', ...BOTH))
    for (const text of [
      `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:${port}/x.ts\n#EXT-X-ENDLIST\n`, `#EXTM3U\n#EXTINF:1,\nfile://${target}\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile ${target}\n`, `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><BaseURL>http://127.0.0.1:${port}/</BaseURL></Period></MPD>`,
    ]) {
      assert.deepEqual(await convert(text, 'video'), { ok: false, reason: 'unreadable' }, text)
    }
    assert.equal(asked, 0)
    trap.close()
  })

  it('a playlist does not even lead to the file beside it', async () => {
    const made = join(folder, 'beside')
    mkdirSync(made)
    writeFileSync(join(made, 'one.ts'), film('ts', ...MOVING, '-c:v', 'mpeg4'))
    writeFileSync(join(made, 'list.m3u8'), '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\none.ts\n#EXT-X-ENDLIST\n')
    assert.deepEqual(await films?.convert(join(made, 'list.m3u8'), { kind: 'video', folder: made }), { ok: false, reason: 'unreadable' })
  })

  it('broken files and other things are refused', async () => {
    const whole = film('mp4', ...BOTH, '-c:v', 'libx264', '-pix_fmt', 'yuv420p')
    for (const bytes of [whole.subarray(0, 200), Buffer.from('<html></html>'), Buffer.alloc(0), film('avi', ...MOVING, '-c:v', 'mpeg4')]) {
      assert.deepEqual(await convert(bytes, 'video'), { ok: false, reason: 'unreadable' })
    }
  })

  it('one at a time; closing ends what runs', async () => {
    const own = createFilmTools(findFilmPrograms() ?? assert.fail())
    const path = keep(film('mkv', '-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=30:duration=10', '-c:v', 'mpeg4'))
    const running = own.convert(path, { kind: 'video', folder })
    assert.equal(await own.convert(path, { kind: 'video', folder }), 'busy')
    setTimeout(() => own.close(), 300)
    await assert.rejects(running, /closed/)
    await assert.rejects(own.probe(path), /closed/)
  })

  it('time, memory and output have an end, and our environment stays ours', async () => {
    const { signal } = new AbortController()
    const run = (script: string, limits = {}) => runConfined('/bin/sh', ['-c', script], { timeoutMs: 5000, memoryBytes: 256 * 1024 ** 2, outputBytes: 4096, ...limits }, signal)
    assert.deepEqual(await run('sleep 5', { timeoutMs: 100 }), { ok: false, reason: 'timeout' })
    assert.deepEqual(await run(`head -c 1000000 /dev/zero > ${join(folder, 'much')}`), { ok: false, reason: 'too-large' })
    assert.ok(readFileSync(join(folder, 'much')).length <= 4096)
    assert.equal((await run('x=$(head -c 400000000 /dev/zero | tr "\\0" x); echo ${#x}')).ok, false)
    process.env['COVEY_TEST_SECRET'] = 'secret'
    const told = await run('env')
    delete process.env['COVEY_TEST_SECRET']
    assert.ok(told.ok && !told.stdout.includes('COVEY') && told.stdout.includes('PATH='))
  })
})

describe('programs', () => {
  it('are missing where PATH has them not', () => assert.equal(findFilmPrograms(folder), null))
  it('are not used when they shall not be', () => assert.equal(findFilmTools(false), null))
})

describe('colours', () => {
  it('the ground is the edge, the others stand out against it', () => {
    const [width, height] = [40, 40]
    const rgb = new Uint8Array(width * height * 3)
    for (let at = 0; at < width * height; at += 1) {
      const [x, y] = [at % width, Math.floor(at / width)]
      const inside = x > 12 && x < 27 && y > 12 && y < 27
      rgb.set(inside ? (x < 20 ? [250, 250, 250] : [250, 200, 10]) : [5, 5, 60], at * 3)
    }
    const { background, foreground, accent } = coloursOf(rgb, width, height)
    assert.deepEqual([background, foreground, accent], ['#0c0c40', '#f3f3f3', '#f3c00c'])
  })
  it('one colour alone is made lighter or darker', () => {
    const { background, foreground, accent } = coloursOf(new Uint8Array(300), 10, 10)
    assert.match([background, foreground, accent].join(' '), /^#0c0c0c #[b-f]\w{5} #[7-9a-f]\w{5}$/)
    assert.notEqual(foreground, background)
  })
})
