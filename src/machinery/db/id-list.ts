// `in (…)` lists come in few lengths, so that prepared statements are reused: padded with their last id.

/** `ids` padded to a power of two by repeating the last; never empty (an id that no row has stands for none). */
export function idList(ids: readonly number[]): number[] {
  const last = ids.at(-1)
  if (last === undefined) return [-1]
  let length = 1
  while (length < ids.length) length *= 2
  return [...ids, ...Array<number>(length - ids.length).fill(last)]
}
