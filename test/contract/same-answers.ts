// Whether a method says the same whatever community it is asked in: then either it has nothing else to say, or it is not real.
import type { Method } from './contract.ts';

const MOMENTS = /\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?/g;
const NUMBERS = /\d{9,}/g;
// How much has come by now depends on work behind the scenes.
const COUNT = /^\{"count":\d+\}$/;

/** A body as text, without ids, moments and the server's own address, which differ from run to run anyway. */
export function withoutChance(body: unknown, baseUrl: string): string {
  const host = baseUrl.replace(/^\w+:\/\//, '');
  return (JSON.stringify(body) ?? '').replaceAll(host, 'HERE').replace(MOMENTS, 'THEN').replace(NUMBERS, 'ID').replace(COUNT, '{"count":"N"}');
}

const onlyIds = 'ids and moments, nothing else';
const asMany = 'a number and nothing else';
const switches = 'switches, thrown the same way in both';

/** Methods whose answers are the same in both communities, each with the reason. */
export const sameAnywhere: Readonly<Record<string, string>> = {
  'accounts#identity_proofs': 'an empty list since Mastodon 3.5',
  'collections#add_account': onlyIds,
  'filters#statuses-get': onlyIds,
  'filters#statuses-add': onlyIds,
  'filters#statuses-get-one': onlyIds,
  'filters#statuses-remove': onlyIds,
  'grouped_notifications#unread-group-count': asMany,
  'notifications#unread-count': asMany,
  'notifications_alpha#unread-group-count': asMany,
  'notifications#get-policy': switches,
  'notifications#update-the-filtering-policy-for-notifications': switches,
  'notifications#requests-merged': switches,
  'markers#get': 'says what the call before it said',
  'markers#create': 'says what the call itself says',
  'health#get': 'says OK',
  'streaming#health': 'says OK',
  'instance#domain_blocks': 'an empty list: there are no rules about other servers yet (docs/gaps.md)',
  'oauth#authorization-server-metadata': 'addresses of the server’s own and what the software can do',
};

/** Why a method may answer the same everywhere; undefined if nothing excuses it. */
export function reasonForSameness({ id, returns }: Method): string | undefined {
  return sameAnywhere[id] ?? (returns.shape === 'empty' ? 'answers an empty object, as documented' : undefined);
}
