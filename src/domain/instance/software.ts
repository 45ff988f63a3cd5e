// What this software is, and which Mastodon it speaks.
import manifest from '../../../package.json' with { type: 'json' }

const COVEY_VERSION: string = manifest.version
/** As `version` in the instance entities: clients read Mastodon's number first. */
export const VERSION_TEXT = `4.6.0 (compatible; Covey ${COVEY_VERSION})`
/** The newest of Mastodon's API versions whose entities and methods are spoken here. */
export const API_VERSION = 10
