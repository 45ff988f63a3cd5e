// The JSON-LD contexts that are known here, as their publishers wrote them. No other is ever loaded, and none is fetched.
import activityStreams from './contexts/activitystreams.json' with { type: 'json' }
import dataIntegrity1 from './contexts/data-integrity-v1.json' with { type: 'json' }
import dataIntegrity2 from './contexts/data-integrity-v2.json' with { type: 'json' }
import did from './contexts/did-v1.json' with { type: 'json' }
import goToSocial from './contexts/gotosocial.json' with { type: 'json' }
import identity from './contexts/identity-v1.json' with { type: 'json' }
import lemmy from './contexts/lemmy.json' with { type: 'json' }
import multikey from './contexts/multikey-v1.json' with { type: 'json' }
import security from './contexts/security-v1.json' with { type: 'json' }
import webfinger from './contexts/webfinger.json' with { type: 'json' }

export const ACTIVITY_STREAMS = 'https://www.w3.org/ns/activitystreams'
export const IDENTITY = 'https://w3id.org/identity/v1'

const bundled = new Map<string, object>([
  [ACTIVITY_STREAMS, activityStreams], [IDENTITY, identity], ['https://w3id.org/security/v1', security],
  ['https://w3id.org/security/data-integrity/v1', dataIntegrity1], ['https://w3id.org/security/data-integrity/v2', dataIntegrity2],
  ['https://w3id.org/security/multikey/v1', multikey], ['https://join-lemmy.org/context.json', lemmy],
  ['https://gotosocial.org/ns', goToSocial], ['https://www.w3.org/ns/did/v1', did], ['https://purl.archive.org/socialweb/webfinger', webfinger],
])

/** Whether a context is known by its address. */
export const isBundled = (url: string): boolean => bundled.has(url)

/** Loads a context for `jsonld`; rejects for every address that is not bundled. */
export async function loadContext(url: string): Promise<{ contextUrl: null; documentUrl: string; document: object }> {
  const document = bundled.get(url)
  if (!document) throw new Error('a context that is not bundled')
  return { contextUrl: null, documentUrl: url, document }
}

type Terms = Readonly<Record<string, unknown>>

/** What a term means, where its definition says so: an address or a shortened one. */
export const meaningOf = (definition: unknown): string | null => {
  const id: unknown = typeof definition === 'object' && definition !== null && '@id' in definition ? definition['@id'] : definition
  return typeof id === 'string' ? id : null
}

/** A meaning in full, its prefix looked up in `terms`, then among those of Activity Streams. */
export function inFull(meaning: string, terms: Terms): string {
  const [, prefix = '', rest = ''] = /^([A-Za-z_][\w-]*):(?!\/\/)(.*)$/s.exec(meaning) ?? []
  const base = prefix === '' ? null : meaningOf(terms[prefix] ?? standardTerms[prefix])
  return base === null ? meaning : base + rest
}

/** The terms of Activity Streams itself. */
export const standardTerms: Terms = activityStreams['@context']
