import { field, plain, type RecordLeaf } from './record-leaf.ts'
import { textOf } from './record-texts.ts'
import { put, type Voice } from './words/words.ts'

export interface RecordLine {
  readonly number: number
  readonly day: string
  readonly time: string
  readonly offset: string
  readonly by: string
  readonly what: string
  readonly text: string
}

/** A leaf as one line of the timeline: who did what, and the words that were recorded with it. */
export function recordLine(leaf: RecordLeaf, voice: Voice): RecordLine {
  return {
    number: leaf.number,
    day: voice.day(leaf.at),
    time: voice.time(leaf.at),
    offset: voice.offset(leaf.at),
    by: field(leaf, 'by', voice),
    what: happened(leaf, voice),
    text: textOf(leaf, voice) + aside(leaf, voice) + saidAgo(leaf, voice) + restsOn(leaf, voice),
  }
}

/** What happened: in words of the report's own, else in those that the timeline on the screen has for it. */
export function happened(leaf: Pick<RecordLeaf, 'kind' | 'fields'>, voice: Voice): string {
  const own = voice.acts[leaf.kind]
  if (own !== undefined) return own
  const [noun = '', verb = ''] = leaf.kind.split('.')
  const group = voice.screen[noun]
  const sentence = typeof group === 'object' ? group[verb] : undefined
  if (typeof sentence !== 'string') return leaf.kind
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_blank, name: string) => leaf.fields[name] ?? '…')
}

/** Where a thing came from that another incident had, and who could not be given it. */
function aside({ fields: { movedFrom, ownerLost } }: RecordLeaf, { sentences: { line } }: Voice): string {
  const from = movedFrom === undefined ? '' : put(line.movedFrom, { number: movedFrom })
  return ownerLost === undefined ? from : from + put(line.ownerLost, { name: ownerLost })
}

/** When a line was said that reached the record later; nothing for one that came at once. */
function saidAgo({ fields }: RecordLeaf, voice: Voice): string {
  const said = new Date(fields['saidAt'] ?? '')
  return Number.isNaN(said.getTime()) ? '' : put(voice.sentences.line.said, { when: voice.moment(said) })
}

/** Where a line comes from, and when it happened; nothing where that was not said. */
function restsOn({ fields }: RecordLeaf, voice: Voice): string {
  const { line } = voice.sentences
  const { sourceKind, sourceName = '', happenedZone } = fields
  const source = sourceKind === undefined ? '' : plain(voice.lists.source, sourceKind)
  const happened = new Date(fields['happenedAt'] ?? '')
  const zone = happenedZone === undefined ? '' : put(line.clockOf, { zone: happenedZone })
  const parts = [
    source === ''
      ? ''
      : put(line.source, { source: [source, sourceName].filter((one) => one !== '').join(', ') }),
    Number.isNaN(happened.getTime()) ? '' : put(line.happened, { when: voice.moment(happened) }) + zone,
  ].filter((one) => one !== '')
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}
