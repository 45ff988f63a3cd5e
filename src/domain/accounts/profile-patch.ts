// What a member may change about their profile, and what is refused.
import { invalid } from '#domain/refusals.ts'
import { countCharacters, countGraphemes } from '#domain/text/count.ts'
import { normaliseHost } from '#domain/text/names.ts'

export const DISPLAY_NAME_LIMIT = 30
export const NOTE_LIMIT = 500
export const FIELDS_LIMIT = 4
export const FIELD_LENGTH_LIMIT = 255
export const PICTURE_DESCRIPTION_LIMIT = 150
const ATTRIBUTION_DOMAINS_LIMIT = 10

/** Where a picture lies in storage; `staticKey` when the other one moves. */
export interface StoredPicture { key: string; staticKey: string | null }

/** Only what is given changes; null removes a picture or goes back to "not said". */
export interface ProfilePatch {
  displayName?: string | undefined
  note?: string | undefined
  fields?: { name: string; value: string }[] | undefined
  locked?: boolean | undefined
  bot?: boolean | undefined
  discoverable?: boolean | null | undefined
  indexable?: boolean | undefined
  hideCollections?: boolean | null | undefined
  showMedia?: boolean | undefined
  showMediaReplies?: boolean | undefined
  showFeatured?: boolean | undefined
  avatar?: StoredPicture | null | undefined
  avatarDescription?: string | undefined
  header?: StoredPicture | null | undefined
  headerDescription?: string | undefined
  attributionDomains?: string[] | undefined
}

const tooLong = (field: string, label: string, limit: number) => {
  const description = `is too long (maximum is ${limit} characters)`
  return invalid(`${label} ${description}`, { [field]: [{ error: 'ERR_TOO_LONG', description }] })
}

/** One patch with texts trimmed and blank fields dropped; refuses what is too long or has no name. */
export function checkProfile(patch: ProfilePatch): ProfilePatch {
  const displayName = patch.displayName?.trim()
  const note = patch.note?.trim()
  if (displayName !== undefined && countGraphemes(displayName) > DISPLAY_NAME_LIMIT) throw tooLong('display_name', 'Display name', DISPLAY_NAME_LIMIT)
  if (note !== undefined && countCharacters(note) > NOTE_LIMIT) throw tooLong('note', 'Note', NOTE_LIMIT)
  for (const [field, label, value] of [
    ['avatar_description', 'Avatar description', patch.avatarDescription], ['header_description', 'Header description', patch.headerDescription],
  ] as const) {
    if (value !== undefined && countGraphemes(value.trim()) > PICTURE_DESCRIPTION_LIMIT) throw tooLong(field, label, PICTURE_DESCRIPTION_LIMIT)
  }
  return {
    ...patch, displayName, note,
    avatarDescription: patch.avatarDescription?.trim(),
    headerDescription: patch.headerDescription?.trim(),
    fields: patch.fields && checkFields(patch.fields),
    attributionDomains: patch.attributionDomains && checkDomains(patch.attributionDomains),
  }
}

function checkFields(given: { name: string; value: string }[]): { name: string; value: string }[] {
  const fields = given.map(({ name, value }) => ({ name: name.trim(), value: value.trim() })).filter(({ name, value }) => name !== '' || value !== '')
  if (fields.length > FIELDS_LIMIT) throw invalid(`Fields is too long (maximum is ${FIELDS_LIMIT})`, {
    fields: [{ error: 'ERR_TOO_LONG', description: `is too long (maximum is ${FIELDS_LIMIT})` }],
  })
  for (const { name, value } of fields) {
    if (name === '') throw invalid('Profile fields with values must have labels', {
      fields: [{ error: 'ERR_BLANK', description: 'Profile fields with values must have labels' }],
    })
    if (countGraphemes(name) > FIELD_LENGTH_LIMIT || countGraphemes(value) > FIELD_LENGTH_LIMIT) throw tooLong('fields', 'Fields', FIELD_LENGTH_LIMIT)
  }
  return fields
}

function domainIn(text: string): string {
  let domain = text.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/^\*\./, '')
  while (domain.endsWith('/')) domain = domain.slice(0, -1)
  return domain
}

function checkDomains(given: string[]): string[] {
  const domains = given.map(domainIn).filter(Boolean)
  if (domains.length > ATTRIBUTION_DOMAINS_LIMIT) throw invalid(`Attribution domains is too long (maximum is ${ATTRIBUTION_DOMAINS_LIMIT})`)
  const wrong = domains.find((one) => !one.includes('.') || normaliseHost(one) === null)
  if (wrong !== undefined) throw invalid(`Attribution domains: ${wrong.slice(0, 253)} is not a valid domain name`)
  return [...new Set(domains)]
}
