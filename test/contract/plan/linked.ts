// Pages that posts of the coverage run link to: an article, a photo, a video and something rich, on a site of our own.
import { startSite, type Site } from '#test/support/pages.ts';
import sharp from 'sharp';
import type { Args, World } from '../plan.ts';
import { posted } from './stage.ts';

const oembed = (kind: string) => `<link rel="alternate" type="application/json+oembed" href="/${kind}.json">`;
const frame = '<iframe src="https://player.example/1" width="640" height="360"></iframe>';

function page(kind: string, more = ''): string {
  const said = kind === 'bare' ? '' : `<meta property="og:description" content="About ${kind}"><meta property="og:image" content="/picture.png">
    <meta property="og:site_name" content="The Site"><meta property="article:published_time" content="2026-05-01T10:00:00Z">`;
  return `<html lang="en"><title>A ${kind}</title>${said}${more}</html>`;
}

// One host is asked for one page at a time, and seldom: each page has a host of its own.
async function openSite(address: string): Promise<Site> {
  const site = await startSite(address);
  const body = await sharp({ create: { width: 640, height: 320, channels: 3, background: '#336699' } }).png().toBuffer();
  site.pages.set('/picture.png', { type: 'image/png', body });
  site.pages.set('/link', { body: page('link', '<meta name="fediverse:creator" content="@bob@HERE"><meta name="author" content="Bob">') });
  site.pages.set('/claimed', { body: page('claim', '<meta name="fediverse:creator" content="@bob@HERE">') });
  site.pages.set('/bare', { body: page('bare') });
  for (const kind of ['photo', 'video', 'rich']) {
    site.pages.set(`/${kind}`, { body: page(kind, oembed(kind)) });
    const more = kind === 'photo' ? { url: `${site.origin}/picture.png` } : { html: frame };
    const told = {
      version: '1.0', type: kind, title: kind, author_name: 'Ann', author_url: `${site.origin}/ann`, provider_name: 'The Site', provider_url: `${site.origin}/`,
      width: 640, height: 320, ...more,
    };
    site.pages.set(`/${kind}.json`, { type: 'application/json', body: JSON.stringify(told) });
  }
  return site;
}

let hosts = 2;
const opened = new Map<string, Promise<Site>>();

/** The site for one kind of page, open until the process ends; its articles name this server's bob. */
export async function linkedSite(world: World, kind = 'none'): Promise<Site & { host: string }> {
  const key = `${world.baseUrl} ${kind}`;
  const address = `127.0.0.${++hosts}`;
  const opening = opened.get(key) ?? openSite(address);
  opened.set(key, opening);
  const site = await opening;
  const here = new URL(world.baseUrl).host;
  for (const told of [site.pages.get('/link'), site.pages.get('/claimed')]) if (told) told.body = String(told.body).replace(/@\w+@[\w.:]+/, `@${world.say('bob')}@${here}`);
  return { ...site, host: new URL(site.origin).hostname };
}

/** Path arguments naming a post by bob with a card of this kind; its site may name him, unless it shall only claim to. */
export function aPostWithCard(kind: string) {
  return async (world: World): Promise<Args> => {
    const site = await linkedSite(world, kind);
    await world.ask('bob', 'PATCH', '/api/v1/accounts/update_credentials', { form: { 'attribution_domains[]': kind === 'claimed' ? ['else.example'] : [site.host] } });
    const id = await posted(world, 'bob', `${site.origin}/${kind}`);
    for (let tries = 0; tries < 400; tries++) {
      const { card } = await world.ask<{ card: object | null }>('alice', 'GET', `/api/v1/statuses/${id}`);
      if (card) return { path: { id } };
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`setting the stage: no card of a ${kind}`);
  };
}
