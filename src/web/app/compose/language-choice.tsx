// The language a post is in: the member's own and their browser's first, then the others by name.
import { languageName } from '../people/languages.ts'
import { start } from '../start.ts'
import { cw } from './words.ts'

const CODES = ['ar', 'bg', 'bn', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'en', 'eo', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga', 'gd', 'gl', 'he', 'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka', 'kab', 'kk', 'ko', 'lt', 'lv', 'ml', 'ms', 'nl', 'nn', 'no', 'oc', 'pa', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'ta', 'te', 'th', 'tr', 'uk', 'ur', 'uz', 'vi', 'zh']

const nameOf = (code: string): string => languageName(code, start.lang)

export function LanguageChoice({ value, disabled, onChange }: { value: string; disabled: boolean; onChange: (value: string) => void }) {
  const near = [...new Set([value, start.me.source.language ?? '', ...navigator.languages.map((one) => one.split('-')[0] ?? '')].filter(Boolean))]
  const rest = CODES.filter((code) => !near.includes(code)).map((code) => [code, nameOf(code)] as const).sort((a, b) => a[1].localeCompare(b[1], start.lang))
  return (
    <select class="language-choice" aria-label={cw.language} title={cw.language} value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
      {near.map((code) => <option value={code}>{nameOf(code)}</option>)}
      <hr />
      {rest.map(([code, name]) => <option value={code}>{name}</option>)}
    </select>
  )
}
