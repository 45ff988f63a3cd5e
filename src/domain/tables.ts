// The schema as types, a file a subject; what each column means is said where a verb writes it.
// Ids and times (epoch ms) are numbers; flags are 0 or 1; columns named in JSON are text that holds JSON.
import type { Selectable } from 'kysely'
import type { AccessTables } from './tables/access.ts'
import type { AccountsTables } from './tables/accounts.ts'
import type { CardsTables } from './tables/cards.ts'
import type { InstanceTables } from './tables/instance.ts'
import type { ModerationTables } from './tables/moderation.ts'
import type { PeersTables } from './tables/peers.ts'
import type { PushTables } from './tables/push.ts'
import type { ReadingTables } from './tables/reading.ts'
import type { StatusesTables } from './tables/statuses.ts'
import type { TrendsTables } from './tables/trends.ts'

export interface Tables extends AccessTables, AccountsTables, StatusesTables, ReadingTables, PeersTables, InstanceTables, ModerationTables, PushTables, CardsTables, TrendsTables {}

/** A row as read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>
