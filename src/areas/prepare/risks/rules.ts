/** What is severe, what a decision about a risk needs, and what follows from it. */
import { dayAfter } from '../../../base/calendar-day.ts'
import type { Fault } from '../../../base/refusal.ts'
import type { Proposal, Risk, verdicts } from './contract.ts'

type Verdict = (typeof verdicts)[number]

/** Where nobody said another day, somebody looks again in a year. */
export const reviewMonths = 12
/** Nobody accepts for longer: a yes of three years ago knew another firm. */
const acceptedMonths = 24

export const riskColumns = [
  'name',
  'kind',
  'asset',
  'touches',
  'likelihood',
  'harm',
  'measures',
  'owner',
  'state',
  'acceptedUntil',
  'reviewOn',
] as const

/** What could end the firm, however seldom; what would hurt it for weeks, once in ten years or more often. */
export function isSevere({ likelihood, harm }: Pick<Risk, 'likelihood' | 'harm'>): boolean {
  if (harm === 'threatening') return true
  return harm === 'heavy' && likelihood !== 'unlikely' && likelihood !== 'rare'
}

interface Dated {
  readonly state: Risk['state']
  readonly acceptedUntil: string | null
  readonly reviewOn: string
}

/** The last day has passed; on that day itself it still holds. */
export function isAcceptanceOver({ acceptedUntil }: Dated, today: string): boolean {
  return acceptedUntil !== null && acceptedUntil < today
}

export function isReviewDue({ state, reviewOn }: Dated, today: string): boolean {
  return state !== 'ended' && reviewOn < today
}

export interface Said {
  readonly verdict: Verdict
  readonly until: string | null
  readonly reviewOn: string | null
}

interface Judged {
  readonly state: Risk['state']
  readonly ownerId: string | null
  readonly measures: string
}

/** What stands against a decision, at its fields; empty when nothing does. */
export function decisionFaults(said: Said, risk: Judged, today: string): Fault[] {
  const { verdict, until, reviewOn } = said
  const wanted = [
    [verdict === 'accept' && until === null, 'until', 'Write the last day on which this is accepted.'],
    [verdict !== 'accept' && until !== null, 'until', 'A last day belongs to accepting. Leave it empty.'],
    [until !== null && until <= today, 'until', 'Write a day to come on which this is looked at again.'],
    [
      until !== null && until > dayAfter(today, acceptedMonths, 'months'),
      'until',
      'Nobody can know that far ahead. Write a day within two years.',
    ],
    [
      reviewOn !== null && (reviewOn <= today || reviewOn > dayAfter(today, 36, 'months')),
      'reviewOn',
      'Write a day to come, within three years.',
    ],
    [
      verdict === 'accept' && risk.ownerId === null,
      'verdict',
      'Say first who answers for this risk. Change the risk and name its owner.',
    ],
    [
      verdict === 'treat' && risk.measures === '',
      'verdict',
      'Write first what is done about this risk. Change the risk, then decide.',
    ],
  ] as const
  return wanted.flatMap(([isWrong, path, message]) => (isWrong ? [{ path, message }] : []))
}

const stateAfter: Readonly<Record<Verdict, Risk['state']>> = {
  keep: 'open',
  accept: 'accepted',
  treat: 'treated',
  end: 'ended',
}

/** The risk after the decision: an acceptance is looked at again on its last day at the latest. */
export function decided({ verdict, until, reviewOn }: Said, today: string): Dated {
  const wished = reviewOn ?? until ?? dayAfter(today, reviewMonths, 'months')
  return {
    state: stateAfter[verdict],
    acceptedUntil: until,
    reviewOn: until !== null && wished > until ? until : wished,
  }
}

interface Ranked {
  readonly kind: NonNullable<Proposal['kind']>
  readonly name: Proposal['name']
  readonly reasons: Proposal['reasons']
}

interface Uncovered {
  readonly assetId: string
  readonly asset: string
  readonly functions: readonly string[]
}

/** What the firm could begin with: the likeliest kinds first, then what has no backup; what was taken up is left out. */
export function proposalsFrom(
  ranking: readonly Ranked[],
  uncovered: readonly Uncovered[],
  known: { readonly kinds: ReadonlySet<string>; readonly assetIds: ReadonlySet<string> },
): Proposal[] {
  return [
    ...ranking
      .filter(({ kind }) => !known.kinds.has(kind))
      .map(({ kind, name, reasons }): Proposal => ({
        key: kind,
        from: 'answers',
        name,
        kind,
        assetId: null,
        reasons,
      })),
    ...uncovered
      .filter(({ assetId }) => !known.assetIds.has(assetId))
      .map(({ assetId, asset, functions }): Proposal => {
        const work = functions.join(', ')
        return {
          key: assetId,
          from: 'asset',
          name: {
            en: `${asset} is lost and does not come back`,
            de: `${asset} ist weg und kommt nicht zurück`,
          },
          kind: null,
          assetId,
          reasons: [
            {
              en: `It has no backup. Without it stops: ${work}`,
              de: `Es gibt keine Sicherung. Ohne sie steht still: ${work}`,
            },
          ],
        }
      }),
  ]
}
