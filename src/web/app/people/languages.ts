// Languages by name, in the reader's own language.

/** Those that are offered first; whoever writes another is found by what is chosen already. */
const common = ['ar', 'bg', 'bn', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'en', 'eo', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga', 'gl', 'he', 'hi', 'hr', 'hu', 'id', 'is', 'it', 'ja', 'ka', 'ko', 'lt', 'lv', 'mk', 'ms',
  'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh']

/** "German" for `de`; the code itself where it has no name. */
export function languageName(code: string, lang: string): string {
  try { return new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code } catch { return code }
}

/** Codes and names to choose from, in the order of their names; `also` are always among them. */
export function languageChoices(lang: string, also: readonly string[] = []): { code: string; name: string }[] {
  return [...new Set([...common, ...also])].map((code) => ({ code, name: languageName(code, lang) })).sort((a, b) => a.name.localeCompare(b.name, lang))
}
