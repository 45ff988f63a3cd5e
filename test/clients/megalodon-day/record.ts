// A day with megalodon as its chapters see it: three people, and a notebook that every call is made through.
import type { Mastodon } from 'megalodon';
import type { Notebook } from '../notebook.ts';

/** A person of the day: a client that calls in their name, and who they are. */
export interface Person {
  client: Mastodon;
  id: string;
  acct: string;
}

/** The day as its chapters see it. */
export interface Day extends Notebook {
  alice: Person;
  bob: Person;
  carol: Person;
  /** A client with another token, or none, whose calls are written down. */
  clientOf(token: string | null): Mastodon;
  /** A token of an app without a user. */
  appToken: string;
  /** The path of a PNG. */
  picture: string;
  /** A code that alice's consent in a browser would bring this app. */
  consent(clientId: string): Promise<string>;
}

/** One part of the day. */
export interface Chapter {
  title: string;
  live(day: Day): Promise<void>;
}
