// Coverage rows: uploads.
import { BOTH, film, MOVING, needsFfmpeg, TONE } from '#machinery/media-tools/sample-films.ts';
import type { Plan, World } from '../plan.ts';
import { picture, uploaded } from './stage.ts';

const anUpload = async (world: World) => ({ path: { id: await uploaded(world) } });

const sent = (name: string, make: () => Buffer) => async () => ({ multipart: { file: new File([new Uint8Array(make())], name) } });

/** A sound whose preview nobody gave, and what moves: only where ffmpeg is. */
const films: Plan = needsFfmpeg ? [] : [
  { method: 'media#v2', name: 'of a film', args: sent('film.webm', () => film('webm', ...BOTH, '-c:v', 'libvpx', '-c:a', 'libopus')), status: 202 },
  { method: 'media#v1', name: 'of a film', args: sent('film.webm', () => film('webm', ...BOTH, '-c:v', 'libvpx', '-c:a', 'libopus')) },
  { method: 'media#v1', name: 'of an animated GIF', args: sent('moving.gif', () => film('gif', ...MOVING)) },
  { method: 'media#v1', name: 'of a sound', args: sent('tone.flac', () => film('flac', ...TONE)) },
];

export const mediaPlan: Plan = [
  { method: 'media#v2', args: async () => ({ multipart: { file: await picture(), description: 'colours', focus: '0.1,-0.2' } }) },
  { method: 'media#v1', args: async () => ({ multipart: { file: await picture() } }) },
  ...films,
  { method: 'media#get', args: anUpload },
  { method: 'media#update', args: async world => ({ ...(await anUpload(world)), form: { description: 'colours again', focus: '0,0' } }) },
  { method: 'media#delete', args: anUpload },
];
