// Uploads. Pictures are prepared while the client waits; sound, film and animated GIFs by a job, which v1 waits for.
import { z } from 'zod'
import { invalid, missing, Refusal } from '#domain/refusals.ts'
import { parseFocus, replaceThumbnail, uploadMedia } from '#domain/media/create-media.ts'
import { deleteMedia } from '#domain/media/delete-media.ts'
import { ownUpload, updateMedia, type MediaDetails } from '#domain/media/update-media.ts'
import { showMedia } from '#entities/media.ts'
import { checkInput } from '../params/read-input.ts'
import { text } from '../params/types.ts'
import { readUpload } from '../params/upload.ts'
import type { UploadedFile } from '#machinery/http/multipart.ts'
import { route, type Call, type Route } from '../route.ts'

const detailsInput = z.object({ description: text(), focus: text() })
type Details = z.output<typeof detailsInput>

const detailsOf = ({ description, focus }: Details): MediaDetails => ({
  ...(description === undefined ? {} : { description }), ...(focus === undefined ? {} : { focus: parseFocus(focus) }),
})

const WAIT_MS = 250

async function show(call: Call<Details> | Call, id: number): Promise<unknown> {
  const [media] = await showMedia(call.ctx, [id])
  if (!media) throw missing()
  return media
}

const isMultipart = (call: Call<Details>) => call.request.headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false
const named = (files: readonly UploadedFile[], field: string) => files.find((file) => file.field === field && file.size > 0)

const failed = (): Refusal => new Refusal('input.invalid', { text: 'Error processing thumbnail for uploaded media' })

async function receive(call: Call<Details>): Promise<number> {
  if (!isMultipart(call)) throw invalid('File can\'t be blank')
  await using body = await readUpload(call.request)
  const file = named(body.files, 'file')
  if (!file) throw invalid('File can\'t be blank')
  return await uploadMedia(call.ctx, call.ctx.services, {
    accountId: call.user().accountId, path: file.path, thumbnailPath: named(body.files, 'thumbnail')?.path ?? null,
  }, detailsOf(checkInput(detailsInput, body.fields)))
}

async function upload(call: Call<Details>): Promise<unknown> {
  const id = await receive(call)
  const { state } = await ownUpload(call.ctx.db, call.user().accountId, id)
  if (state === 'processing') call.reply.code(202)
  return show(call, id)
}

/** As apps of old expect it: the answer is a finished file. An app that is gone is not waited for. */
async function uploadAndWait(call: Call<Details>): Promise<unknown> {
  const id = await receive(call)
  const { accountId } = call.user()
  for (;;) {
    const { state } = await ownUpload(call.ctx.db, accountId, id)
    if (state === 'failed') throw failed()
    if (state !== 'processing' || call.request.raw.socket.destroyed) return show(call, id)
    await new Promise((go) => { setTimeout(go, WAIT_MS) })
  }
}

async function update(call: Call<Details>): Promise<unknown> {
  const { accountId } = call.user()
  const id = call.id()
  if ((await ownUpload(call.ctx.db, accountId, id)).state === 'failed') throw failed()
  if (!isMultipart(call)) {
    await call.ctx.write((tx) => updateMedia(tx, accountId, id, detailsOf(call.input)))
    return show(call, id)
  }
  await using body = await readUpload(call.request)
  const details = detailsOf(checkInput(detailsInput, body.fields))
  const thumbnail = named(body.files, 'thumbnail')
  if (thumbnail) await replaceThumbnail(call.ctx, call.ctx.services, { accountId, mediaId: id, path: thumbnail.path })
  await call.ctx.write((tx) => updateMedia(tx, accountId, id, details))
  return show(call, id)
}

async function get(call: Call): Promise<unknown> {
  const { id, state } = await ownUpload(call.ctx.db, call.user().accountId, call.id())
  if (state === 'failed') throw failed()
  if (state !== 'ready') call.reply.code(206)
  return show(call, id)
}

async function remove(call: Call): Promise<unknown> {
  const { accountId } = call.user()
  await call.ctx.write((tx) => deleteMedia(tx, accountId, call.id()))
  return {}
}

const scopes = ['write:media']

export const mediaRoutes: Route[] = [
  route('POST /api/v2/media', { contract: 'media#v2', scopes, rate: 'media', upload: true, input: detailsInput, handle: upload }),
  route('POST /api/v1/media', { contract: 'media#v1', scopes, rate: 'media', upload: true, input: detailsInput, handle: uploadAndWait }),
  route('GET /api/v1/media/:id', { contract: 'media#get', scopes, handle: get }),
  route('PUT /api/v1/media/:id', { contract: 'media#update', scopes, upload: true, input: detailsInput, handle: update }),
  route('DELETE /api/v1/media/:id', { contract: 'media#delete', scopes, handle: remove }),
]
