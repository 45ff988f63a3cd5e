// What the staff told somebody, what many people spoke of, what last year was like, and settings that change while the run lasts.
import { changePassword } from '#domain/access/users.ts';
import { hashPassword } from '#machinery/crypto/passwords.ts';
import { favourite } from '#domain/interactions/favourite.ts';
import { computeReport } from '#domain/annual-reports/compute.ts';
import { keepCard } from '#domain/cards/keep-card.ts';
import { changeSettings, type Settings } from '#domain/instance/settings.ts';
import { giveStrike, type StrikeAction } from '#domain/moderation/strikes.ts';
import { closePoll } from '#domain/polls/close-poll.ts';
import { resolveReport } from '#domain/moderation/work-on-report.ts';
import { changeUserSettings, type UserSettings } from '#domain/access/user-settings.ts';
import { refreshTrends } from '#domain/trends/refresh.ts';
import { firstIdAt } from '#machinery/ids/ids.ts';
import { draftOf } from '#test/seeds/village.ts';
import { postStatus } from '#domain/statuses/post-status.ts';
import type { Stage } from './community.ts';

const ACTIONS: readonly StrikeAction[] = ['none', 'mark_statuses_as_sensitive', 'delete_statuses', 'sensitive', 'silence', 'disable', 'suspend'];

/** Dora has been told of everything that the staff can do. */
export async function addWarnings({ server: { house }, member, things }: Stage): Promise<void> {
  const by = (await member('warden')).accountId;
  const targetId = (await member('dora')).accountId;
  for (const action of ACTIONS) {
    const statusIds = action === 'delete_statuses' ? [Number(things.get('first post'))] : [];
    await house.write(tx => giveStrike(tx, { by, targetId, reportId: null, action, text: `About ${action}`, statusIds, tell: true }));
  }
}

/** Six people speak of the same page under the same hashtag, and like each other's posts; then trends are computed. */
export async function addTrends({ server: { house }, member, things, community }: Stage): Promise<void> {
  const { trend, settings } = community;
  const posted: number[] = [];
  for (let index = 0; index < community.walkers; index++) {
    const { accountId } = await member(`walker${index}`);
    await house.write(async tx => {
      await tx.db.updateTable('accounts').set({ discoverable: 1 }).where('id', '=', accountId).execute();
      const draft = draftOf(accountId, `#${trend.tag} <a href="${trend.url}">${trend.url}</a>`, { tags: [trend.tag], language: settings.languages?.[0] ?? 'en' });
      posted.push((await postStatus(tx, draft)).statusId);
      for (const id of posted.slice(0, -1)) await favourite(tx, accountId, id);
    });
  }
  const card = await house.db.selectFrom('preview_cards').select('id').where('url', '=', trend.url).executeTakeFirstOrThrow();
  const { origin, hostname } = new URL(trend.url);
  const details = {
    type: 'link' as const, title: trend.title, description: 'All day', authorName: 'A. Writer', authorUrl: `${origin}/writer`, providerName: hostname, providerUrl: `${origin}/`,
    html: '', width: 640, height: 320, embedUrl: '', imageDescription: '', blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', publishedAt: Date.UTC(2026, 4, 1), isArticle: true,
  };
  await house.write(tx => keepCard(tx, card.id, { details, language: 'en', image: { url: `${origin}/picture.png`, key: null }, creator: null }));
  await refreshTrends(house);
  things.set('trending page', trend.url);
}

/** What people of each archetype write in a year, more or less. */
const YEARS = {
  alice: { standalone: 0, replies: 0, boosts: 0, polls: 0 }, oracle: { standalone: 120, replies: 0, boosts: 0, polls: 0 },
  booster: { standalone: 1, replies: 0, boosts: 119, polls: 0 }, pollster: { standalone: 120, replies: 0, boosts: 0, polls: 30 },
  replier: { standalone: 20, replies: 110, boosts: 0, polls: 0 },
};

