// masto as a client library: where its declarations are, and its own way of turning keys to camel case.
import { SerializerNativeImpl } from 'masto/adapters/serializers/serializer-native-impl.js';
import { clientSchemas } from './client-schemas.ts';
import { mastoAmendments } from './masto-amendments.ts';

const serializer = new SerializerNativeImpl();

/** What npm's masto promises an app. */
export const masto = clientSchemas({
  declarations: {
    package: 'masto',
    folder: 'dist',
    spaces: { v1: 'mastodon/entities/v1', 'v1.admin': 'mastodon/entities/v1/admin', v2: 'mastodon/entities/v2' },
    others: {},
    // The generator knows definitions by their last name only, and these two hold an Account and a v1.Account.
    without: ['v1.admin.Account', 'v1.admin.Report'],
    misdeclared: { 'v1.instance.languages.list': { answer: '{ code: string; name: string }[]', why: 'Mastodon answers codes with their names' } },
    living: ['Subscription'],
    roots: {
      '': "import('./mastodon/rest/client.js').Client",
      oauth: "import('./mastodon/oauth/client.js').Client",
      streaming: "import('./mastodon/streaming/client.js').Client",
    },
    deep: true,
  },
  amendments: mastoAmendments,
  read: toCamelCase,
});

/** The same transformation masto applies to every answer. */
export function toCamelCase(value: unknown): unknown {
  return serializer.deserialize('json', JSON.stringify(value));
}
