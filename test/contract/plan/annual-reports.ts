// Coverage rows: annual reports. Outside December there is none to make; the seed has one of alice's of last year.
import type { Plan } from '../plan.ts';

const lastYear = String(new Date().getUTCFullYear() - 1);

export const annualReportsPlan: Plan = [
  { method: 'annual_reports#index' },
  { method: 'annual_reports#get', args: { path: { year: lastYear } } },
  { method: 'annual_reports#get-state', args: { path: { year: lastYear } }, probes: { 'unknown id': [200, 404] } },
  { method: 'annual_reports#get-state', name: 'of a year long ago', args: { path: { year: '1999' } } },
  { method: 'annual_reports#generate', args: { path: { year: '1999' } }, probes: { 'unknown id': [200, 404] } },
  { method: 'annual_reports#read', args: { path: { year: lastYear } } },
];
