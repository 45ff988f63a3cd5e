// The server's side of the seam: loads the built page functions, names the files to serve, and says which headers
// a page is sent with. The functions' props are typed in props/*.ts.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Manifest } from './build.ts'

const checkout = resolve(import.meta.dirname, '../..')

/** Every page, each a pure function from props to a whole HTML document. */
export type Pages = typeof import('./pages/index.tsx')

/** The page functions of the current build. Call `ensureBuilt()` (build.ts) before, once per process. */
export async function loadPages(root: string = checkout): Promise<Pages> {
  return await import(pathToFileURL(join(await buildDirectory(root), 'pages.js')).href) as Pages
}

/** A file that pages refer to. Its name holds its hash: serve it as immutable. */
export interface Asset {
  path: string
  file: string
  contentType: string
}

export interface Assets {
  /** For `Page.stylesheets`. */
  stylesheets: string[]
  /** For members' pages, after those. */
  memberStylesheets: string[]
  /** For `Page.app`: the app's entry, and what it imports at once. */
  app: { script: string; preload: string[] }
  /** The one script of the pages around signing in. */
  passkeyScript: string
  /** The keys of the reviewers' queue. */
  queueKeysScript: string
  files: Asset[]
}

const CONTENT_TYPES: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** What is to be served under /assets/ for the current build; beside each file lie copies with .br and .gz. */
export async function assetPaths(root: string = checkout): Promise<Assets> {
  const directory = await buildDirectory(root)
  const { site, members, app, passkeys, queueKeys, files } = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')) as Manifest
  return {
    stylesheets: [`/${site}`],
    memberStylesheets: [`/${members}`],
    app: { script: `/${app.entry}`, preload: app.preload.map(file => `/${file}`) },
    passkeyScript: `/${passkeys}`,
    queueKeysScript: `/${queueKeys}`,
    files: files.map(file => ({ path: `/${file}`, file: join(directory, file), contentType: CONTENT_TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream' })),
  }
}

async function buildDirectory(root: string): Promise<string> {
  const web = join(root, 'dist/web')
  const hash = (await readFile(join(web, '.hash'), 'utf8').catch(() => '')).trim()
  const directory = join(web, hash)
  if (!hash || !existsSync(directory)) throw new Error('The pages are not built yet. Run `npm run prepare`.')
  return directory
}

export interface PageHeaderOptions {
  /** Redirect targets of a form on the page: Chromium holds redirects after a POST to form-action too. */
  formTargets?: string[]
  /** Other origins that media are served from, such as an object store. */
  mediaOrigins?: string[]
  /** The server's own origin, on pages that the members' app takes over: its script, and requests to the API and its streams. */
  app?: string
  /** The page has a script of ours, which asks nothing of the server. */
  script?: boolean
}

/** What the app may do: run our script, ask us, and show what its member is about to upload. */
function appPolicy(origin: string): string[] {
  return [`script-src 'self'`, `connect-src 'self' ${origin.replace(/^http/, 'ws')}`, `worker-src 'self'`]
}

/** The headers of an HTML page: no script but the app's, nothing from elsewhere, no frames around it. */
export function pageHeaders(options: PageHeaderOptions = {}): Record<string, string> {
  const media = options.mediaOrigins ?? []
  const own = [`'self'`, ...options.app ? ['blob:'] : []]
  const policy = [
    `default-src 'none'`,
    `style-src 'self'`,
    ...options.app ? appPolicy(options.app) : options.script ? [`script-src 'self'`] : [],
    `img-src ${sources([...own, 'data:'], media)}`,
    `media-src ${sources(own, media)}`,
    `manifest-src 'self'`,
    `form-action ${sources([`'self'`], options.formTargets ?? [])}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

function sources(own: string[], addresses: string[]): string {
  return [...new Set([...own, ...addresses.map(policySource).filter(source => source !== null)])].join(' ')
}

/**
 * An address as a source in a content policy: the origin of a web address, the scheme of an app's own
 * (`myapp://callback` → `myapp:`); null for what is no address or could run script.
 */
export function policySource(address: string): string | null {
  const url = URL.parse(address)
  if (!url || !/^[a-z][a-z0-9+.-]*:$/.test(url.protocol)) return null
  if (url.protocol === 'https:' || url.protocol === 'http:') return /^[\w.:[\]-]+$/.test(url.host) ? url.origin : null
  return ['javascript:', 'data:', 'blob:', 'urn:', 'file:', 'about:', 'vbscript:'].includes(url.protocol) ? null : url.protocol
}
