// Coverage rows: uploads.
import type { Plan, World } from '../plan.ts';
import { picture, uploaded } from './stage.ts';

const anUpload = async (world: World) => ({ path: { id: await uploaded(world) } });

export const mediaPlan: Plan = [
  { method: 'media#v2', args: async () => ({ multipart: { file: await picture(), description: 'colours', focus: '0.1,-0.2' } }) },
  { method: 'media#v1', args: async () => ({ multipart: { file: await picture() } }) },
  { method: 'media#get', args: anUpload },
  { method: 'media#update', args: async world => ({ ...(await anUpload(world)), form: { description: 'colours again', focus: '0,0' } }) },
  { method: 'media#delete', args: anUpload },
];
