/** Decisions about what an entry rests on. Plain data in, plain data out. */
import type { Basis, SaidSource, ShownSource } from '../contract/basis.ts'
import { saidSources } from '../contract/basis.ts'

/** A clock of a person and that of the server may differ by so much without anything being wrong. */
const toleranceMillis = 60_000
/** The first that the wire and the database share. */
const firstDay = Date.parse('0001-01-01T00:00:00Z')

/**
 * What is said of it, as fields of a leaf; nothing where nobody said it.
 * @param said when the line was written by the clock of the server, and how many seconds the device is ahead of that
 * @returns `future` where it is to have happened after it was written
 */
export function basisFields(
  basis: Basis | undefined,
  said: { readonly at: Date; readonly clockOffSeconds: number },
): Record<string, string> | 'future' {
  if (basis === undefined) return {}
  const { source, name, happenedAt, zone } = basis
  const fields = { sourceKind: source, ...(name !== '' && { sourceName: name }) }
  if (happenedAt === undefined) return fields
  // A time that was read from a clock that goes wrong is as wrong as that clock.
  const happened = Math.max(firstDay, Date.parse(happenedAt) - said.clockOffSeconds * 1000)
  if (happened > said.at.getTime() + toleranceMillis) return 'future'
  return {
    ...fields,
    happenedAt: new Date(happened).toISOString(),
    ...(zone !== undefined && { happenedZone: zone }),
  }
}

/** A signal that a source sent is what that source logged; one without a source is a report, whose writer may be nameless. */
export function signalFields(sourceName: string | null): Record<string, string> {
  return sourceName === null ? { sourceKind: 'told' } : { sourceKind: 'log', sourceName }
}

/** Kinds whose words are somebody's, and say little without where they come from. */
export const statementKinds: readonly string[] = [
  'note.add',
  'note.late',
  'note.correct',
  'decision.record',
  'need.add',
  'blocker.begin',
  'cost.add',
  'idea.add',
]

/** The program itself, as the record names it. */
export const musterName = 'Muster'

/**
 * Where an entry comes from; undefined for what a person did in Muster, of which the entry itself is the witness.
 * One that this version does not know is shown as not said.
 */
export function sourceOf(entry: {
  readonly kind: string
  readonly by: string
  readonly fields: Readonly<Record<string, string | undefined>>
}): { readonly source: ShownSource; readonly name: string } | undefined {
  const { sourceKind, sourceName: name = '' } = entry.fields
  const source = saidSources.find((one) => one === sourceKind)
  if (source !== undefined) return { source, name }
  if (statementKinds.includes(entry.kind) && entry.by !== musterName) return { source: 'unsaid', name: '' }
  return entry.by === musterName ? { source: 'muster', name: '' } : undefined
}

/** What the record is asked for, to find the entries of one source. */
export function entriesOf(source: ShownSource): {
  readonly having?: { readonly field: string; readonly value: string }
  readonly lacking?: string
  readonly kinds?: readonly string[]
} {
  switch (source) {
    case 'muster':
      return { having: { field: 'by', value: musterName }, lacking: 'sourceKind' }
    case 'unsaid':
      return { kinds: statementKinds, lacking: 'sourceKind' }
    default:
      return { having: { field: 'sourceKind', value: source satisfies SaidSource } }
  }
}
