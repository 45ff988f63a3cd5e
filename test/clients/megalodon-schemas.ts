// megalodon as a client library: where its declarations are. What it makes of an answer is already what they speak of.
import { clientSchemas } from './client-schemas.ts';
import { megalodonAmendments } from './megalodon-amendments.ts';

/** What npm's megalodon promises an app. */
export const megalodon = clientSchemas({
  declarations: {
    package: 'megalodon',
    folder: 'lib/esm',
    spaces: { Entity: 'entities' },
    others: {
      'OAuth.AppData': { file: 'oauth.d.ts', text: "import('./oauth.js').default.AppData" },
      'OAuth.TokenData': { file: 'oauth.d.ts', text: "import('./oauth.js').default.TokenData" },
    },
    without: [],
    misdeclared: { deleteFilter: { answer: '{}', why: 'documented as empty' } },
    living: ['Streaming'],
    roots: { '': "import('./mastodon.js').default" },
    deep: false,
  },
  amendments: megalodonAmendments,
  // JSON has no `undefined`: what a conversion found missing is missing.
  read: value => (value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)),
});
