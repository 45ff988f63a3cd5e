// What the federation has to do and to survive, as claims that name the tests which hold them. The tables are in the files
// beside this one; docs/federation-coverage.md is made of them.

/** A test by its file and its title, as `file > title`. */
export type TestName = `${string} > ${string}`

export interface Claim {
  /** What is claimed, in a few words. */
  readonly says: string
  /** The tests that hold it; empty while nobody has written one. */
  readonly tests: readonly TestName[]
  /** What the tests do not show yet, or why there is none. */
  readonly lacks?: string
}

export interface Line {
  /** Stable: other pages and closing notes may point at it. */
  readonly id: string
  readonly title: string
  readonly claims: readonly Claim[]
}

/** Names tests of one file. */
export const testsOf = (file: string) => (...titles: readonly string[]): TestName[] => titles.map((title): TestName => `${file} > ${title}`)

/** A claim with the tests that hold it. */
export const held = (says: string, tests: readonly TestName[], lacks?: string): Claim => lacks === undefined ? { says, tests } : { says, tests, lacks }

/** A claim that no test holds yet. */
export const open = (says: string, lacks: string): Claim => ({ says, tests: [], lacks })

export const inbox = testsOf('src/federation/inbox/inbox.test.ts')
export const abuse = testsOf('src/federation/inbox/abuse.test.ts')
export const processing = testsOf('src/federation/inbox/process.test.ts')
export const resolving = testsOf('src/federation/resolve/resolve.test.ts')
export const readers = testsOf('src/federation/resolve/readers.test.ts')
export const documents = testsOf('src/federation/documents/documents.test.ts')
export const outbox = testsOf('src/federation/outbox/outbox.test.ts')
export const delivery = testsOf('src/federation/delivery/delivery.test.ts')
export const discovery = testsOf('src/federation/discovery/discovery.test.ts')
export const cavage = testsOf('src/federation/signatures/draft-cavage.test.ts')
export const rfc9421 = testsOf('src/federation/signatures/rfc9421.test.ts')
export const keys = testsOf('src/federation/signatures/keys.test.ts')
export const fedify = testsOf('test/peers/fedify.test.ts')
export const outbound = testsOf('src/machinery/http/outbound.test.ts')
export const limits = testsOf('src/machinery/http/outbound-limits.test.ts')
export const fuzz = testsOf('test/fuzz/federation.test.ts')
/** Journeys between two servers; their titles stand in the files of activities. */
export const journeys = (subject: string) => testsOf(`test/journeys/activities/${subject}.ts`)
