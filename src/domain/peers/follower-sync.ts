// Who follows whom across two servers, as both compare it (FEP-8fcf).
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

interface FollowerRow { key: number; uri: string | null }

const pages = prepared<FollowerRow, { target: number; after: number; limit: number }>(`
  select f.id as key, a.uri from (select id, account_id from follows where target_account_id = :target and id > :after order by id limit :limit) f
  join accounts a on a.id = f.account_id order by f.id`)

/** One page of an account's followers by network id, oldest follow first; members have none here. */
export const followerUris = (db: Reader, target: number, { after, limit }: { after: number; limit: number }): Promise<FollowerRow[]> =>
  pages(db, { target, after, limit })

const beginning = prepared<{ uri: string }, { target: number; prefix: string; chars: number; limit: number }>(`
  select a.uri from follows f join accounts a on a.id = f.account_id
  where f.target_account_id = :target and a.uri is not null and a.deleted_at is null and substr(a.uri, 1, :chars) = :prefix order by f.id limit :limit`)

/** The network ids of an account's followers at an origin, at most `limit`. */
export const followersAt = async (db: Reader, target: number, origin: string, limit: number): Promise<string[]> =>
  (await beginning(db, { target, prefix: `${origin}/`, chars: origin.length + 1, limit })).map((row) => row.uri)

const members = prepared<{ id: number }, { target: number }>(`
  select a.id from follows f join accounts a on a.id = f.account_id
  where f.target_account_id = :target and a.host is null and a.deleted_at is null order by f.id`)

/** The members who follow an account. */
export const memberFollowers = async (db: Reader, target: number): Promise<number[]> => (await members(db, { target })).map((row) => row.id)
