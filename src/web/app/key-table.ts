// The keys of the app, as UI.md and Mastodon have them: one table for what they do, for the help, and for tests.

export type KeyName =
  | 'next' | 'previous' | 'open' | 'profile' | 'reply' | 'boost' | 'quote' | 'favourite' | 'mention' | 'warning' | 'hideMedia' | 'viewMedia' | 'bookmark'
  | 'person' | 'fold' | 'unfold' | 'undo' | 'write' | 'newDraft' | 'warningField' | 'search' | 'help' | 'back' | 'list' | 'more' | 'leave' | 'newPosts' | 'send'
  | 'home' | 'alerts' | 'local' | 'public' | 'direct' | 'favourites' | 'me' | 'pinned' | 'blocks' | 'mutes' | 'requests' | 'start' | 'catchUp'

export interface KeyLine { name: KeyName; keys: readonly string[]; group: 'post' | 'page' | 'go' }

/** `g h` is g, then h; `Alt+n` both at once. */
export const keyTable: readonly KeyLine[] = [
  { name: 'next', keys: ['j'], group: 'post' }, { name: 'previous', keys: ['k'], group: 'post' }, { name: 'open', keys: ['Enter', 'o'], group: 'post' },
  { name: 'profile', keys: ['p'], group: 'post' }, { name: 'reply', keys: ['r'], group: 'post' }, { name: 'boost', keys: ['b'], group: 'post' },
  { name: 'quote', keys: ['q'], group: 'post' }, { name: 'favourite', keys: ['f'], group: 'post' }, { name: 'bookmark', keys: ['d'], group: 'post' },
  { name: 'mention', keys: ['m'], group: 'post' }, { name: 'person', keys: ['i'], group: 'post' }, { name: 'warning', keys: ['x'], group: 'post' },
  { name: 'hideMedia', keys: ['h'], group: 'post' }, { name: 'viewMedia', keys: ['e'], group: 'post' },
  { name: 'fold', keys: ['['], group: 'post' }, { name: 'unfold', keys: [']'], group: 'post' }, { name: 'undo', keys: ['z'], group: 'post' },
  { name: 'write', keys: ['n'], group: 'page' }, { name: 'newDraft', keys: ['Alt+n'], group: 'page' }, { name: 'warningField', keys: ['Alt+x'], group: 'page' },
  { name: 'send', keys: ['Ctrl+Enter'], group: 'page' }, { name: 'search', keys: ['s', '/'], group: 'page' }, { name: 'newPosts', keys: ['.'], group: 'page' },
  { name: 'more', keys: ['l'], group: 'page' }, { name: 'list', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], group: 'page' }, { name: 'back', keys: ['Backspace'], group: 'page' },
  { name: 'leave', keys: ['Escape'], group: 'page' }, { name: 'help', keys: ['?'], group: 'page' },
  { name: 'home', keys: ['g h'], group: 'go' }, { name: 'alerts', keys: ['g n'], group: 'go' }, { name: 'local', keys: ['g l'], group: 'go' }, { name: 'public', keys: ['g t'], group: 'go' },
  { name: 'direct', keys: ['g d'], group: 'go' }, { name: 'favourites', keys: ['g f'], group: 'go' }, { name: 'me', keys: ['g u'], group: 'go' }, { name: 'pinned', keys: ['g p'], group: 'go' },
  { name: 'blocks', keys: ['g b'], group: 'go' }, { name: 'mutes', keys: ['g m'], group: 'go' }, { name: 'requests', keys: ['g r'], group: 'go' }, { name: 'start', keys: ['g s'], group: 'go' },
  { name: 'catchUp', keys: ['g c'], group: 'go' },
]

const byKeys = new Map(keyTable.flatMap((line) => line.keys.map((keys) => [keys, line.name] as const)))

export interface Press { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean; code?: string }

/** How long a `g` waits for its second key, in ms. */
const PATIENCE_MS = 1500

/** Reads presses one after another; answers what each asks for, null for none. */
export function keyReader(): (press: Press, at: number) => KeyName | null {
  let pending: number | null = null
  return (press, at) => {
    if (press.ctrlKey || press.metaKey) {
      pending = null
      return press.key === 'Enter' ? 'send' : null
    }
    // With Alt some keyboards write other letters: the key's place counts.
    const letter = press.altKey ? (press.code ?? '').replace(/^Key/, '').toLowerCase() || press.key : press.key
    if (press.altKey) return byKeys.get(`Alt+${letter}`) ?? null
    const second = pending !== null && at - pending < PATIENCE_MS
    pending = null
    if (second) return byKeys.get(`g ${letter}`) ?? null
    if (letter === 'g') {
      pending = at
      return null
    }
    return byKeys.get(letter) ?? null
  }
}
