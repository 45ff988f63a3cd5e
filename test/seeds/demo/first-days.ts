// The first days of the demo: the night of the mail, the door that Mara opened, and everybody finding each other.
import type { Name } from './cast.ts'
import type { Scene } from './scene.ts'
import type { Villager } from '../villager.ts'

type People = Record<Name, Villager>

/** Six to five days ago. */
export async function firstNight(scene: Scene): Promise<void> {
  const { mara, rana, jonas, kit, dele, gabe, noor, haruka, omar, ida, teo } = scene.people as People
  const { at, picture, cheer, remembered } = scene
  await at(140)
  const welcome = await mara.posts('Hello. At 03:07 half of us got a mail called "Your tomorrow", and by 03:08 the laptops were bricks.\n\nI could not get you your jobs back. I could get you a server. This is it: ours, small, no ads, and I know every cable by name. Say who you are. Bring whoever is still looking at a grey screen. #introductions', { pictures: [await picture(mara, 'office')] })
  await mara.pins(welcome)
  remembered.set('welcome', welcome)
  await at(139.6)
  const hello = await jonas.answers(welcome, mara, 'Number 0417 reporting. I am typing this on my daughter\'s tablet, it autocorrects "Wavelength" to "wheelbarrow".')
  await at(139.4)
  const wheel = await kit.answers(hello, jonas, 'It has been Wheelbarrow to me for years.')
  await at(139.3)
  await omar.answers(wheel, kit, 'The on-call phone rang at 04:00. I looked at it. I let it ring. I have waited nine years for that.')
  await gabe.answers(welcome, mara, 'Is everybody eating? I mean it. Is everybody eating?')
  await at(139)
  await noor.posts('I wrote mails to all of you for six years: births, bereavements, the car park. I did not write that one. I was on the list too, between two people I had hired.', { visibility: 'public' })
  await cheer(welcome, 31, 12)
  await at(137)
  const toaster = await dele.posts('Before they took the passes I went back for one thing.\n\nGerald is safe. I repeat: Gerald is safe. #FreeGerald', { pictures: [await picture(dele, 'toaster')] })
  remembered.set('gerald', toaster)
  await cheer(toaster, 27, 9)
  await at(136.5)
  await haruka.answers(toaster, dele, 'ジェラルド！よかった… 毎朝あの音で目が覚めていました。', { language: 'ja' })
  await ida.answers(toaster, dele, 'For the record: serial number 000019, bought 2011 from the petty cash, never depreciated. He was never theirs.')
  await at(130)
  const number = await jonas.posts('Dug this out of a drawer. The lanyard has been tied in a bow by a six-year-old, which is an improvement. #numbers', { pictures: [await picture(jonas, 'badge')] })
  await cheer(number, 19, 4)
  await at(129)
  const rule = await rana.posts('I am Rana, I read the applications. Three hundred people asked to come in since this morning and I want to know each of you before I say yes, so it takes a while. What helps me: which team, your old number if you like, and who here knows you. What does not matter: whether you were "good". You were.')
  await rana.pins(rule)
  await cheer(rule, 24, 8)
  await at(127)
  await teo.posts('Every farewell I photographed in that building had cake. This one did not. I intend to correct that.')
}

