// A mountain village in December: Japanese and German, doors open from sixteen on, timelines for members, terms to agree to.
import type { Community } from './community.ts';

export const mountain: Community = {
  name: 'mountain',
  people: {
    open: 'offen', shy: 'scheu', automaton: 'automat', proven: 'belegt', walker0: 'wanderin0', walker1: 'wanderin1', walker2: 'wanderin2',
    walker3: 'wanderin3', walker4: 'wanderin4', walker5: 'wanderin5', alice: 'yuki', bob: 'matthias', carol: 'sora', dora: 'heidi', newcomer: 'wanderer', party: 'matsuri', Alice: 'ユキ', Bob: 'Matthias',
  },
  words: {
    Renamed: 'Umbenannt', Empty: '空', 'Good morning': 'おはようございます', 'Look at the #harbour': 'Schaut auf das #dorf', Hush: 'Pst', Streams: 'Bäche',
    en: 'de', wave: 'schnee', harbour: 'dorf', coverage: '雪', 'Around the harbour': 'Rund ums Dorf', 'Who is there': 'Wer da ist', measuring: 'messen',
    'A post for the coverage run': '初雪が降りました', Friends: '友だち', 'Good friends': '親友', Coverage: '登山隊', Hello: 'Grüß Gott', 'Hello #coverage': 'おはよう #雪',
    'The server was updated': 'サーバーを更新しました', 'met at the fair': 'vom Almfest', 'Web': 'Seite', 'https://example.com': 'https://alm.example',
    Sport: 'Skispringen', football: 'slalom', News: 'Nachrichten', Weather: '天気', drizzle: 'schneefall', Storms: 'Lawinen', fog: 'nebel', mist: 'dunst',
    sleet: 'graupel', hail: 'hagel', thunder: 'donner', 'Not kind': '失礼です', 'unkind.example': 'laut.example', tea: 'Tee', coffee: 'Kakao', colours: '山',
    'colours again': '山と雪', 'Me at the pier': 'Ich am Gipfel', 'The harbour at dawn': '夜明けの山', 'Harbour master': 'Bergführerin',
  },
  settings: {
    name: '山の村', shortDescription: 'Ein Dorf & seine Leute', extendedDescription: '<p>雪の話。</p>', contactEmail: 'rathaus@dorf.example',
    registrations: 'open', minAge: 16, termsOfService: '<p>Seid freundlich.</p>', privacyPolicy: '<p>Wir merken uns wenig.</p>', languages: ['ja', 'de'],
    publicTimelines: 'members',
  },
  day: [12, 15],
  peer: 'tal.example',
  trend: { url: 'https://zeitung.example/lawine', tag: 'lawine', title: 'Lawine am Pass' },
  walkers: 8,
  translates: true,
  emoji: { shortcode: 'schnee', category: 'Wetter' },
};
