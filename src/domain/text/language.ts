// Which language codes a post or a profile may carry, and what they are called.
// Codes follow ISO 639-1 where there is one, else ISO 639-3; Chinese has regional codes because its writing differs.

const ISO_639_1 = (
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo '
  + 'es et eu fa ff fi fj fo fr fy ga gd gl gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki '
  + 'kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no '
  + 'nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sn so sq sr ss st su sv sw ta te tg '
  + 'th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
).split(' ')

const ISO_639_3 = (
  'ast chr ckb cnr csb gsw jbo kab ldn lfn moh nds pdc sco sma smj szl tok vai xal zba zgh'
).split(' ')

const REGIONAL = ['zh-CN', 'zh-HK', 'zh-TW', 'zh-YUE']

const NAMES_ICU_LACKS: Record<string, string> = {
  bh: 'Bihari', cnr: 'Montenegrin', ldn: 'Láadan', tok: 'Toki Pona', zba: 'Balaibalan', 'zh-YUE': 'Cantonese',
}

/** Every code offered to people, sorted; the list behind `GET /api/v1/instance/languages`. */
export const LANGUAGES: readonly string[] = [...ISO_639_1, ...ISO_639_3, ...REGIONAL].sort()

const byLowerCase: ReadonlyMap<string, string> = new Map(LANGUAGES.map((code) => [code.toLowerCase(), code]))
let english: Intl.DisplayNames | null = null
/** Opened late: ICU takes 20 ms for it. */
const englishNames = () => english ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

function displayName(names: Intl.DisplayNames, code: string): string | undefined {
  try {
    return names.of(code)
  } catch {
    return undefined
  }
}

/** Whether a code may be stored as a language: one of `LANGUAGES`, or an ISO 639-3 code that ICU knows. */
export function isLanguage(code: string): boolean {
  if (byLowerCase.has(code.toLowerCase())) return true
  return /^[a-z]{3}$/.test(code) && displayName(englishNames(), code) !== undefined
}

/**
 * The stored spelling of a code from a client, a browser or another server: `zh-cn` gives `zh-CN`, `en_GB` gives `en`
 * (regions matter only for Chinese). Null for anything unknown, empty, `und`, or over 35 characters (RFC 5646).
 */
export function normaliseLanguage(code: string | null | undefined): string | null {
  if (code === null || code === undefined || code.length > 35) return null
  const whole = code.trim().replaceAll('_', '-').toLowerCase()
  const known = byLowerCase.get(whole)
  if (known !== undefined) return known
  const primary = whole.split('-')[0] ?? ''
  if (!isLanguage(primary) || primary === 'und') return null
  return byLowerCase.get(primary) ?? primary
}

/** A language's name in the given locale (English by default); the code itself when nobody has named it. */
export function languageName(code: string, locale = 'en'): string {
  const fixed = NAMES_ICU_LACKS[code]
  if (fixed !== undefined && locale === 'en') return fixed
  const names = locale === 'en' ? englishNames() : new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'none' })
  return displayName(names, code) ?? fixed ?? code
}
