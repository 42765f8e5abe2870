/** When a backup is late, unseen or unproved, what a restore has to show, and whether an asset is covered. */
import type { Cover } from './contract/coverage.ts'

export const backupColumns = [
  'name',
  'what',
  'place',
  'everyHours',
  'keepsDays',
  'medium',
  'isolation',
  'isOffsite',
  'owner',
  'custodian',
  'assets',
  'note',
] as const

const hour = 3_600_000
const seenForDays = 183
const provedForDays = 365

interface Pulse {
  readonly everyHours: number
  readonly linkedAt: Date | null
  readonly beatAt: Date | null
}

/** More than one interval and a little has passed since the last run was reported, or since it was linked. */
export function isLate({ everyHours, linkedAt, beatAt }: Pulse, now: Date): boolean {
  if (linkedAt === null) return false
  const since = Math.max(linkedAt.getTime(), beatAt?.getTime() ?? 0)
  // A run takes its time, and clocks differ: a tenth more, at least a quarter of an hour and at most six hours.
  const graceHours = Math.min(6, Math.max(0.25, everyHours / 10))
  return now.getTime() - since > (everyHours + graceHours) * hour
}

interface Medium {
  readonly medium: 'cloud' | 'disk' | 'tape' | 'server' | 'other'
  readonly isolation: 'none' | 'offline' | 'immutable'
  readonly sightedAt: Date | null
}

/** Whether somebody could carry it away, or only mislay it. */
export function isThing({ medium, isolation }: Pick<Medium, 'medium' | 'isolation'>): boolean {
  return medium === 'disk' || medium === 'tape' || isolation === 'offline'
}

/** A thing that somebody could carry away has to be seen every six months. */
export function isUnseen({ medium, isolation, sightedAt }: Medium, now: Date): boolean {
  if (!isThing({ medium, isolation })) return false
  return sightedAt === null || now.getTime() - sightedAt.getTime() > seenForDays * 24 * hour
}

/** Whether a restore that was proved then still says something now. */
export function isProofFresh(testedAt: Date, now: Date): boolean {
  return now.getTime() - testedAt.getTime() <= provedForDays * 24 * hour
}

interface Shown {
  readonly succeeded: boolean
  readonly restored: string
  readonly used: string
  readonly minutes: number | null
  readonly evidence: string
}

/** What is missing before a restore can be called a success; a failure may be recorded with nothing but its time. */
export function proofGaps(test: Shown): { readonly path: string; readonly message: string }[] {
  if (!test.succeeded) return []
  const missing = [
    ['restored', test.restored === '', 'Write what was restored.'],
    [
      'used',
      test.used === '',
      'Write what you did with it in its own program: a file that opens is not yet work.',
    ],
    ['minutes', test.minutes === null, 'Write how many minutes it took.'],
    [
      'evidence',
      test.evidence === '',
      'Write what shows it: a picture, a file, a line of a log, and where it lies.',
    ],
  ] as const
  return missing.flatMap(([path, isMissing, message]) => (isMissing ? [{ path, message }] : []))
}

/** @param proofs when each backup of the asset was last proved; null for one that never was */
export function coverState(
  proofs: readonly (Date | null)[],
  gap: { readonly endsOn: string } | null,
  { now, today }: { readonly now: Date; readonly today: string },
): Cover['state'] {
  if (proofs.some((at) => at !== null && isProofFresh(at, now))) return 'proved'
  if (proofs.length > 0) return 'unproved'
  return gap !== null && gap.endsOn >= today ? 'accepted' : 'open'
}
