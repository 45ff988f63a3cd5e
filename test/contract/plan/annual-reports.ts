// Coverage rows: annual reports. Outside December there is none to make; the seeds have some of last year.
import type { Args, Plan, World } from '../plan.ts';

const lastYear = async (world: World): Promise<Args> => ({ path: { year: world.thing('last year') } });
const thisYear = async (world: World): Promise<Args> => ({ path: { year: world.thing('this year') } });

export const annualReportsPlan: Plan = [
  { method: 'annual_reports#index' },
  { method: 'annual_reports#get', args: lastYear },
  ...['oracle', 'booster', 'pollster', 'replier'].map(kind => ({ method: 'annual_reports#get', name: `of a ${kind}`, as: kind, args: lastYear })),
  { method: 'annual_reports#get-state', args: thisYear, probes: { 'unknown id': [200, 404] } },
  { method: 'annual_reports#get-state', name: 'of a year long ago', args: { path: { year: '1999' } } },
  { method: 'annual_reports#generate', name: 'in June', only: 'harbour', args: thisYear },
  { method: 'annual_reports#generate', name: 'in December', only: 'mountain', args: thisYear, status: 202 },
  { method: 'annual_reports#get-state', name: 'once asked for', args: thisYear },
  { method: 'annual_reports#read', args: lastYear },
];
