// Something of one member's for every kind of path, for another member to try: what each path is about, made through
// the API as its owner would.
import assert from 'node:assert/strict'
import { policyOf } from '#domain/notifications/policy.ts'
import { appOn } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import type { TestServer } from '#test/support/server.ts'

/** Which paths are about a thing of the owner's; the others name people, hashtags and dates, which are everybody's. */
export const about: readonly [pattern: RegExp, thing: string][] = [
  [/^\/api\/v1\/(?:lists\/:id|timelines\/list\/:list_id)/, 'list'],
  [/^\/api\/v1\/statuses\/:id/, 'status'],
  [/^\/api\/v1\/polls\/:id/, 'poll'],
  [/^\/api\/v1\/media\/:id/, 'media'],
  [/^\/api\/v1\/scheduled_statuses\/:id/, 'scheduled'],
  [/^\/api\/v1\/notifications\/requests\/:id/, 'request'],
  [/^\/api\/v1\/notifications\/:id/, 'notification'],
  [/^\/api\/v2(?:_alpha)?\/notifications\/:group_key/, 'group'],
  [/^\/api\/v1\/conversations\/:id/, 'conversation'],
  [/^\/api\/v1\/featured_tags\/:id/, 'featured'],
  [/^\/api\/v2\/filters\/keywords\/:id/, 'keyword'],
  [/^\/api\/v2\/filters\/statuses\/:id/, 'filtered'],
  [/^\/api\/v2\/filters\/:/, 'filter'],
  [/^\/api\/v1\/filters\/:id/, 'keyword'],
  [/^\/api\/v1\/follow_requests\/:account_id/, 'asking'],
]
export const EVERYBODYS = /^\/api\/(?:v1_alpha\/async_refreshes\/:id|v[12]\/(?:accounts\/:id|tags\/:|timelines\/tag\/:|suggestions\/:|announcements\/:id|collections\/:|(?:accounts\/)?:account_id\/(?:in_)?collections|annual_reports\/:year|instance\/terms_of_service\/:date))/

interface Named { id: string }

/** `owner` has one of each; `friend` is who writes to them. Returns the path's word for each thing. */
export async function makePrivateThings(server: TestServer, owner: Member, friend: Member): Promise<Record<string, string>> {
  const { as, post, upload } = appOn(() => server)
  const made = async (path: string, json: object): Promise<string> => {
    const answer = await as<Named>(owner, 'POST', path, { json })
    assert.equal(answer.status, 200, answer.text)
    return answer.body.id
  }
  const status = await post(owner, 'only for followers', { visibility: 'private', poll: { options: ['a', 'b'], expires_in: 3600 } })
  const open = await post(owner, 'for everybody')
  await as(friend, 'POST', `/statuses/${open.id}/favourite`)
  await post(friend, `@${owner.name} between us`, { visibility: 'direct' })
  await as(owner, 'POST', '/notifications/requests/accept', { json: { id: [(await as<Named[]>(owner, 'GET', '/notifications/requests')).body[0]?.id] } })
  const stranger = await server.member('stranger')
  await post(stranger, `@${owner.name} you do not know me`, { visibility: 'direct' })
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: owner.token, json: { locked: true } })
  await as(friend, 'POST', `/accounts/${owner.accountId}/follow`)
  const filter = (await server.call<Named & { keywords: Named[] }>('POST', '/api/v2/filters', {
    token: owner.token, json: { title: 'Not today', context: ['home'], keywords_attributes: [{ keyword: 'rain' }] },
  })).body
  const filtered = (await server.call<Named>('POST', `/api/v2/filters/${filter.id}/statuses`, { token: owner.token, json: { status_id: open.id } })).body
  const first = async (path: string) => (await as<Named[]>(owner, 'GET', path)).body[0]?.id ?? ''
  const liked = (await as<(Named & { group_key: string })[]>(owner, 'GET', '/notifications?types[]=favourite')).body[0]
  assert.ok((await policyOf(server.house.db, owner.accountId)).pendingRequests > 0)
  return {
    filter: filter.id, keyword: filter.keywords[0]?.id ?? '', filtered: filtered.id,
    status: status.id, poll: status.poll?.id ?? '', media: (await upload(owner)).body.id, notification: liked?.id ?? '', group: liked?.group_key ?? '',
    list: await made('/lists', { title: 'close friends' }), featured: await made('/featured_tags', { name: 'mine' }),
    scheduled: await made('/statuses', { status: 'later', scheduled_at: new Date(Date.now() + 3_600_000).toISOString() }),
    request: await first('/notifications/requests'), conversation: await first('/conversations'), asking: String(friend.accountId),
  }
}
