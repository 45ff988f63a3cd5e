// The little that is used of `jsonld`, which brings no types.
declare module 'jsonld' {
  interface Loaded { contextUrl: null; documentUrl: string; document: object }
  interface Options { documentLoader(url: string): Promise<Loaded>; base?: null; safe?: boolean }
  interface CanonizeOptions extends Options { algorithm: 'RDFC-1.0'; format: 'application/n-quads'; canonizeOptions: { maxWorkFactor: number; signal: AbortSignal } }
  const jsonld: {
    canonize(document: object, options: CanonizeOptions): Promise<string>
    compact(document: object, context: object, options: Options): Promise<Record<string, unknown>>
  }
  export default jsonld
}
