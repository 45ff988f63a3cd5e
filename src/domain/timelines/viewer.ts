// What a timeline leaves out for its reader, as SQL over a status's author: blocks both ways, mutes, hidden hosts.
// Each is a list that the engine reads once per statement, not once per row.

const blocked = 'select target_account_id from blocks where account_id = :viewer'
const blockers = 'select account_id from blocks where target_account_id = :viewer'
const muted = 'select target_account_id from mutes where account_id = :viewer and (expires_at is null or expires_at > :now)'

/** Leaves out authors (a column) that the viewer has blocked or muted, or that have blocked the viewer. */
export const notHidden = (author: string): string => ` and ${author} not in (${blocked}) and ${author} not in (${blockers}) and ${author} not in (${muted})`

/** Leaves out hosts (a column, null for local) that the viewer has hidden. */
export const notHiddenHost = (host: string): string =>
  ` and (${host} is null or ${host} not in (select host from account_domain_blocks where account_id = :viewer))`
