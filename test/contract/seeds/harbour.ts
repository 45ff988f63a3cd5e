// A harbour town in June: English, waiting for approval, no rules but two, nobody translates.
import type { Community } from './community.ts';

export const harbour: Community = {
  name: 'harbour',
  people: {},
  words: {},
  settings: {
    name: 'Harbour', shortDescription: 'People around the harbour', extendedDescription: '<p>Boats and talk.</p>', contactEmail: 'office@harbour.example',
    registrations: 'approval', privacyPolicy: '<p>We keep your address and nothing else.</p>', languages: ['en'],
  },
  day: [6, 15],
  peer: 'peer.example',
  trend: { url: 'https://paper.example/storm', tag: 'storm', title: 'Storm over the harbour' },
  walkers: 6,
  translates: false,
  emoji: { shortcode: 'wave', category: 'Hands' },
};
