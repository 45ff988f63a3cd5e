// Somebody who writes, with a browser: a server with three members, and the ways into the composer.
import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import type { Member } from '#test/support/members.ts'
import { startTestServer } from '#test/support/server.ts'
import { openBrowser, type Look, type Opened } from './support.ts'

export interface Media { id: string; type: string; description: string | null; meta: { focus?: { x: number; y: number } } | null }
export interface Posted {
  id: string; content: string; visibility: string; spoiler_text: string; language: string; sensitive: boolean; in_reply_to_id: string | null; edited_at: string | null; media_attachments: Media[]
  poll: { options: { title: string; votes_count: number }[]; multiple: boolean; voted: boolean } | null
}

export const composer = (page: Page) => page.locator('form.composer')
export const text = (page: Page) => page.locator('.composer-area')
export const send = (page: Page) => composer(page).locator('button[type=submit]')
export const cardOf = (page: Page, words: string) => page.locator('[data-card]', { hasText: words }).first()
export const saved = (page: Page) => page.getByText(/Draft saved at/)

/** Opens an empty composer, or the new post that was being written. */
export async function openComposer(page: Page): Promise<void> {
  await page.locator('.nav-write a').click()
  await text(page).waitFor()
  await page.waitForFunction(() => document.activeElement?.classList.contains('composer-area'))
}

/** A server with Ada, who follows Ben, and a browser. Close it when the tests are over. */
export async function openDesk() {
  const server = await startTestServer()
  const browser = await openBrowser()
  const [ada, ben] = [await server.member('ada'), await server.member('ben')]
  await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#386' } }).png().toBuffer()
  const postsOf = async (member: Member): Promise<Posted[]> => (await server.call<Posted[]>('GET', `/api/v1/accounts/${member.accountId}/statuses`, { token: member.token, query: { limit: 40 } })).body
  return {
    server, browser, ada, ben, postsOf,
    /** A picture as a file input takes it. */
    file: (name: string) => ({ name, mimeType: 'image/png', buffer: picture }),
    /** Posts as an app does; answers the id. */
    async write(member: Member, status: string, more: object = {}): Promise<string> {
      const answer = await server.call<Posted>('POST', '/api/v1/statuses', { token: member.token, json: { status, ...more } })
      assert.equal(answer.status, 200, answer.text)
      await server.idle()
      return answer.body.id
    },
    /** Uploads a picture as an app does. */
    async uploaded(member: Member, description = ''): Promise<Media> {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'picture.png')
      form.append('description', description)
      return (await server.call<Media>('POST', '/api/v2/media', { token: member.token, multipart: form })).body
    },
    /** Waits until Ada has posted it. */
    async postSaying(words: string): Promise<Posted> {
      for (let i = 0; i < 100; i++) {
        const found = (await postsOf(ada)).find(({ content }) => content.includes(words))
        if (found) return found
        await new Promise((go) => { setTimeout(go, 100) })
      }
      return assert.fail(`nobody posted "${words}"`)
    },
    /** A page of the app, once it has taken over. */
    async open(look: Look = {}, path = '/home', member = ada): Promise<Opened> {
      const opened = await browser.pageFor(server, member, look)
      await opened.page.goto(path)
      await opened.page.locator('.toasts').waitFor({ state: 'attached' })
      return opened
    },
    async close(): Promise<void> {
      await browser.close()
      await server.remove()
    },
  }
}
