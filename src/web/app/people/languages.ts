// Languages by name, in the reader's own language.

/** Those that are offered first; whoever writes another is found by what is chosen already. */
const common = ['ar', 'bg', 'bn', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'en', 'eo', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga', 'gl', 'he', 'hi', 'hr', 'hu', 'id', 'is', 'it', 'ja', 'ka', 'ko', 'lt', 'lv', 'mk', 'ms',
  'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh']

/** Own names of languages that browsers often have no name for. */
const ownNames: Readonly<Record<string, string>> = { kab: 'Taqbaylit', oc: 'Occitan', szl: 'Ślōnskŏ', sc: 'Sardu', gd: 'Gàidhlig', cy: 'Cymraeg', eo: 'Esperanto', ckb: 'کوردی', zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ' }

/** "German" for `de`; where the browser knows no name, the language's own; at last the code. */
export function languageName(code: string, lang: string): string {
  try {
    const name = new Intl.DisplayNames([lang], { type: 'language' }).of(code)
    return name && name !== code ? name : ownNames[code] ?? code
  } catch { return code }
}

/** Codes and names to choose from, in the order of their names; `also` are always among them. */
export function languageChoices(lang: string, also: readonly string[] = []): { code: string; name: string }[] {
  return [...new Set([...common, ...also])].map((code) => ({ code, name: languageName(code, lang) })).sort((a, b) => a.name.localeCompare(b.name, lang))
}
