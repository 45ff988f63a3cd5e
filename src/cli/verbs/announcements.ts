// covey announcements …: what the operator tells everybody.
import { announce, removeAnnouncement } from '#domain/announcements/announce.ts'
import { allAnnouncements } from '#domain/announcements/queries.ts'
import { text, UsageError, type Args, type Verb } from '../verb.ts'

function moment(args: Args, name: string): number | null {
  const value = text(args, name)
  if (value === '') return null
  const at = Date.parse(value)
  if (Number.isNaN(at)) throw new UsageError(`--${name} must be a date such as 2026-12-24 or 2026-12-24T18:00Z, not "${value}".`)
  return at
}

export const announcementsPublish: Verb = {
  name: 'announcements publish',
  about: 'Tells everybody something, now or at a time to come. It goes by itself when what it is about is over.',
  positionals: ['text'],
  options: {
    'at': { type: 'string', about: 'when to publish it; now unless told', value: 'DATE' },
    'starts': { type: 'string', about: 'when what it is about begins', value: 'DATE' },
    'ends': { type: 'string', about: 'when that is over', value: 'DATE' },
    'all-day': { type: 'boolean', about: 'the dates mean whole days' },
  },
  async run(ctx, args) {
    const publishAt = moment(args, 'at')
    const id = await ctx.write((tx) => announce(tx, {
      text: text(args, 'text'), publishAt, startsAt: moment(args, 'starts'), endsAt: moment(args, 'ends'), allDay: args['all-day'] === true,
    }))
    const later = publishAt !== null && publishAt > ctx.clock.now()
    return { text: later ? `Announcement ${id} waits until ${new Date(publishAt).toISOString()}` : `Announcement ${id} is published`, data: { id: String(id) } }
  },
}

export const announcementsList: Verb = {
  name: 'announcements list',
  about: 'Lists what everybody is told, and what waits for its time.',
  positionals: [],
  options: {},
  async run(ctx) {
    const rows = await allAnnouncements(ctx.db)
    const state = (scheduledAt: number | null) => scheduledAt === null ? 'published' : new Date(scheduledAt).toISOString()
    return {
      text: rows.map((row) => `${row.id}\t${state(row.scheduled_at)}\t${row.text.replace(/\s+/g, ' ')}`).join('\n'),
      data: rows.map((row) => ({ id: String(row.id), text: row.text, published: row.published_at !== null, scheduledAt: row.scheduled_at, startsAt: row.starts_at, endsAt: row.ends_at })),
    }
  },
}

export const announcementsRemove: Verb = {
  name: 'announcements remove',
  about: 'Takes an announcement away, everywhere it is open.',
  positionals: ['id'],
  options: {},
  async run(ctx, args) {
    const id = text(args, 'id')
    if (!/^\d{1,16}$/.test(id)) throw new UsageError(`"${id}" is not the id of an announcement.`)
    await ctx.write((tx) => removeAnnouncement(tx, Number(id)))
    return { text: 'It is gone.', data: { removed: true } }
  },
}
