// A profile as apps send it, for both methods that change one: fields, and files from a multipart body.
import { z } from 'zod'
import type { ProfilePatch, StoredPicture } from '#domain/accounts/profile-patch.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { PICTURE_BYTES, removePictures, storePicture, type PictureKind } from '#domain/accounts/profile-pictures.ts'
import { ownAccount } from '#domain/accounts/queries.ts'
import type { Tx } from '#domain/context.ts'
import type { Call } from '../route.ts'
import { checkInput } from './read-input.ts'
import { flag, list, text } from './types.ts'
import { readUpload } from './upload.ts'
import type { UploadedFile } from '#machinery/http/multipart.ts'

/** The parameters that both methods share. */
export const profileFields = {
  display_name: text(), note: text(), locked: flag(), bot: flag(), discoverable: flag(), indexable: flag(), hide_collections: flag(),
  attribution_domains: list(z.string()),
  fields_attributes: list(z.object({ name: text(), value: text() })),
}

/** What only `PATCH /api/v1/profile` takes. */
export const profileInput = z.object({
  ...profileFields, avatar_description: text(), header_description: text(),
  show_media: flag(), show_media_replies: flag(), show_featured: flag(),
})
export type ProfileInput = z.output<typeof profileInput>

const patchOf = (input: Partial<ProfileInput>): ProfilePatch => ({
  displayName: input.display_name, note: input.note, locked: input.locked, bot: input.bot, discoverable: input.discoverable,
  indexable: input.indexable, hideCollections: input.hide_collections, attributionDomains: input.attribution_domains,
  fields: input.fields_attributes?.map(({ name = '', value = '' }) => ({ name, value })),
  avatarDescription: input.avatar_description, headerDescription: input.header_description,
  showMedia: input.show_media, showMediaReplies: input.show_media_replies, showFeatured: input.show_featured,
})

interface Pictures { avatar?: StoredPicture; header?: StoredPicture }
type Uploading = Pick<Call<never>, 'ctx' | 'user'>

async function storePictures({ ctx }: Uploading, files: readonly UploadedFile[]): Promise<Pictures> {
  const pictures: Pictures = {}
  try {
    for (const kind of ['avatar', 'header'] as const satisfies readonly PictureKind[]) {
      const file = files.find((one) => one.field === kind && one.size > 0)
      if (file) pictures[kind] = await storePicture(ctx.services, kind, file.path)
    }
  } catch (error) {
    // The other picture was good, but nobody will ever show it.
    await removePictures(ctx.services.storage, keysOf(pictures))
    throw error
  }
  return pictures
}

const keysOf = (pictures: Pictures) => Object.values(pictures).flatMap((one: StoredPicture) => [one.key, one.staticKey])

/**
 * Changes the caller's profile and, in the same transaction, whatever `also` does. The files of replaced pictures go
 * once the change is durable; those of a refused change go at once.
 */
export async function changeProfile(call: Uploading, input: Partial<ProfileInput>, pictures: Pictures, also: (tx: Tx) => Promise<void> = async () => {}): Promise<void> {
  const { accountId } = call.user()
  const { storage } = call.ctx.services
  const before = await ownAccount(call.ctx.db, accountId)
  try {
    await call.ctx.write(async (tx) => {
      await updateProfile(tx, accountId, { ...patchOf(input), ...pictures })
      await also(tx)
    })
  } catch (error) {
    await removePictures(storage, keysOf(pictures))
    throw error
  }
  if (pictures.avatar) await removePictures(storage, [before.avatar_key, before.avatar_static_key])
  if (pictures.header) await removePictures(storage, [before.header_key, before.header_static_key])
}

/** Reads a profile's parameters from whatever body there is, and stores the pictures in it. */
export async function readProfile<S extends z.ZodType>(call: Call<z.output<S>>, schema: S): Promise<{ input: z.output<S>; pictures: Pictures }> {
  if (!call.request.headers['content-type']?.toLowerCase().startsWith('multipart/')) return { input: call.input, pictures: {} }
  await using body = await readUpload(call.request, { maxBytes: PICTURE_BYTES })
  const input = checkInput(schema, body.fields)
  return { input, pictures: await storePictures(call as Uploading, body.files) }
}
