// Numbers and times as the reader's language writes them. Formatters are dear to make, so each language keeps its own.

/** Everything is in UTC: without script a page cannot know the reader's clock. */
export interface Formats {
  number(n: number): string
  /** "1.2K" where space is short. */
  compact(n: number): string
  percent(share: number): string
  /** "2 hours ago" within a week, then a date. */
  ago(iso: string, now: number): string
  /** "in 3 days" */
  until(iso: string, now: number): string
  exact(iso: string): string
  date(iso: string): string
  list(items: string[]): string
  ordinalRule(n: number): Intl.LDMLPluralRule
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]]
const kept = new Map<string, Formats>()

/** The formats of one language, made once. */
export function formatsFor(lang: string): Formats {
  let formats = kept.get(lang)
  if (!formats) kept.set(lang, formats = makeFormats(lang))
  return formats
}

function makeFormats(lang: string): Formats {
  const number = new Intl.NumberFormat(lang)
  const compact = new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(lang, { style: 'percent' })
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' })
  const exact = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' })
  const list = new Intl.ListFormat(lang)
  const ordinal = new Intl.PluralRules(lang, { type: 'ordinal' })
  const span = (ms: number): string => {
    const [unit, size] = steps.find(step => Math.abs(ms) >= step[1]) ?? ['second', Infinity]
    return relative.format(Math.trunc(ms / size), unit)
  }
  return {
    number: n => number.format(n),
    compact: n => compact.format(n),
    percent: share => percent.format(share),
    ago(iso, now) {
      const ms = Date.parse(iso) - now
      return onDate(iso, () => ms < -7 * 86_400_000 ? date.format(Date.parse(iso)) : span(Math.min(ms, 0)))
    },
    until: (iso, now) => onDate(iso, () => {
      const ms = Math.max(Date.parse(iso) - now, 0)
      return ms < 60_000 ? relative.format(Math.ceil(ms / 1000), 'second') : span(ms)
    }),
    exact: iso => onDate(iso, () => `${exact.format(Date.parse(iso))} UTC`),
    date: iso => onDate(iso, () => date.format(Date.parse(iso))),
    list: items => list.format(items),
    ordinalRule: n => ordinal.select(n),
  }
}

/** A time that cannot be read is shown as it came: a page must not fail over one bad row. */
function onDate(iso: string, format: () => string): string {
  return Number.isNaN(Date.parse(iso)) ? iso : format()
}