/** Last year of five people, as rows: nobody posts a hundred times for a test. Each has a report of it. */
export async function addLastYear({ server: { house }, member, things }: Stage): Promise<void> {
  const year = new Date(house.clock.now()).getUTCFullYear() - 1;
  const from = Date.UTC(year, 2, 1);
  let minute = 0;
  const answered = Number(things.get('first post'));
  const originals: number[] = [];
  for (const [name, { standalone, replies, boosts, polls }] of Object.entries(YEARS)) {
    const { accountId } = await member(name);
    const row = (more: object) => {
      const at = from + 60_000 * minute++;
      return { id: firstIdAt(at), account_id: accountId, content: '<p>A year ago</p>', visibility: 'public', local: 1, created_at: at, ...more };
    };
    const own = Array.from({ length: standalone }, (_, index) => row(index < polls ? { poll_id: 1 } : {}));
    if (name === 'oracle') originals.push(...own.map(one => one.id));
    const rows = [
      ...own, ...Array.from({ length: replies }, () => row({ in_reply_to_id: answered, in_reply_to_account_id: Number(things.get('alice')) })),
      ...Array.from({ length: boosts }, (_, index) => row({ reblog_of_id: originals[index] ?? answered })),
    ];
    for (let start = 0; start < rows.length; start += 50) await house.write(tx => tx.db.insertInto('statuses').values(rows.slice(start, start + 50)).execute());
    await house.write(async tx => {
      const data = JSON.stringify(await computeReport(tx.db, { accountId, year }));
      await tx.db.insertInto('annual_reports').values({ account_id: accountId, year, data, viewed_at: null, created_at: tx.now }).execute();
    });
  }
  things.set('last year', String(year));
  things.set('this year', String(year + 1));
}

const CHANGES: Readonly<Record<string, Partial<Settings>>> = {
  'the doors open': { registrations: 'open', minAge: 16 },
  'the doors close': { registrations: 'closed', registrationsMessage: 'We are full.', contactUsername: '', termsOfService: '' },
  'applicants are asked why': { registrations: 'approval', requireReason: true, minAge: 0 },
};

const PREFERENCES: Readonly<Record<string, Partial<UserSettings>>> = {
  'carol shows everything': { default_privacy: 'unlisted', default_sensitive: true, default_language: 'ja', expand_media: 'show_all', expand_spoilers: true, default_quote_policy: 'followers' },
  'carol hides everything': { default_privacy: 'private', expand_media: 'hide_all', expand_spoilers: false, default_quote_policy: 'nobody' },
  'carol whispers': { default_privacy: 'direct', expand_media: 'default' },
};

/** Settings of the community and of carol's that no documented call changes, polls that end, and reports that are closed. */
export async function addChanges({ server: { house, idle }, member, happenings, community }: Stage): Promise<void> {
  for (const [name, patch] of Object.entries(CHANGES)) happenings.set(name, () => house.write(tx => changeSettings(tx, patch)));
  happenings.set('all is as before', () => house.write(tx => changeSettings(tx, {
    registrationsMessage: '', minAge: 0, termsOfService: '', ...community.settings, contactUsername: community.people['alice'] ?? 'alice',
  })));
  const { userId } = await member('carol');
  for (const [name, patch] of Object.entries(PREFERENCES)) {
    const told = patch.default_language ? { ...patch, default_language: community.settings.languages?.[0] ?? 'en' } : patch;
    happenings.set(name, () => house.write(tx => changeUserSettings(tx, userId, told)));
  }
  happenings.set('polls end', () => house.write(async tx => {
    await tx.db.updateTable('polls').set({ expires_at: tx.now }).where('expires_at', '>', tx.now).where('hide_totals', '=', 0).execute();
    const open = await tx.db.selectFrom('polls').select('id').where('closed_at', 'is', null).where('expires_at', 'is not', null).execute();
    for (const { id } of open) await closePoll(tx, id);
  }));
  const alice = await member('alice');
  happenings.set('alice can sign in', async () => {
    const hash = await hashPassword('correct horse battery');
    await house.write(tx => changePassword(tx, alice.userId, hash));
  });
  happenings.set('the home of alice is made anew', () => house.write(async tx => {
    await tx.db.updateTable('feeds').set({ regenerating: 1, active_at: tx.now }).where('id', '=', alice.accountId).execute();
  }));
  happenings.set('all work is done', () => idle());
  for (const name of ['fleeting', 'brief']) {
    const { accountId } = await member(name);
    happenings.set(`${name} is suspended`, () => house.write(async tx => {
      await tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', accountId).execute();
    }));
  }
  const by = (await member('warden')).accountId;
  happenings.set('reports are closed', () => house.write(async tx => {
    const open = await tx.db.selectFrom('reports').select('id').where('resolved_at', 'is', null).execute();
    for (const { id } of open) await resolveReport(tx, { by, reportId: id });
  }));
}
