import { endsOrReopens, field, type RecordLeaf } from './record-leaf.ts'
import { happened } from './record-lines.ts'
import { signOffText } from './record-texts.ts'
import type { Voice } from './words/words.ts'
import type { Entries } from './report-parts.ts'

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
export function signOff(leaves: readonly RecordLeaf[], voice: Voice): SignOffPart {
  const since = leaves.findLastIndex(({ kind }) => endsOrReopens.includes(kind))
  const last = leaves.slice(since + 1).findLast(({ kind }) => verdicts.has(kind))
  return {
    state: last === undefined ? voice.sentences.signOff.none : stateOf(last, voice),
    lines: leaves
      .filter(({ kind }) => verdicts.has(kind) || kind === 'sign_off.settle')
      .map((leaf) => ({
        entries: [leaf.number],
        at: voice.moment(leaf.at),
        by: field(leaf, 'by', voice),
        what: happened(leaf, voice),
        text: signOffText(leaf, voice),
      })),
  }
}

const verdicts: ReadonlySet<string> = new Set(['sign_off.give', 'sign_off.return'])

function stateOf(leaf: RecordLeaf, voice: Voice): string {
  const { given, alone, returned } = voice.sentences.signOff
  const who = `${field(leaf, 'by', voice)}, ${voice.moment(leaf.at)}`
  if (leaf.kind === 'sign_off.return') return `${returned} ${who}.`
  return `${leaf.fields['alone'] === 'yes' ? alone : given} ${who}.`
}
