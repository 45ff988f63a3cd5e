// English words of the letter about what the community decided about a member. Who decided is not said.
import type { Letter, Told } from '../../props/letter.ts'

const done: Readonly<Record<string, [subject: string, sentence: string]>> = {
  none: ['A word from the people who look after the server', 'The people who look after the server ask you to read this.'],
  mark_statuses_as_sensitive: ['Pictures of yours are behind a warning now', 'We put the pictures of some of your posts behind a warning.'],
  delete_statuses: ['Posts of yours were removed', 'We removed some of your posts.'],
  sensitive: ['Your pictures are behind a warning now', 'All pictures you post are behind a warning from now on.'],
  silence: ['Your account is limited', 'Your posts no longer appear in public lists, and you confirm each new follower.'],
  disable: ['Your account is frozen', 'You cannot sign in at the moment. Your posts and followers stay as they are.'],
  suspend: ['Your account is suspended', 'Nobody can see your account, and you cannot use it. Nothing of it is deleted.'],
}

/** A letter about a strike; `posts` of them were concerned. */
export const strikeLetter = ({ name, origin, community }: Told, { action, text, posts }: { action: string; text: string; posts: number }): Letter => {
  const [subject, sentence] = done[action] ?? ['About your account', 'The people who look after the server made a decision about your account.']
  return {
    subject,
    body: [
      `Hello @${name}. This is about your account at ${community}. ${sentence}`,
      ...text === '' ? [] : ['They write:', { quote: text }],
      ...posts === 0 ? [] : [posts === 1 ? 'It is about one of your posts.' : `It is about ${posts} of your posts.`],
      'If you think this is wrong, write to the people who look after the server; their address is on this page.',
      { label: `About ${community}`, url: `${origin}/about` },
    ],
  }
}
