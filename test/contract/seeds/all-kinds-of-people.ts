// People of every kind that an account can be: ours and others', open and closed, moved, gone, remembered.
import { MODERATOR_ROLE_ID } from '#domain/access/roles.ts';
import { createApp } from '#domain/access/apps.ts';
import { createLocalAccount } from '#domain/accounts/create-account.ts';
import { createUser } from '#domain/access/users.ts';
import { saveRules } from '#domain/instance/rules.ts';
import { announce } from '#domain/announcements/announce.ts';
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts';
import { remotePerson } from '#test/seeds/village.ts';
import type { Stage } from './community.ts';

type Columns = Record<string, string | number | null>;

/** A member whose account says `columns` of itself, named for it. */
async function memberWith(stage: Stage, name: string, columns: Columns): Promise<void> {
  const { accountId } = await stage.member(name);
  await stage.server.house.write(tx => tx.db.updateTable('accounts').set(columns).where('id', '=', accountId).execute());
}

/** An applicant who has not confirmed their address, signed up through an app whose token is theirs. */
async function addApplicant({ server, members }: Stage): Promise<void> {
  const keys = await generateRsaKeyPair();
  const applicant = await server.house.write(async tx => {
    const app = await createApp(tx, { name: 'Sign-up', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: ['read', 'write'] });
    const accountId = await createLocalAccount(tx, { username: 'applicant', displayName: '', ...keys });
    const { userId } = await createUser(tx, {
      accountId, email: 'applicant@people.example', passwordHash: null, confirmed: false, approved: true, createdByAppId: app.id,
    });
    return { name: 'applicant', accountId, userId, token: '', appId: app.id };
  });
  members.set('applicant', applicant);
}

/** The three people of the plan, then one of every other kind, each under the name of the kind. */
export async function addPeople(stage: Stage): Promise<void> {
  const { house } = stage.server;
  const { peer } = stage.community;
  for (const name of ['alice', 'bob', 'carol', 'dora']) await stage.member(name);
  const far = async (name: string, host: string, patch = {}) => stage.things.set(name, String(await remotePerson(house, name, host, patch)));
  await far('gull', peer);
  await far('crowd', peer, { actorType: 'Group', displayName: ':hidden_sign: Crowd' });
  await far('stranger', `blocked.${peer}`);
  await memberWith(stage, 'automaton', { actor_type: 'Service', locked: 1, discoverable: 0, indexable: 1, hide_collections: 1, show_media: 0, show_media_replies: 0, show_featured: 0 });
  await memberWith(stage, 'open', { hide_collections: 0, discoverable: 1 });
  await memberWith(stage, 'shy', { locked: 1 });
  await memberWith(stage, 'remembered', { memorial: 1 });
  await memberWith(stage, 'limited', { silenced_at: house.clock.now() });
  const gull = Number(stage.things.get('gull'));
  await memberWith(stage, 'moved', { moved_to_account_id: gull });
  await memberWith(stage, 'suspended', { moved_to_account_id: gull, suspended_at: house.clock.now() });
  await memberWith(stage, 'proven', { fields: JSON.stringify([{ name: 'Site', value: 'https://proven.example', verified_at: house.clock.now() }]) });
  for (const name of ['muted', 'blocked']) await stage.member(name);
  const { userId } = await stage.member('warden');
  await house.write(tx => tx.db.updateTable('users').set({ role_id: MODERATOR_ROLE_ID }).where('id', '=', userId).execute());
  await addApplicant(stage);
}

/** Rules, emojis of every kind and two announcements: one with dates, an emoji, a hashtag, a person and a post, one without. */
export async function addHouseRules(stage: Stage): Promise<void> {
  const { server: { house }, community, member } = stage;
  const { accountId } = await member('alice');
  const { emoji } = community;
  await house.write(tx => saveRules(tx, [{ text: `Be kind in ${community.settings.name}`, hint: 'Most of all to newcomers.' }]));
  const rule = await house.db.selectFrom('rules').select('id').executeTakeFirstOrThrow();
  stage.things.set('rule', String(rule.id));
  const picture = (id: number, shortcode: string) => ({ id, shortcode, emoji_key: shortcode, file_key: `emojis/${shortcode}.png`, updated_at: 0 });
  await house.write(tx => tx.db.insertInto('custom_emojis').values([
    { ...picture(4, emoji.shortcode), category: emoji.category, visible: 1 }, { ...picture(5, 'plain_sign'), category: null, visible: 1 },
    { ...picture(6, 'hidden_sign'), category: null, visible: 0 },
  ]).execute());
  const url = `${house.config.origin}/@${community.people['alice'] ?? 'alice'}/${stage.things.get('first post')}`;
  await house.write(async tx => {
    await announce(tx, { text: `:${emoji.shortcode}: #Party at @${community.people['alice'] ?? 'alice'}'s, see ${url}`, startsAt: tx.now, endsAt: tx.now + 7 * 86_400_000, allDay: true });
    await announce(tx, { text: `The server of ${community.settings.name} was updated.` });
  });
  stage.happenings.set('an announcement', () => house.write(async tx => { await announce(tx, { text: `News for :${emoji.shortcode}: everybody`, startsAt: tx.now, endsAt: tx.now + 1000 }); }));
  stage.things.set('account', String(accountId));
}
