// Speaks to the translation service that is configured: LibreTranslate or DeepL. HTML goes out and comes back as HTML.
import type { Outbound, OutboundRequest } from '../http/outbound.ts'

export interface TranslationSettings { service: 'libretranslate' | 'deepl'; url: string; key: string }

export interface Translated { texts: string[]; /** What the service took the source for, or null. */ detected: string | null }

export interface Translator {
  readonly provider: string
  /** Source language → the languages it can be translated to; `und` where the source need not be known. Kept for a day. Null if the service fails. */
  languages(): Promise<Record<string, string[]> | null>
  /** `source` null: whatever it is. Null if the service fails or refuses. */
  translate(texts: readonly string[], source: string | null, target: string): Promise<Translated | null>
}

type Ask = (path: string, body?: unknown) => Promise<unknown>

const DAY_MS = 86_400_000
const UNKNOWN = 'und'

function asker(outbound: Outbound, { url, key, service }: TranslationSettings): Ask {
  const headers: Record<string, string> = { 'content-type': 'application/json', ...(service === 'deepl' ? { authorization: `DeepL-Auth-Key ${key}` } : {}) }
  return async (path, body) => {
    const request: OutboundRequest = { headers, maxBytes: 2 * 1024 * 1024, timeoutMs: 20_000, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) }
    const answer = await outbound.request(url.replace(/\/$/, '') + path, request)
    if (!answer.ok || answer.status !== 200) return null
    try {
      return JSON.parse(answer.body.toString('utf8')) as unknown
    } catch {
      return null
    }
  }
}

const listOf = <T>(value: unknown): T[] => Array.isArray(value) ? value as T[] : []

function libreTranslate(ask: Ask, key: string): Omit<Translator, 'provider'> {
  return {
    async languages() {
      const told = await ask('/languages')
      if (told === null) return null
      const known = listOf<{ code: string; targets?: string[] }>(told)
      const all = known.map((one) => one.code)
      const pairs = known.map(({ code, targets = all }) => [code, targets.filter((target) => target !== code)])
      return { ...Object.fromEntries(pairs), [UNKNOWN]: all } as Record<string, string[]>
    },
    async translate(texts, source, target) {
      const told = await ask('/translate', { q: texts, source: source ?? 'auto', target, format: 'html', ...(key ? { api_key: key } : {}) }) as
        { translatedText?: string | string[]; detectedLanguage?: { language?: string } | { language?: string }[] } | null
      const translated = listOf<string>(told?.translatedText)
      if (translated.length !== texts.length) return null
      const [detected] = [told?.detectedLanguage ?? []].flat()
      return { texts: translated, detected: detected?.language ?? null }
    },
  }
}

/** Targets that DeepL wants with their region. */
const REGIONS: Record<string, string> = { en: 'EN-US', pt: 'PT-PT' }

function deepL(ask: Ask): Omit<Translator, 'provider'> {
  const codes = async (type: 'source' | 'target') => {
    const told = await ask(`/v2/languages?type=${type}`)
    return told === null ? null : listOf<{ language: string }>(told).map((one) => one.language.toLowerCase().replace(/-.*/, ''))
  }
  return {
    async languages() {
      const [sources, targets] = await Promise.all([codes('source'), codes('target')])
      if (!sources || !targets) return null
      const to = [...new Set(targets)]
      return Object.fromEntries([...sources.map((source) => [source, to.filter((target) => target !== source)]), [UNKNOWN, to]]) as Record<string, string[]>
    },
    async translate(texts, source, target) {
      const told = await ask('/v2/translate', {
        text: texts, target_lang: REGIONS[target] ?? target.toUpperCase(), tag_handling: 'html', ...(source ? { source_lang: source.toUpperCase() } : {}),
      }) as { translations?: { text: string; detected_source_language?: string }[] } | null
      const translated = listOf<{ text: string; detected_source_language?: string }>(told?.translations)
      if (translated.length !== texts.length) return null
      return { texts: translated.map((one) => one.text), detected: translated[0]?.detected_source_language?.toLowerCase() ?? null }
    },
  }
}

/** The configured service. What it can do is asked once a day. */
export function createTranslator(outbound: Outbound, settings: TranslationSettings): Translator {
  const ask = asker(outbound, settings)
  const service = settings.service === 'deepl' ? deepL(ask) : libreTranslate(ask, settings.key)
  let known: { at: number; languages: Promise<Record<string, string[]> | null> } | null = null
  return {
    provider: settings.service === 'deepl' ? 'DeepL.com' : 'LibreTranslate',
    translate: service.translate,
    async languages() {
      if (!known || Date.now() - known.at > DAY_MS) known = { at: Date.now(), languages: service.languages() }
      const told = await known.languages
      if (told === null) known = null
      return told
    },
  }
}
