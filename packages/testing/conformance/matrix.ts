import type { CaseResult } from '@cordboard/testing';
import type { ConformanceReport } from './report.js';

/** What the cases of a group are about, by the first word of their ids. */
const GROUPS: Readonly<Record<string, string>> = {
  session: 'signing in and out',
  state: 'states of the agent',
  call: 'a call from its ringing to its end',
  leg: 'what each leg offers',
  dial: 'dialling',
  join: 'consults, transfers, conferences',
  data: 'tones, call data, wrap-up, recording, lists',
  outbound: 'campaigns',
  team: 'teams',
  link: 'the connection, lost and found',
};

/** The support matrix of a report, in Markdown: what passes by wire and group, then what platforms cannot, with the reasons. */
export function matrixOf({ ports }: ConformanceReport): string {
  const wires = ports.map(({ port, wire }) => `${port}/${wire}`);
  const groups = [...new Set(ports.flatMap(({ cases }) => cases.map(groupOf)))];
  const rows = groups.map((group) => [GROUPS[group] ?? group, ...ports.map(({ cases }) => cellOf(cases, group))]);
  const all = ['**all**', ...ports.map(({ cases }) => cellOf(cases))];
  return [
    '# What each port can',
    '',
    'Made by `npm run conformance -- --docs docs/conformance.md`; do not edit. Each case of the port contract is tried on every wire, against the servers of the sandbox.',
    'A cell says how many cases pass of those there are; the others the platform has no notion of, for the reasons below.',
    '',
    line(['', ...wires]),
    line(['---', ...wires.map(() => '---')]),
    ...[...rows, all].map(line),
    ...ports.flatMap(({ port, wire, cases }) => reasonsOf(`${port}/${wire}`, cases)),
    '',
  ].join('\n');
}

function reasonsOf(name: string, cases: readonly CaseResult[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, status, why = '' } of cases) if (status === 'cannot') byReason.set(why, [...(byReason.get(why) ?? []), `\`${id}\``]);
  if (byReason.size === 0) return [];
  const rows = [...byReason].map(([why, ids]) => line([why.replaceAll('|', '\\|'), ids.join(', ')]));
  return ['', `## What ${name} cannot`, '', line(['because', 'cases']), line(['---', '---']), ...rows];
}

function cellOf(cases: readonly CaseResult[], group?: string): string {
  const here = cases.filter((each) => group === undefined || groupOf(each) === group);
  const count = (status: CaseResult['status']) => here.filter((each) => each.status === status).length;
  const failed = count('fail');
  if (count('cannot') === here.length) return '–';
  return `${count('pass')} of ${here.length}${failed > 0 ? `, **${failed} fail**` : ''}`;
}

function groupOf({ id }: CaseResult): string {
  return id.split('.')[0] ?? id;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
