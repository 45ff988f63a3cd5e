// A server with the three people that every plan of calls knows, and tokens of any scopes for them.
import { createApp } from '#domain/access/apps.ts'
import { computeReport } from '#domain/annual-reports/compute.ts'
import { announce } from '#domain/announcements/announce.ts'
import { createToken } from '#domain/access/tokens.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { draftOf, remotePerson } from '#test/seeds/village.ts'
import type { Member } from './members.ts'
import { startTestServer, type TestServer } from './server.ts'

export interface PeopledServer {
  server: TestServer
  baseUrl: string
  members: Record<string, Member>
  token(person: string, scopes: readonly string[]): Promise<string>
  appToken(scopes: readonly string[]): Promise<string>
  close(): Promise<void>
}

/** Starts a server where alice, bob and carol are members. */
export async function startPeopledServer(options: Parameters<typeof startTestServer>[0] = {}): Promise<PeopledServer> {
  const server = await startTestServer(options)
  const members: Record<string, Member> = {}
  for (const name of ['alice', 'bob', 'carol']) members[name] = await server.member(name)
  const { house } = server
  await house.write((tx) => changeSettings(tx, { name: 'Harbour', shortDescription: 'People around the harbour', contactEmail: 'office@harbour.example', contactUsername: 'alice' }))
  await house.write(async (tx) => {
    await tx.db.insertInto('custom_emojis').values({ id: 4, shortcode: 'wave', emoji_key: 'wave', file_key: 'emojis/wave.png', category: 'Hands', updated_at: 0 }).execute()
    await announce(tx, { text: ':wave: #Party at @alice\'s', startsAt: tx.now, endsAt: tx.now + 7 * 86_400_000, allDay: true })
    const accountId = members['alice']?.accountId ?? 0
    const year = new Date().getUTCFullYear() - 1
    await tx.db.insertInto('annual_reports').values({
      account_id: accountId, year, data: JSON.stringify(await computeReport(tx.db, { accountId, year })), viewed_at: null, created_at: tx.now,
    }).execute()
    await announce(tx, { text: 'The server was updated.' })
  })
  const gull = await remotePerson(house, 'gull', 'peer.example')
  const file = { contentType: null, description: null, blurhash: null, focus: null, width: null, height: null }
  await house.write((tx) => postStatus(tx, {
    ...draftOf(gull, 'From across the bay', { uri: 'https://peer.example/notes/1' }),
    remoteMedia: [{ ...file, type: 'image', remoteUrl: 'https://peer.example/bay.png' }, { ...file, type: 'unknown', remoteUrl: 'https://peer.example/chart.pdf' }],
  }))
  return {
    server, members, baseUrl: server.url,
    async token(person, scopes) {
      const userId = (members[person] ??= await server.member(person)).userId
      return (await house.write((tx) => createToken(tx, { userId, scopes }))).token
    },
    appToken: (scopes) => house.write(async (tx) => {
      const app = await createApp(tx, { name: 'Coverage', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes })
      return (await createToken(tx, { appId: app.id, scopes })).token
    }),
    close: () => server.remove(),
  }
}
