// Reads deep inside a JSON value of unknown shape.

/** The value at `path`, such as `object.tag.0.name`; undefined when there is none. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => inner === null || typeof inner !== 'object' ? undefined : (inner as Record<string, unknown>)[name], value)
