// What Rana has on her desk: a stranger who sells trinkets, a job advertisement nobody asked for, and something settled.
import { rulesInForce } from '#domain/instance/rules.ts'
import { takeMeasure } from '#domain/moderation/act.ts'
import { fileReport } from '#domain/moderation/file-report.ts'
import { addNote } from '#domain/moderation/staff-notes.ts'
import { assignReport } from '#domain/moderation/work-on-report.ts'
import { findByHandle } from '#domain/accounts/queries.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { Wiring } from '#main/wiring.ts'
import { draftOf, remotePerson } from '../village.ts'
import { villager, type Villager } from '../villager.ts'
import type { Name } from './cast.ts'
import type { Moment } from './newcomers.ts'

/** A newcomer by name, once they are in. */
async function newcomer(house: Wiring, name: string): Promise<Villager> {
  const account = await findByHandle(house.db, name, null)
  if (!account) throw new Error(`${name} is not here yet`)
  const user = await house.db.selectFrom('users').select('id').where('account_id', '=', account.id).executeTakeFirstOrThrow()
  return villager(house, name, { accountId: account.id, userId: user.id })
}

/** Three cases, each at its time: settled with a warning, taken up, and open. */
export function complaints(house: Wiring, { rana, sofia, bo, priya, nadia, mara }: Readonly<Record<Name, Villager>>): Moment[] {
  const report = (by: Villager, about: number, statusIds: number[], comment: string, rest: { category?: 'spam' | 'violation'; ruleIds?: number[] } = {}) =>
    house.write((tx) => fileReport(tx, { accountId: by.accountId, targetId: about, statusIds, comment, ...rest }))
  return [
    [26, async () => {
      const dmitri = await newcomer(house, 'dmitri')
      const joke = await dmitri.posts('Unpopular: the search was always the best part of Wavelength and the rest of you were decoration. ;')
      const reportId = await report(nadia, dmitri.accountId, [joke], 'Maybe he means it kindly. It did not land kindly.')
      await house.write((tx) => takeMeasure(tx, {
        by: rana.accountId, targetId: dmitri.accountId, measure: 'warn', reportId, statusIds: [joke],
        text: 'I know you and I know the semicolon was a smile. Not everybody does. Would you say it again, kinder? Rana',
      }))
    }],
    [8.6, async () => {
      const sunil = await newcomer(house, 'sunil')
      const advertisement = await sunil.posts('URGENT: my brother-in-law needs ten engineers by Monday, equity instead of salary, send CVs to me!! #hiring')
      const recruiting = (await rulesInForce(house.db)).filter((rule) => rule.text.includes('recruiting')).map((rule) => rule.id)
      const subjectId = await report(bo, sunil.accountId, [advertisement], 'He wrote the same to me three times.', { category: 'violation', ruleIds: recruiting })
      await house.write(async (tx) => {
        await assignReport(tx, { by: rana.accountId, reportId: subjectId, to: rana.accountId })
        await addNote(tx, { by: rana.accountId, subject: 'report', subjectId, text: 'Talked to Ravi, who talked to Sunil. He is embarrassed and will take it down himself. Waiting until tonight.' })
        await addNote(tx, { by: mara.accountId, subject: 'report', subjectId, text: 'Fine by me.' })
      })
    }],
    [4.5, async () => {
      const seller = await remotePerson(house, 'dealfinder', 'trinkets.example', { displayName: 'Deal Finder 24/7', note: '<p>Best prices. Best.</p>' })
      const offer = (to: Villager, number: number) => house.write((tx) => postStatus(tx, draftOf(seller, `Dear friend! Golden watches, today only. Number ${number} of 400.`, {
        uri: `https://trinkets.example/offers/${number}`, mentions: [to.accountId], language: 'en', createdAt: tx.now,
      })))
      const first = await offer(sofia, 12)
      await offer(priya, 13)
      await report(sofia, seller, [first.statusId], 'No quiero un reloj. / I do not want a watch.', { category: 'spam' })
    }],
  ]
}
