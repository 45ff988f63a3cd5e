// docs/coverage.md: what of the Mastodon API this server answers, and how well. Generated, and checked for drift.
import { attributeCoverage, type AttributeCoverage } from './seen.ts';
import type { Contract } from './contract.ts';
import type { CoverageResult, MethodResult } from './coverage.ts';
import type { MergedResult } from './merge-runs.ts';
import { excuseFor } from './outcome-exceptions.ts';
import { reasonForSameness } from './same-answers.ts';

const marks: Readonly<Record<MethodResult['state'], string>> = {
  answered: '✓',
  faulty: 'with exceptions',
  unserved: 'not yet',
  unplanned: 'not measured',
};

/** The page as Markdown. The same result always gives the same text: no times, no measured durations. */
export function writeCoverage(result: MergedResult): string {
  const parts = [
    head(result),
    methodTables(result),
    exceptions(result),
    notServed(result),
    sameAnswers(result),
    attributeTable(result),
    excusedOutcomes(result),
    unknownKeys(result),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

/** One line for a terminal. */
export function summaryLine(result: CoverageResult): string {
  const served = result.methods.filter(isServed).length;
  const clean = result.methods.filter(({ state }) => state === 'answered').length;
  const attributes = allAttributes(result);
  const { met, all } = totals(attributes);
  const excused = attributes.flatMap(({ attribute, missing }) => missing.filter(outcome => excuseFor(attribute, outcome) !== undefined));
  const counted = `${met} of ${all} attribute outcomes seen, ${excused.length} excused`;
  return `${served} of ${result.methods.length} methods answered, ${clean} without an exception; ${counted}`;
}

function head(result: MergedResult): string {
  const attributes = allAttributes(result);
  const full = attributes.filter(({ missing }) => missing.length === 0).length;
  return [
    '# Coverage of the Mastodon API',
    `Written by \`npm run coverage\` from a run against ${result.seeds.length} seeded servers (${result.seeds.join(', ')}); do not edit.`,
    `**${summaryLine(result)}.**`,
    [
      `Methods are those of Mastodon ${result.contract.newest_version} that are neither removed nor for administrators.`,
      `An outcome of an attribute is a value, null where it may be null, absence where it is optional, true and false, each`,
      `word of an enumeration: of ${attributes.length} attributes ${full} have shown every outcome. A method's checks are its own`,
      'calls and the refusals it owes: no token, a token without the scope, a token without a user, a parameter left out, an',
      'unknown id.',
    ].join('\n'),
  ].join('\n\n');
}

function methodTables(result: CoverageResult): string {
  const sections = Map.groupBy(result.methods, ({ method }) => method.section);
  return ['## Methods', ...[...sections].map(([section, methods]) => sectionTable(section, methods))].join('\n\n');
}

function sectionTable(section: string, methods: readonly MethodResult[]): string {
  const served = methods.filter(isServed).length;
  const rows = methods.map(({ method, state, checks }) => {
    const name = `\`${method.http_method} ${method.path}\`${method.deprecated ? ' (deprecated)' : ''}`;
    return `| ${name} | ${marks[state]} | ${checks.filter(({ ok }) => ok).length} / ${checks.length} |`;
  });
  return [`### ${section}: ${served} of ${methods.length}`, '', '| method | status | checks |', '|---|---|---|', ...rows].join('\n');
}

function exceptions(result: CoverageResult): string {
  const faulty = result.methods.filter(({ state }) => state === 'faulty');
  if (faulty.length === 0) return '';
  const lines = faulty.flatMap(({ method, checks, violations }) => [
    `- \`${method.id}\``,
    ...checks.filter(({ ok }) => !ok).map(({ kind, detail, problem }) => `  - ${kind}${detail ? ` (${detail})` : ''}: ${problem ?? ''}`),
    ...unique(violations.map(({ attribute, problem }) => `  - \`${attribute}\` ${escape(problem)}`)),
  ]);
  return ['## Exceptions', lines.join('\n')].join('\n\n');
}

function notServed(result: CoverageResult): string {
  const missing = result.methods.filter(method => !isServed(method));
  if (missing.length === 0) return '';
  const lines = missing.map(({ method, state }) => `- \`${method.id}\` ${method.title}${state === 'unplanned' ? ' (not measured)' : ''}`);
  return ['## Not served yet', lines.join('\n')].join('\n\n');
}

function sameAnswers({ same, methods }: MergedResult): string {
  if (same.length === 0) return '';
  const rows = methods.filter(({ method }) => same.includes(method.id));
  const byReason = Map.groupBy(rows, ({ method }) => reasonForSameness(method) ?? 'no reason is known');
  const lines = [...byReason].map(([reason, found]) => `- ${reason}: ${found.map(({ method }) => `\`${method.id}\``).join(', ')}`);
  return ['## The same on every server', 'Ids, moments and the server\u2019s own address apart.', lines.join('\n')].join('\n\n');
}

function excusedOutcomes(result: CoverageResult): string {
  const excused = allAttributes(result).flatMap(({ attribute, missing }) =>
    missing.flatMap(outcome => {
      const reason = excuseFor(attribute, outcome);
      return reason === undefined ? [] : [{ reason, attribute, outcome }];
    }),
  );
  if (excused.length === 0) return '';
  const lines = [...Map.groupBy(excused, ({ reason }) => reason)].map(([reason, found]) => {
    const byAttribute = Map.groupBy(found, ({ attribute }) => attribute);
    return `- ${reason}: ${[...byAttribute].map(([attribute, outcomes]) => `\`${attribute}\` ${outcomes.map(({ outcome }) => outcome).join(', ')}`).join('; ')}`;
  });
  return ['## Outcomes that cannot be seen', lines.join('\n')].join('\n\n');
}

function attributeTable(result: CoverageResult): string {
  const rows = entityNames(result.contract).map(name => {
    const found = attributeCoverage(result.contract, result.seen, name);
    const { met, all } = totals(found);
    const lacking = found.filter(({ missing }) => missing.length > 0);
    const seen = found.filter(attribute => attribute.met.length > 0).length;
    const words = seen === 0 ? 'never met' : lacking.map(attribute => lackingWords(name, attribute)).join('; ');
    return `| ${name} | ${seen} / ${found.length} | ${met} / ${all} | ${words} |`;
  });
  const heading = ['| entity | attributes seen | outcomes seen | not seen |', '|---|---|---|---|'];
  return ['## Attributes', [...heading, ...rows].join('\n')].join('\n\n');
}

function lackingWords(entity: string, { attribute, missing }: AttributeCoverage): string {
  return `\`${attribute.slice(entity.length + 1)}\` ${missing.join(', ')}`;
}

function unknownKeys(result: CoverageResult): string {
  if (result.unknown.length === 0) return '';
  return ['## Sent, and not in the contract', result.unknown.map(key => `- \`${key}\``).join('\n')].join('\n\n');
}

/** The entities that count: those that only administrators meet are out, like their methods. */
export function entityNames(contract: Contract): string[] {
  return Object.keys(contract.entities).filter(name => !name.startsWith('Admin::') && name !== 'CohortData');
}

function allAttributes(result: CoverageResult): AttributeCoverage[] {
  return entityNames(result.contract).flatMap(name => attributeCoverage(result.contract, result.seen, name));
}

function totals(attributes: readonly AttributeCoverage[]): { met: number; all: number } {
  const met = attributes.reduce((sum, attribute) => sum + attribute.met.length, 0);
  return { met, all: met + attributes.reduce((sum, { missing }) => sum + missing.length, 0) };
}

function isServed({ state }: MethodResult): boolean {
  return state === 'answered' || state === 'faulty';
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
