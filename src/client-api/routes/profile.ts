// The caller's own profile: whole, and its two pictures.
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { removePictures } from '#domain/accounts/profile-pictures.ts'
import { ownAccount } from '#domain/accounts/queries.ts'
import { showCredentialAccount } from '#entities/credential-account.ts'
import { showProfile } from '#entities/profile.ts'
import { changeProfile, profileInput, readProfile, type ProfileInput } from '../params/profile.ts'
import { route, type Call, type Route } from '../route.ts'

const get = (call: Call): Promise<unknown> => showProfile(call.ctx, call.user().accountId)

async function update(call: Call<ProfileInput>): Promise<unknown> {
  const { input, pictures } = await readProfile(call, profileInput)
  await changeProfile(call, input, pictures)
  return showProfile(call.ctx, call.user().accountId)
}

const removePicture = (kind: 'avatar' | 'header') => async (call: Call): Promise<unknown> => {
  const user = call.user()
  const before = await ownAccount(call.ctx.db, user.accountId)
  await call.ctx.write((tx) => updateProfile(tx, user.accountId, { [kind]: null, [`${kind}Description`]: '' }))
  await removePictures(call.ctx.services.storage, [before[`${kind}_key`], before[`${kind}_static_key`]])
  return showCredentialAccount(call.ctx, user)
}

const scopes = ['write:accounts']

export const profileRoutes: Route[] = [
  route('GET /api/v1/profile', { contract: 'profile#get-current-user-profile', scopes: ['profile', 'read:accounts'], handle: get }),
  route('PATCH /api/v1/profile', { contract: 'profile#update-current-user-profile', scopes, upload: true, input: profileInput, handle: update }),
  route('DELETE /api/v1/profile/avatar', { contract: 'profile#delete-profile-avatar', scopes, handle: removePicture('avatar') }),
  route('DELETE /api/v1/profile/header', { contract: 'profile#delete-profile-header', scopes, handle: removePicture('header') }),
]
