// The Mastodon API as the app speaks it: typed by the caller, with the token of this page; failures are ApiErrors that
// carry the server's words.
import { signal } from '@preact/signals'
import { parting } from './parting.ts'
import { start } from './start.ts'

export type Query = Record<string, string | number | boolean | string[] | null | undefined>

export interface Answer<T> {
  body: T
  status: number
  /** The path and query of the next (older) page; null at the end. */
  next: string | null
  prev: string | null
}

/** A call that did not work. `status` is 0 when the server could not be reached; `message` is what it said. */
export class ApiError extends Error {
  readonly status: number
  /** Mastodon's `details` of a failed validation, by field. */
  readonly details: Record<string, { error: string; description: string }[]>

  constructor(status: number, message: string, details: ApiError['details'] = {}) {
    super(message)
    this.status = status
    this.details = details
  }

  get offline(): boolean {
    return this.status === 0
  }
}

/** Set once the server no longer knows the token: signed out elsewhere, or the session ended. */
export const signedOut = signal(false)

const first = new Map(Object.entries(start.first))

/** A path of the API with its parameters; empty ones are left out. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) params.append(`${name}[]`, one)
    else if (value !== null && value !== undefined && value !== '') params.append(name, String(value))
  }
  const text = params.toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}

const linkTo = (header: string | null, rel: string): string | null => {
  const match = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(header ?? '')?.[1]
  if (!match) return null
  const url = new URL(match, location.origin)
  return url.pathname + url.search
}

async function failureOf(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => null) as { error?: string; details?: ApiError['details'] } | null
  if (response.status === 401) signedOut.value = true
  return new ApiError(response.status, body?.error ?? '', body?.details)
}

async function call<T>(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Answer<T>> {
  const response = await fetch(path, {
    ...init, credentials: 'omit', headers: { accept: 'application/json', authorization: `Bearer ${start.token}`, ...init.headers },
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, '')
  })
  if (!response.ok) throw await failureOf(response)
  const link = response.headers.get('link')
  const text = await response.text()
  return { body: (text ? JSON.parse(text) : {}) as T, status: response.status, next: linkTo(link, 'next'), prev: linkTo(link, 'prev') }
}

/** GET, with the paging that the answer names. The first request of what the page brought along costs nothing. */
export async function getPage<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer<T>> {
  const whole = withQuery(path, query)
  const known = first.get(whole)
  if (known) {
    first.delete(whole)
    return { body: known.body as T, status: 200, next: known.next, prev: null }
  }
  return call<T>(whole, { method: 'GET', signal: signal ? AbortSignal.any([signal, parting]) : parting }).catch((error: unknown) => {
    // Nobody is there any more whom an answer or a failure could be told.
    if (parting.aborted) return new Promise<never>(() => {})
    throw error
  })
}

/** GET, the body alone. */
export const get = async <T>(path: string, query: Query = {}): Promise<T> => (await getPage<T>(path, query)).body

const sending = (method: string) => async <T>(path: string, body?: unknown, options: { idempotencyKey?: string } = {}): Promise<T> =>
  (await call<T>(path, {
    // A deletion may be sent while the page is being left.
    method, keepalive: method === 'DELETE', ...body === undefined ? {} : { body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', ...options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {} },
  })).body

export const post = sending('POST')
export const put = sending('PUT')
export const patch = sending('PATCH')
export const del = sending('DELETE')

export interface UploadOptions {
  method?: 'POST' | 'PUT' | 'PATCH'
  /** 0 to 1, as bytes leave. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** Sends a form with files, telling how far it is. The status may be 202: still being processed. */
export function upload<T>(path: string, form: FormData, { method = 'POST', onProgress, signal }: UploadOptions = {}): Promise<{ body: T; status: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, path)
    request.setRequestHeader('authorization', `Bearer ${start.token}`)
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress?.(event.loaded / event.total) }
    request.onerror = () => reject(new ApiError(0, ''))
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    request.onload = () => {
      let body: (T & { error?: string; details?: ApiError['details'] }) | null = null
      try { body = JSON.parse(request.responseText) as T & { error?: string } } catch { /* what is no JSON says nothing */ }
      if (request.status === 401) signedOut.value = true
      if (request.status >= 200 && request.status < 300 && body) resolve({ body, status: request.status })
      else reject(new ApiError(request.status, body?.error ?? '', body?.details))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
