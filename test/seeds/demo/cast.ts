// Who lives in the demo: people whom a big network let go overnight, and a few who came along. All of them are made up,
// and so is Wavelength.

export interface Person {
  readonly name: string
  readonly displayName: string
  readonly team: string
  /** The old employee number; null for those who never had one. */
  readonly number: string | null
  readonly bio: string
  readonly more?: { name: string; value: string }[]
  readonly role?: 'Owner' | 'Moderator'
  readonly emblem?: 'kettle' | 'fern' | 'cat'
  readonly locked?: boolean
  readonly bot?: boolean
}

const person = <N extends string>(name: N, displayName: string, team: string, number: string | null, bio: string, rest: Omit<Partial<Person>, 'name'> = {}): Person & { readonly name: N } =>
  ({ name, displayName, team, number, bio, ...rest })

export const cast = [
  person('mara', 'Mara Lindqvist', 'Site Reliability', '0112', 'Kept the lights on at Wavelength for eleven years. Now I keep them on here. Ask me anything, before nine or after the school run. #introductions', {
    role: 'Owner', more: [{ name: 'Pronouns', value: 'she/her' }, { name: 'Looks after', value: 'this server' }],
  }),
  person('rana', 'Rana Haddad', 'Trust & Care', '1903', 'I read every application myself. If you are waiting: I am sorry, and hello. رنا', { role: 'Moderator', more: [{ name: 'Pronouns', value: 'she/her' }] }),
  person('jonas', 'Jonas Weidner', 'Feed', '0417', 'Once sorted three hundred million timelines. Now mostly sorts Lego. Number 0417, photo taken on a bad hair day.', { more: [{ name: 'Pronouns', value: 'he/him' }, { name: 'Lego', value: 'by colour, then by regret' }] }),
  person('sofia', 'Sofía Ibáñez', 'Design Systems', '2210', 'Buttons, mostly. Madrid. Hablo también de pan.', { more: [{ name: 'Pronombres', value: 'ella' }] }),
  person('kit', 'Kit Okafor', 'Accessibility', '3051', 'If you cannot use it, it is not finished. Screen reader user, tea drinker, terrible at chess.', { more: [{ name: 'Pronouns', value: 'they/them' }] }),
  person('haruka', '佐藤はるか', 'Localisation', '2764', '翻訳とことば。四十七の言語で「おやすみ」と言えます。猫がいます。', { emblem: 'cat' }),
  person('dele', 'Dele Adebayo', 'Data Centre', '0388', 'I know what the cables were for. Lagos → Dublin.'),
  person('priya', 'Priya Raman', 'Search', '1477', 'Found things for a living. Lost my keys again.', { more: [{ name: 'Pronouns', value: 'she/her' }] }),
  person('tomasz', 'Tomasz Zieliński', 'Video', '1650', 'Kodeki, koty, kajaki. Frames per second, seconds per frame.'),
  person('layla', 'ليلى منصور', 'Curation', '2035', 'كنت أختار القصص التي يقرؤها الناس في الصباح. الآن أخبز في الصباح.'),
  person('wen', '陈文', 'Ads Integrity', '2981', 'I used to say no to advertisers. 现在我对自己的植物说话。', { emblem: 'fern' }),
  person('ingrid', 'Ingrid Solheim', 'Legal', '0904', 'Not your lawyer. Was theirs. Fjords, footnotes.'),
  person('mateus', 'Mateus Carvalho', 'Mobile', '3310', 'Aplicativos de dia, samba de noite. Looking for work: Lisbon or remote. #OpenToWork'),
  person('oksana', 'Оксана Бойко', 'Security', '1288', 'Two factors, two dogs. Київ.', { locked: true }),
  person('noor', 'Noor van Dijk', 'People Operations', '0761', 'I wrote the nice mails. Not that one. Never that one.', { more: [{ name: 'Pronouns', value: 'she/her' }] }),
  person('gabe', 'Gabe Whitfield', 'Kitchen, floor 4', '0098', 'Fed nine hundred of you a day. Recipes on request. Under one hundred, and proud of it.'),
  person('minseo', '김민서', 'Data Science', '3402', '숫자를 좋아합니다. Plots things. Sometimes plots against things.'),
  person('amara', 'Amara Nwosu', 'Developer Relations', '2550', 'Explained the API to people. Apologised for the API to people.'),
  person('felix', 'Félix Tremblay', 'Infrastructure', '1121', 'Montréal. Kubernetes le jour, hockey le soir.'),
  person('hana', 'Hana Novotná', 'Research', '2899', 'Asked people how they felt about the new button. They felt things.'),
  person('ravi', 'Ravi Menon', 'Payments', '3127', 'Made sure of everybody\'s cents. Cricket, and a small fund for anybody who is short this month: write to me.'),
  person('bea', 'Bea Castellanos', 'Documentation', '1834', 'I wrote it down. Nobody read it. I wrote that down too.'),
  person('yusuf', 'Yusuf Demir', 'Emoji & Stickers', '2677', 'Yes, the toaster one was me. 🍞'),
  person('elin', 'Elin Ström', 'Machine Learning', '3220', 'Taught a model what kindness looks like. It was switched off on a Thursday.'),
  person('carlos', 'Carlos Ferreira', 'Front Desk, Porto', '0533', 'Recebi toda a gente com um sorriso. Still do.'),
  person('nadia', 'Nadia Petrova', 'Quality', '1999', 'Orders one beer. Orders zero beers. Orders −1 beers. Orders a lizard.'),
  person('tui', 'Tui Ngata', 'Community', '2412', 'Kia ora! Ran the forums nobody admitted to reading.'),
  person('ezra', 'Ezra Feldman', 'Elections desk', '2744', 'Four elections, no fires. Well. One fire. Small.'),
  person('linh', 'Nguyễn Thuỳ Linh', 'Billing', '3018', 'Saigon, sổ sách, và cà phê sữa đá.'),
  person('marek', 'Marek Horváth', 'Network', '0255', 'Packets go in, packets come out. I can explain that.'),
  person('simone', 'Simone Achterberg', 'Internal Tools', '1420', 'I built the thing you filed your holidays in. Sorry about the thing you filed your holidays in.'),
  person('teo', 'Teo Marchetti', 'Photography', '2190', 'Official photographer of birthdays, farewells and one very good dog.'),
  person('asha', 'Asha Wanjiru', 'Policy', '2301', 'Nairobi. I can read a transparency report to you as a bedtime story.'),
  person('bo', 'Bo Lindgren', 'Interns of the last summer', '3499', 'Eleven weeks. I had just found the good coffee machine.'),
  person('greta', 'Greta Oyelaran', 'Typography', '1777', 'Opinions about the letter g.'),
  person('omar', 'Omar Siddiqui', 'On call, mostly', '0870', 'Sleeps now. It is wonderful. Everybody should try it.'),
  person('june', 'June Park-Ellis', 'Friend of the house', null, 'Never worked there; was married to somebody who did. Brings soup.'),
  person('pascal', 'Pascal Dubois', 'Audio', '1516', 'Le silence aussi est un format. 48 kHz.'),
  person('ida', 'Ida Rasmussen', 'Archive', '0077', 'Kept a copy. Of course I kept a copy.'),
  person('teatime', 'Tea at four', 'Kitchen, floor 4', null, 'Says when it is four o\'clock, as the kettle on floor 4 did.', { bot: true, emblem: 'kettle' }),
] as const satisfies readonly Person[]

export type Name = (typeof cast)[number]['name']
