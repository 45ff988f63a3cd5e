// A server with something for every method of a client library: three people, trends, a service that translates, letters
// that are taken, and somebody on another server who speaks when asked to.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postStatus } from '#domain/statuses/post-status.ts';
import { draftOf, remotePerson } from '#test/seeds/village.ts';
import type { PeopledServer } from '#test/support/people.ts';
import { startSmtpSink } from '#test/support/smtp-sink.ts';
import { startTrendingServer } from '#test/support/trending.ts';

/** The scopes of a member's app that does everything. */
export const SCOPES = ['read', 'write', 'follow', 'push', 'profile'];

/** A running server for a client library. */
export interface ClientServer {
  people: PeopledServer;
  baseUrl: string;
  tokens: { alice: string; bob: string; carol: string };
  /** Somebody whom nobody here knows posts a picture, publicly, on another server. */
  speakFromAfar(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one. */
export async function startClientServer(): Promise<ClientServer> {
  const sink = await startSmtpSink();
  const service = await startTranslations();
  const env = { COVEY_SMTP_URL: sink.url, COVEY_TRANSLATION_SERVICE: 'libretranslate', COVEY_TRANSLATION_URL: service.url };
  const people = await startTrendingServer({ env });
  const [alice, bob, carol] = [await people.token('alice', SCOPES), await people.token('bob', SCOPES), await people.token('carol', SCOPES)];
  return {
    people,
    baseUrl: people.baseUrl,
    tokens: { alice, bob, carol },
    speakFromAfar: () => speakFromAfar(people),
    async close() {
      await people.close();
      await sink.close();
      service.close();
    },
  };
}

let spoken = 0;

async function speakFromAfar({ server: { house } }: PeopledServer): Promise<void> {
  const tern = await remotePerson(house, 'tern', 'peer.example');
  const uri = `https://peer.example/notes/tern-${++spoken}`;
  const picture = { type: 'image' as const, contentType: null, remoteUrl: `${uri}.png`, description: null, blurhash: null, focus: null, width: null, height: null };
  await house.write(tx => postStatus(tx, { ...draftOf(tern, 'From further away', { uri }), remoteMedia: [picture] }));
}

// LibreTranslate as far as a server asks it: two languages, and every text back with a mark.
async function startTranslations(): Promise<{ url: string; close(): void }> {
  const service = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => (text += String(chunk)));
    request.on('end', () => {
      const languages = [{ code: 'en', name: 'English', targets: ['de'] }, { code: 'de', name: 'German', targets: ['en'] }];
      const translated = () => ({ translatedText: (JSON.parse(text) as { q: string[] }).q.map(one => `[${one}]`), detectedLanguage: { language: 'en' } });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(request.url === '/languages' ? languages : translated()));
    });
  });
  await new Promise<void>(ready => service.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(service.address() as AddressInfo).port}`, close: () => service.close() };
}
