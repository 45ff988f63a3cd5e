// Reactions that only write down what was told, for tests of a verb's events; nothing else follows.
import { reactions as real } from '#main/reactions.ts'
import type { Reactions } from '#domain/context.ts'

/** `[name, event]` in the order of telling; clear it with `told.length = 0`. */
export type Told = [name: string, event: Record<string, unknown>][]

/** Reactions for `openTestHouse`, and what they hear. */
export function listening(): { reactions: Reactions; told: Told } {
  const told: Told = []
  const reactions = Object.fromEntries(Object.keys(real).map((name) => [name, [
    async (_tx: unknown, event: Record<string, unknown>) => { told.push([name, event]) },
  ]])) as unknown as Reactions
  return { reactions, told }
}
