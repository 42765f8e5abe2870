import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { projectRoot } from '../platform/root.ts'
import type { Row } from './figures.ts'

export interface Circumstances {
  readonly incidents: number
  readonly signals: number
  readonly database: string
  readonly seconds: number
  /** Load averages of one minute, seen at the start and at the end. */
  readonly loads: readonly number[]
}

/** The page of figures: each bar with ours, the raw engine beside it in the same run, and whether it is met. */
export function pageOf(
  rows: readonly Row[],
  { incidents, signals, database, seconds, loads }: Circumstances,
): string {
  const facts = [
    `Measured ${new Date().toISOString().slice(0, 10)} at commit ${commit()}, Node ${process.version}, PostgreSQL ${database},`,
    'on two shared cores; other work ran beside it',
    `(load ${loads.map((load) => load.toFixed(1)).join(' to ')}), and the client that measures shares those cores.`,
    `History: ${incidents.toLocaleString('en')} incidents with their leaves and ${signals.toLocaleString('en')} signals in one organisation,`,
    `a tenth of that in a second. The run took ${Math.round(seconds / 60)} minutes.`,
  ]
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Times are p50 / p95. Raw is the same engine in the same run, asked by hand as a superuser',
    'whom no row security binds: for reading the same rows in turns with ours, for writing the same rows in one',
    'transaction of prepared statements, for signals the same columns in batches of the same size. Figures of a shared',
    'machine swing two- or threefold between runs; the ratios are what to compare.',
    '',
    facts.join('\n'),
    '',
    '| what | ours | raw | ratio | bar | met |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ what, ours, raw, ratio, bar, isMet }) =>
        `| ${[what, ours, raw, ratio, bar, isMet ? 'yes' : 'no'].join(' | ')} |`,
    ),
    '',
  ].join('\n')
}

export function loadNow(): number {
  return loadavg()[0] ?? 0
}

/** Where there is no repository, as in an unpacked archive, there is no commit to name. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: projectRoot(),
      encoding: 'utf8',
    }).trim()
  } catch {
    return 'unknown'
  }
}
