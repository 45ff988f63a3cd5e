// What a page cost on the wire: bytes as they came, compressed, with their headers.
import type { Page } from 'playwright-core'

/** Bytes by kind, and how many answers there were. */
export interface Weight { script: number; style: number; picture: number; document: number; data: number; all: number; requests: number }

export interface Traffic {
  /** What was loaded since the page was opened or {@link forget} was called. */
  weight(): Weight
  forget(): void
}

const KINDS: Readonly<Record<string, Exclude<keyof Weight, 'all' | 'requests'>>> = {
  Script: 'script', Stylesheet: 'style', Image: 'picture', Document: 'document', XHR: 'data', Fetch: 'data',
}

const nothing = (): Weight => ({ script: 0, style: 0, picture: 0, document: 0, data: 0, all: 0, requests: 0 })

/** Listens to everything `page` loads. What the browser's cache answers weighs nothing and is no request. */
export async function watchTraffic(page: Page): Promise<Traffic> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const kinds = new Map<string, string>()
  let weight = nothing()
  session.on('Network.responseReceived', ({ requestId, type }) => { kinds.set(requestId, type) })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (encodedDataLength === 0) return
    const kind = KINDS[kinds.get(requestId) ?? '']
    if (kind) weight[kind] += encodedDataLength
    weight.all += encodedDataLength
    weight.requests += 1
  })
  return { weight: () => ({ ...weight }), forget: () => { weight = nothing() } }
}
