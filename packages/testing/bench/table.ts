import type { BenchResult } from './result.js';

/** A number as people read it: three digits that count. */
export function shown(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) < 0.001
      ? value.toExponential(1)
      : String(Number(value.toPrecision(3)));
}

const COLUMNS: readonly (readonly [head: string, (result: BenchResult) => string])[] = [
  ['id', ({ id }) => id],
  ['what', ({ name }) => name],
  ['value', ({ value, unit }) => `${shown(value)} ${unit}`],
  ['interval', ({ interval: [low, high] }) => `${shown(low)} – ${shown(high)}`],
  ['p95', ({ p95 }) => (p95 === undefined ? '' : shown(p95))],
  ['gate', ({ gate, better }) => `${better === 'lower' ? '≤' : '≥'} ${shown(gate)}`],
  ['stretch', ({ stretch }) => shown(stretch)],
  ['', ({ pass, again }) => `${pass ? 'pass' : 'FAIL'}${again ? ' (second run)' : ''}`],
];

/** For a terminal. */
export function plainTable(results: readonly BenchResult[]): string {
  const rows = [COLUMNS.map(([head]) => head), ...results.map((result) => COLUMNS.map(([, cell]) => cell(result)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** For a page of the docs: the last of several runs, and what the others came to. */
export function markdownTable(runs: readonly (readonly BenchResult[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const others = runs.slice(0, -1);
  const told = ({ id, pass }: BenchResult): string[] => {
    if (others.length === 0) return [];
    const same = others.map((run) => run.find((result) => result.id === id));
    const verdict = same.every((result) => result?.pass === pass) ? '' : ' (not agreed)';
    return [same.map((result) => (result ? shown(result.value) : 'none')).join(', ') + verdict];
  };
  return [
    line([...COLUMNS.map(([head]) => head), ...(others.length > 0 ? ['other runs'] : [])]),
    line([...COLUMNS, ...(others.length > 0 ? [0] : [])].map(() => '---')),
    ...(runs.at(-1) ?? []).map((result) => line([...COLUMNS.map(([, cell]) => cell(result)), ...told(result)])),
  ].join('\n');
}
