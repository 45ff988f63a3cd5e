// What rows need to have happened before their call: a post, a follow, a list, a picture. All through the API itself.
import sharp from 'sharp';
import type { Args, World } from '../plan.ts';

type Extra = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Posts as this person and returns the id. */
export async function posted(world: World, person: string, status: string, extra: Extra = {}): Promise<string> {
  const made = await world.ask<{ id: string }>(person, 'POST', '/api/v1/statuses', { form: { status, ...extra } });
  return made.id;
}

/** Path arguments naming a new post by this person. */
export function aPostBy(person: string, status = 'A post for the coverage run', extra: Extra = {}) {
  return async (world: World): Promise<Args> => ({ path: { id: await posted(world, person, status, extra) } });
}

/** Path arguments naming a person's account. `key` is the documented name of the path parameter. */
export function accountOf(person: string, key = 'id', more: Args = {}) {
  return async (world: World): Promise<Args> => ({ ...more, path: { [key]: await world.accountId(person) } });
}

/** Makes one person follow another, or anything else that is a verb on an account: follow, unfollow, block, mute … */
export async function relates(world: World, person: string, verb: string, other: string): Promise<void> {
  await world.ask(person, 'POST', `/api/v1/accounts/${await world.accountId(other)}/${verb}`);
}

/** Creates a list of alice's and returns its id; `members` have to be followed, which this sees to. */
export async function listOfAlice(world: World, members: readonly string[] = []): Promise<string> {
  const list = await world.ask<{ id: string }>('alice', 'POST', '/api/v1/lists', { form: { title: 'Coverage' } });
  for (const member of members) {
    await relates(world, 'alice', 'follow', member);
    const form = { 'account_ids[]': [await world.accountId(member)] };
    await world.ask('alice', 'POST', `/api/v1/lists/${list.id}/accounts`, { form });
  }
  return list.id;
}

/** Uploads a picture as alice and returns its id. */
export async function uploaded(world: World, description = ''): Promise<string> {
  const multipart = { file: await picture(), ...(description ? { description } : {}) };
  const media = await world.ask<{ id: string }>('alice', 'POST', '/api/v2/media', { multipart });
  return media.id;
}

/** A small, valid PNG. */
export async function picture(): Promise<File> {
  const pixels = sharp({ create: { width: 64, height: 48, channels: 3, background: '#c8552d' } });
  return new File([new Uint8Array(await pixels.png().toBuffer())], 'picture.png', { type: 'image/png' });
}
