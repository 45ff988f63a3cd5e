// A real browser for journeys: opens pages as somebody on some screen, signs in as people do, and takes note of whatever
// a page complains about or fetches from elsewhere.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { changePassword, userById } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import type { Wiring } from '#main/wiring.ts'
import { watchTraffic, type Traffic } from './support-traffic.ts'

/** A running Covey, as far as a browser is concerned. It is visited at its own address (`config.origin`). */
export interface Visited { readonly house: Pick<Wiring, 'config' | 'db' | 'write'> }

/** Somebody who can sign in; without a password they are given one. */
export interface SignsIn { readonly userId: number; readonly password?: string }

/** How a page is looked at. Whatever is not said is a desktop, light, left to right, without motion. */
export interface Look {
  width?: 320 | 390 | 640 | 800 | 1280
  scheme?: 'light' | 'dark'
  contrast?: 'more' | 'no-preference'
  forcedColors?: 'active' | 'none'
  motion?: 'reduce' | 'no-preference'
  /** Turns every page around whatever its language. */
  dir?: 'ltr' | 'rtl'
  language?: string
  /** A browser whose scripts are off. */
  noScript?: boolean
  /** A middling phone: CPU ÷ 4, 1.6 Mbit/s, 150 ms. */
  throttle?: boolean
  /** Other servers that the journey visits on purpose. */
  also?: readonly Visited[]
  /** Complaints that belong to the journey. */
  expected?: readonly RegExp[]
}

export interface Opened extends Traffic {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors on the console, exceptions and requests to other hosts, so far. */
  readonly faults: readonly string[]
  /** Fails if there were any faults. */
  assertQuiet(): void
  /** Closes the page with its cookies; fails as `assertQuiet` does. */
  close(): Promise<void>
}

export interface OpenBrowser {
  readonly browser: Browser
  /** A page with cookies of its own, signed in as `member` through the real form unless null. */
  pageFor(server: Visited, member: SignsIn | null, look?: Look): Promise<Opened>
  close(): Promise<void>
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb']
const HEIGHTS = { 320: 640, 390: 844, 640: 900, 800: 1100, 1280: 900 } as const

/** Where this machine keeps Chromium. */
function chromiumPath(): string {
  const places = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser']
  const found = places.find((place) => place && existsSync(place))
  if (!found) throw new Error('Chromium is not installed (Debian: apt-get install chromium); or name one in $CHROMIUM')
  return found
}

/** Makes a name that nobody has lead to a local port, with the trust that browsers have in localhost. */
const flagsOf = ([name, port]: [string, number]): string[] =>
  [`--host-resolver-rules=MAP ${name} 127.0.0.1:${port}`, `--unsafely-treat-insecure-origin-as-secure=http://${name}`]

/** Starts Chromium without a window; `named` is a made-up host name and the port it stands for. Close it when the tests are over. */
export async function openBrowser(named?: [string, number]): Promise<OpenBrowser> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: named ? [...FLAGS, ...flagsOf(named)] : FLAGS, headless: true })
  return {
    browser,
    pageFor: (server, member, look = {}) => openPage(browser, server, member, look),
    close: () => browser.close(),
  }
}

const hostOf = ({ house }: Visited): string => new URL(house.config.origin).host

async function openPage(browser: Browser, server: Visited, member: SignsIn | null, look: Look): Promise<Opened> {
  const width = look.width ?? 1280
  const context = await browser.newContext({
    baseURL: server.house.config.origin, viewport: { width, height: HEIGHTS[width] }, hasTouch: width < 640,
    colorScheme: look.scheme ?? 'light', contrast: look.contrast ?? 'no-preference', forcedColors: look.forcedColors ?? 'none',
    reducedMotion: look.motion ?? 'reduce', locale: look.language ?? 'en-GB', timezoneId: 'UTC', javaScriptEnabled: !look.noScript,
  })
  const page = await context.newPage()
  const faults = noteFaults(page, new Set([server, ...look.also ?? []].map(hostOf)), look.expected ?? [])
  if (look.dir) await turn(context, look)
  if (look.throttle) await slowDown(page)
  const traffic = await watchTraffic(page)
  const assertQuiet = () => assert.deepEqual(faults, [], 'the page complained')
  if (member) await signIn(page, server, member)
  traffic.forget()
  return {
    page, context, faults, assertQuiet, ...traffic,
    async close() {
      await context.close()
      assertQuiet()
    },
  }
}

/** What a page must never do. The browser's own line about an answer that *is* a refusal's page is no fault. */
function noteFaults(page: Page, hosts: ReadonlySet<string>, expected: readonly RegExp[]): string[] {
  const faults: string[] = []
  const visited = new Set<string>()
  const note = (fault: string) => { if (!expected.some((one) => one.test(fault))) faults.push(fault) }
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (request.isNavigationRequest()) visited.add(request.url())
    if (/^(?:https?|wss?):$/.test(protocol) && !hosts.has(host)) note(`fetched from another host: ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource') && visited.has(message.location().url)) return
    note(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => note(`exception: ${error.stack ?? error.message}`))
  return faults
}

async function turn(context: BrowserContext, { dir, noScript }: Look): Promise<void> {
  if (noScript) throw new Error('a page is turned around by a script: ask for a language instead')
  await context.addInitScript((side) => {
    const set = () => { if (document.documentElement && document.documentElement.dir !== side) document.documentElement.dir = side ?? '' }
    new MutationObserver(set).observe(document, { childList: true, subtree: true })
    set()
  }, dir)
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 })
}

const PASSWORD = 'covey in the browser'
const given = new WeakMap<Visited, Set<number>>()

/** Members of tests have no password. It is set once a server: setting it again would end their other sessions. */
async function passwordOf(server: Visited, member: SignsIn): Promise<string> {
  if (member.password) return member.password
  const known = given.get(server) ?? new Set()
  given.set(server, known)
  if (!known.has(member.userId)) {
    const hashed = await hashPassword(PASSWORD)
    await server.house.write((tx) => changePassword(tx, member.userId, hashed))
    known.add(member.userId)
  }
  return PASSWORD
}

/** Signs in on the real page; resolves where the member arrives. Fails if the page does not let them in. */
export async function signIn(page: Page, server: Visited, member: SignsIn): Promise<void> {
  const user = await userById(server.house.db, member.userId)
  assert.ok(user, 'nobody to sign in')
  const password = await passwordOf(server, member)
  await page.goto(`${server.house.config.origin}/auth/sign_in`)
  await page.fill('input[name="email"]', user.email)
  await page.fill('input[name="password"]', password)
  await page.locator('form:has(input[name="password"]) button[type="submit"], form:has(input[name="password"]) button:not([type])').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/auth/sign_in'))
}
