// What is wrong with the fields of a form, in sentences for people.
import type { Refusal } from '#domain/refusals.ts'
import { serverWords as w } from '../words/en/server.ts'

/** Field → sentence; empty when the refusal names no field. */
export function sentencesOf({ details: { fields = {} } }: Refusal): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, [fault]]) => fault ? [[name, sentenceOf(name, fault)]] : []))
}

/** One fault of a field: in our words where there are some, else as it was described. */
export function sentenceOf(name: string, { error, description }: { error: string; description: string }): string {
  if (/[.!?]$/.test(description)) return description
  return w.faultsOf[name]?.[error] ?? w.fieldFaults[error] ?? `${description}.`
}
