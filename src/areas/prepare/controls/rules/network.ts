/** What of the network nobody would notice, as plain facts of which sentences are made. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { Gap, PastCase, PastKind, Segment, Sign } from '../contract/network.ts'

export const lookMonths = 6
/** For so long a look at one part says something. */
export const segmentMonths = 12

interface Watch {
  readonly ownerId: string | null
  readonly segments: readonly Segment[]
  readonly nextLookOn: string
}

interface Around {
  /** On the organisation's calendar, as `2026-03-01`. */
  readonly today: string
  /** People who are still here. */
  readonly here: ReadonlySet<string>
  readonly past: readonly PastKind[]
}

/** The worst first: nobody, then parts that are not watched, then what nobody has looked at. */
export function gapsOf(watch: Watch, { today, here, past }: Around): Gap[] {
  const { ownerId, segments, nextLookOn } = watch
  const of = (wanted: Segment['watched']) => segments.filter(({ watched }) => watched === wanted)
  const verdicts = past.flatMap(({ signs, cases }) => [...signs, ...cases])
  const unseen = verdicts.filter(({ verdict }) => verdict === 'unseen')
  const unknown = verdicts.filter(({ verdict }) => verdict === 'unknown').length
  return [
    ...(ownerId !== null && here.has(ownerId) ? [] : [gap('unowned')]),
    ...(segments.length > 0 ? [] : [gap('nothing_covered')]),
    ...of('no').map(({ name }) => gap('segment_no', { name })),
    ...of('unknown').map(({ name }) => gap('segment_unknown', { name })),
    ...of('yes').flatMap(({ name, checkedOn }) =>
      checkedOn !== null && dayAfter(checkedOn, segmentMonths, 'months') > today
        ? []
        : [gap('segment_old', { name, day: checkedOn ?? '' })],
    ),
    ...(nextLookOn > today ? [] : [gap('look_over', { day: nextLookOn })]),
    ...(unseen.length === 0 ? [] : [gap('sign_unseen', { count: unseen.length })]),
    ...(unknown === 0 ? [] : [gap('sign_unknown', { count: unknown })]),
  ]
}

function gap(kind: Gap['kind'], rest: Partial<Gap> = {}): Gap {
  return { kind, name: '', day: '', count: 0, ...rest }
}

interface Judged extends Pick<Sign, 'sign' | 'verdict' | 'how' | 'judgedBy'> {
  readonly kind: PastKind['kind']
  readonly incidentId: string | null
  readonly judgedAt: Date
}

/**
 * Kinds of what has happened, the one that happened last first, with their early signs and how each case was noticed.
 * @param signsOf what the playbook in use for a kind says could be seen early
 */
export function pastKinds(
  cases: readonly PastCase[],
  judged: readonly Judged[],
  signsOf: (kind: PastKind['kind']) => readonly { readonly sign: string; readonly rule: string }[],
): PastKind[] {
  const kinds = [...new Set(cases.map(({ kind }) => kind))]
  return kinds.map((kind) => ({
    kind,
    signs: signsOf(kind).map(({ sign, rule }) => ({
      ...verdictOf(judged.find((one) => one.incidentId === null && one.kind === kind && one.sign === sign)),
      ...{ sign, rule },
    })),
    cases: cases
      .filter((one) => one.kind === kind)
      .map(({ id, number, title, notice }) => ({
        ...verdictOf(judged.find((one) => one.incidentId === id)),
        ...{ id, number, title, sign: notice },
      })),
  }))
}

function verdictOf(judged: Judged | undefined): Pick<Sign, 'verdict' | 'how' | 'judgedAt' | 'judgedBy'> {
  if (judged === undefined) return { verdict: 'unknown', how: '', judgedAt: null, judgedBy: '' }
  const { verdict, how, judgedAt, judgedBy } = judged
  return { verdict, how, judgedBy, judgedAt: judgedAt.toISOString() }
}