/** Five to three days ago. */
export async function findingEachOther(scene: Scene): Promise<void> {
  const { mara, jonas, sofia, kit, priya, tomasz, layla, wen, ingrid, mateus, gabe, minseo, ravi, bea, hana, teo, june, elin, asha, linh, pascal, carlos } = scene.people as People
  const { at, picture, cheer, polled, remembered } = scene
  await at(118)
  const thread = await ingrid.posts('Some things to know about the paper they sent, in four parts. I was their lawyer until Thursday and I am nobody\'s now, so: this is neighbourly reading aloud, not advice.\n\n1/4 You do not have to sign anything this week.', { language: 'en' })
  const second = await ingrid.posts('2/4 "Voluntary" in the heading does not make it voluntary. Read page 3, the small sentence about holiday pay.', { answering: thread })
  const third = await ingrid.posts('3/4 If your visa hangs on the job, write to me today, not on Monday. I know people who know the forms.', { answering: second })
  const fourth = await ingrid.posts('4/4 And keep every mail. Ida will be proud of you.', { answering: third })
  await ravi.answers(thread, ingrid, 'Adding: there is a small fund. No questions, no form, no spreadsheet with names. Just write to me.')
  await mateus.answers(third, ingrid, 'Writing to you now. Obrigado, do coração.', { language: 'pt' })
  await cheer(thread, 33, 17)
  await cheer(fourth, 12)
  remembered.set('paper', thread)
  await at(112)
  const poll = await kit.posts('What shall we call the thing that happened?', { poll: { options: ['The Mail', 'The 03:07', 'Marmalade, finally shipped', 'We do not name it'], expiresIn: 2 * 86_400, multiple: false, hideTotals: false } })
  await polled(poll, [5, 13, 9, 3])
  await hana.answers(poll, kit, 'As a researcher I must point out that the third option is leading the witness.')
  await at(104)
  const cake = await teo.posts('Corrected. #DayOne', { pictures: [await picture(teo, 'cake')] })
  await cheer(cake, 29, 6)
  await gabe.answers(cake, teo, 'It leans. I love it. Less baking powder next time.')
  await at(98)
  await layla.posts('صباح الخير من مطبخي. لأول مرة منذ سبع سنوات لم أفتح لوحة الأخبار قبل القهوة. الخبز في الفرن، والشباك مفتوح.', { language: 'ar', pictures: [await picture(layla, 'bread')] })
  await at(97)
  await sofia.posts('Primer día sin reuniones. He alineado las especias por color y por frecuencia de uso. Envíen ayuda. #diseño', { language: 'es' })
  await at(95)
  const job = await mateus.posts('Six years of mobile apps, two of them liked by people. Lisbon or remote, from January. I can start with a coffee. #OpenToWork')
  await cheer(job, 14, 16)
  await carlos.answers(job, mateus, 'Ele é ótimo. E traz sempre pastéis de nata.', { language: 'pt' })
  await at(92)
  const searched = await priya.posts('Things I searched for today: my keys (found), my notebook (found), the will to update my CV (0 results, did you mean: "will to update my DVD").')
  await cheer(searched, 16, 2)
  await at(90)
  await elin.posts('They asked what the model was for. I said: it notices when a conversation turns cruel, early enough that somebody can be kind. They said the cost per kindness was too high.', { warning: 'the day they switched it off' })
  await at(88)
  await minseo.posts('The data are in. n = 1. #charts', { pictures: [await picture(minseo, 'chart')] })
  await at(80)
  const cables = await tomasz.posts('Dzień trzeci. Kajak, mgła, cisza. Telefon nie ma tu zasięgu i to jest wiadomość dnia.', { language: 'pl', pictures: [await picture(tomasz, 'harbour')] })
  await cheer(cables, 11, 2)
  await wen.answers(cables, tomasz, 'The reflection alone. 好美。')
  await at(78)
  await bea.posts('Started a page of everything we know that was never written down. First entry: how to make the lift on floor 4 say hello. (Press 2, then 4, then be patient.) #OralHistory')
  await linh.posts('Cà phê sáng nay: ít đá, nhiều sữa. Ai ở Sài Gòn thì ghé nhé.', { language: 'vi' })
  await pascal.posts('J\'ai enregistré le silence de la salle serveur avant de partir. Quatre minutes. C\'est très beau, on n\'entend presque pas les ventilateurs.', { language: 'fr' })
  await at(75)
  await june.posts('I never worked there, I only married it. There are four pots of soup on my stairs; they are not labelled; they are all for you. Corner of Mill Street, until eight.')
  await asha.posts('Bedtime reading for those who cannot sleep: section 4.2, "Methodology". Works every time.')
  await jonas.answers(await mara.posts('We are forty. Say hello to number forty, somebody.', { visibility: 'unlisted' }), mara, 'Hello, number forty. The good mug is the blue one.')
}
