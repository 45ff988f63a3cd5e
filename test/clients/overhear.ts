// Stands between a script and a client library and hears which methods are called, by the names they are declared with.

/**
 * The same client, whose calls are told to `hear` before they are made: `v1.accounts.$select.follow`. What a call answers
 * is passed on untouched; `$select` is a step of the way, not a call.
 */
export function overhear<T extends object>(client: T, hear: (method: string) => void, path: readonly string[] = []): T {
  return new Proxy(client, {
    get(held, key): unknown {
      const value: unknown = Reflect.get(held, key, held);
      if (typeof key === 'symbol' || value === null || !['object', 'function'].includes(typeof value)) return value;
      return overhear(owned(held, value as object), hear, [...path, key]);
    },
    apply(held, self, args): unknown {
      if (path.at(-1) !== '$select') hear(path.join('.'));
      const answer: unknown = Reflect.apply(held as (...args: unknown[]) => unknown, self, args);
      return path.at(-1) === '$select' ? overhear(answer as object, hear, path) : answer;
    },
  });
}

// A method of a class finds its object again, whoever calls it. masto's are proxies themselves, and no method of anything.
function owned(owner: object, value: object): object {
  const isMethod = typeof value === 'function' && Object.hasOwn(Object.getPrototypeOf(owner) ?? {}, value.name);
  return isMethod ? (value as (...args: never[]) => unknown).bind(owner) : value;
}
