// Links on a profile that lead back to it: which are still to be checked, and the write once one was. Checking itself is
// a job, for it asks other sites.
import type { Tx } from '#domain/context.ts'
import type { Config } from '#machinery/config/config.ts'
import { accountRow, type AccountRow } from './queries.ts'

/** The job that checks an account's links; its payload is `{ accountId }`. */
export const CHECK_LINKS = 'accounts.check-links'
export const checkLinksKey = (accountId: number): string => `${CHECK_LINKS} ${accountId}`

/** After everything that members wait for. */
const PRIORITY = 5
/** A remote profile is often changed a few times in a row, and its page a little later than its fields. */
const REMOTE_DELAY_MS = 10 * 60_000
const MOST_LINKS = 8

interface StoredField { name: string; value: string; source?: string; verified_at?: number | null }

const fieldsOf = (account: Pick<AccountRow, 'fields'>): StoredField[] => JSON.parse(account.fields) as StoredField[]

/** The address in a field that is nothing but one link: as typed here, or as another server marked it up. */
function linkIn({ source, value }: StoredField): string | null {
  if (source !== undefined) return source.trim()
  const [, href] = /^<a\s[^>]*?href="([^"]+)"[^>]*>(?:(?!<\/?a[\s>]).)*<\/a>$/s.exec(value.replace(/^<p>(.*)<\/p>$/s, '$1').trim()) ?? []
  return href?.replaceAll('&amp;', '&') ?? null
}

function checkable(text: string | null, { origin }: Pick<Config, 'origin'>): string | null {
  if (text === null || text.length > 2000 || !/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text)) return null
  const url = URL.parse(text)
  return url && url.username === '' && url.password === '' && url.origin !== origin ? text : null
}

/** Addresses on the profile that were not found to lead back yet, each once. */
export function linksToCheck(account: Pick<AccountRow, 'fields'>, config: Pick<Config, 'origin'>): string[] {
  const links = fieldsOf(account).filter((field) => !field.verified_at).flatMap((field) => checkable(linkIn(field), config) ?? [])
  return [...new Set(links)].slice(0, MOST_LINKS)
}

/** Has the links of a profile that changed checked, if there are any to check: ours at once, others' a little later. */
export async function checkChangedLinks(tx: Tx, { accountId }: { accountId: number }): Promise<void> {
  const account = await accountRow(tx.db, accountId)
  if (!account || account.suspended_at !== null || account.deleted_at !== null || linksToCheck(account, tx.config).length === 0) return
  await tx.enqueue({
    kind: CHECK_LINKS, payload: { accountId }, key: checkLinksKey(accountId), priority: PRIORITY,
    ...(account.host === null ? {} : { runAt: tx.now + REMOTE_DELAY_MS }),
  })
}

/** Notes that these addresses lead back to the profile. Idempotent; a field that was changed meanwhile stays as it is. */
export async function noteVerified(tx: Tx, accountId: number, links: readonly string[]): Promise<void> {
  const account = await accountRow(tx.db, accountId)
  if (!account || links.length === 0) return
  const fields = fieldsOf(account).map((field) => !field.verified_at && links.includes(linkIn(field) ?? '') ? { ...field, verified_at: tx.now } : field)
  const column = JSON.stringify(fields)
  if (column !== account.fields) await tx.db.updateTable('accounts').set({ fields: column, updated_at: tx.now }).where('id', '=', accountId).execute()
}

/** Fields as another server gives them now, with when we found that they lead back; a changed value starts anew. */
export function keepVerified<F extends { value: string; verified_at?: number | null }>(account: Pick<AccountRow, 'fields'> | null, fields: readonly F[]): F[] {
  const before = account ? fieldsOf(account) : []
  return fields.map((field) => {
    const at = before.find((one) => one.value === field.value)?.verified_at
    return at ? { ...field, verified_at: at } : field
  })
}
