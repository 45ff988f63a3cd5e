// Which answers pass for which documents.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesContentType } from './content-types.ts';

const LD = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const WANTED = ['application/activity+json', LD];

test('parameters, case and spacing do not hide a wanted type', () => {
  for (const type of [
    'application/activity+json',
    'Application/Activity+JSON; charset=utf-8',
    'application/activity+json;charset="utf-8";',
    LD,
    'application/ld+json;charset=utf-8 ; PROFILE="https://w3id.org/security/v1 https://www.w3.org/ns/activitystreams"',
    'application/ld+json; profile=https://www.w3.org/ns/activitystreams',
  ]) assert.equal(matchesContentType(type, WANTED), true, type);
});

test('nothing else passes for it', () => {
  for (const type of [
    undefined,
    '',
    'text/html',
    'application/json',
    'application/ld+json',
    'application/ld+json; profile="https://example.com/"',
    'text/plain; x=application/activity+json',
    'text/plain, application/activity+json',
    'application/activity+json, text/plain',
    'application/activity+jsonx',
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams',
  ]) assert.equal(matchesContentType(type, WANTED), false, String(type));
});

test('a wildcard takes a whole family', () => {
  assert.equal(matchesContentType('image/webp', ['image/*']), true);
  assert.equal(matchesContentType('imagex/webp', ['image/*']), false);
  assert.equal(matchesContentType('text/html', ['image/*']), false);
});
