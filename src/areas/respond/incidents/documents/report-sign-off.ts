import { endsOrReopens, field, happened, signOffText, type RecordLeaf } from './record-lines.ts'
import type { Entries } from './report-parts.ts'
import type { Clock } from './report-times.ts'
import { words } from './report-words.ts'

export interface SignOffPart {
  /** How it stands since the last closing, in one sentence. */
  readonly state: string
  readonly lines: readonly SignOffLine[]
}

export interface SignOffLine extends Entries {
  readonly at: string
  readonly by: string
  readonly what: string
  readonly text: string
}

/** What reviewers said of a closed case; what was said before it was opened again does not count for its new end. */
export function signOff(leaves: readonly RecordLeaf[], clock: Clock): SignOffPart {
  const since = leaves.findLastIndex(({ kind }) => endsOrReopens.includes(kind))
  const last = leaves.slice(since + 1).findLast(({ kind }) => verdicts.has(kind))
  return {
    state: last === undefined ? words.signOff.none : stateOf(last, clock),
    lines: leaves
      .filter(({ kind }) => verdicts.has(kind) || kind === 'sign_off.settle')
      .map((leaf) => ({
        entries: [leaf.number],
        at: clock.moment(leaf.at),
        by: field(leaf, 'by'),
        what: happened(leaf),
        text: signOffText(leaf),
      })),
  }
}

const verdicts: ReadonlySet<string> = new Set(['sign_off.give', 'sign_off.return'])

function stateOf(leaf: RecordLeaf, clock: Clock): string {
  const { given, alone, returned } = words.signOff
  const who = `${field(leaf, 'by')}, ${clock.moment(leaf.at)}`
  if (leaf.kind === 'sign_off.return') return `${returned} ${who}.`
  return `${leaf.fields['alone'] === 'yes' ? alone : given} ${who}.`
}
