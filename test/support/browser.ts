// A browser for tests: keeps cookies, follows nothing by itself, and fills in the forms of the page it is on.

export interface Shown {
  status: number
  headers: Headers
  html: string
  /** Where it was sent on to, byte for byte. */
  location: string | null
}

export interface Browser {
  get(path: string): Promise<Shown>
  /** Sends the form of the last page whose action is `action`, hidden fields included; `fields` are what is typed. */
  submit(action: string, fields?: Record<string, string>): Promise<Shown>
  /** Posts exactly `fields`. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Shown>
  readonly cookies: Map<string, string>
}

const unescape = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', '\'').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | null => {
  const match = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag)
  return match ? unescape(match[1] ?? '') : null
}

/** The hidden fields of the form with this action; null if the page has none. */
export function hiddenFields(html: string, action: string): Record<string, string> | null {
  for (const [form] of html.matchAll(/<form\b[^>]*>.*?<\/form>/gs)) {
    if (attribute(form, 'action') !== action) continue
    const hidden = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'type') === 'hidden')
    return Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']))
  }
  return null
}

/** Opens a browser on the server at `base`. */
export function openBrowser(base: string): Browser {
  const cookies = new Map<string, string>()
  let page = ''

  async function request(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Shown> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, base), { ...init, redirect: 'manual', headers: { ...init.headers, ...cookie ? { cookie } : {} } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    if (response.headers.get('content-type')?.includes('html')) page = html
    return { status: response.status, headers: response.headers, html, location: response.headers.get('location') }
  }

  const post: Browser['post'] = (path, fields, headers = {}) => request(path, {
    method: 'POST', body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

  return {
    cookies, post,
    get: (path) => request(path, { headers: {} }),
    async submit(action, fields = {}) {
      const hidden = hiddenFields(page, action)
      if (!hidden) throw new Error(`the page has no form for ${action}`)
      return post(action, { ...hidden, ...fields })
    },
  }
}
