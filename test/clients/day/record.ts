// A day with masto as its chapters see it: three people, and a notebook that every call is made through.
import type { mastodon } from 'masto';
import type { Notebook } from '../notebook.ts';

/** A person of the day: a client that calls in their name, and who they are. */
export interface Person {
  client: mastodon.rest.Client;
  id: string;
  acct: string;
  token: string;
}

/** The day as its chapters see it. */
export interface Day extends Notebook {
  baseUrl: string;
  alice: Person;
  bob: Person;
  carol: Person;
  /** Somebody on another server posts a picture. */
  speakFromAfar(): Promise<void>;
  /** The same client, but its calls are written down. */
  overheard<T extends object>(client: T, name?: string): T;
}

/** One part of the day. */
export interface Chapter {
  title: string;
  live(day: Day): Promise<void>;
}
