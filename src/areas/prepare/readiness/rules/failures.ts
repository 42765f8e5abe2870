/** What would fail today, as sentences to be, from what the registers know. Never a score: unlike things do not add up. */
import { monthsBetween } from '../../../../base/calendar-day.ts'
import type { InsuranceStanding } from '../../../register/insurance/contract/standing.ts'
import type { NetworkStanding } from '../../controls/contract/network.ts'
import type { RuleStanding } from '../../policies/contract.ts'
import type { RiskStanding } from '../../risks/contract.ts'
import type { TrainingStanding } from '../../training/contract/standing.ts'
import { failureKinds, type Failure } from '../contract.ts'
import { failure } from './failure.ts'
import { ofUntested, type Untested } from './untested.ts'

const nearDays = 60
/** For so long a restore or an exercise proves something. */
export const provedForMonths = 12

/** An incident that was rehearsed to its end. */
export interface Exercise {
  readonly id: string
  readonly number: number
  readonly title: string
  /** When it ended, as `2026-03-01`. */
  readonly day: string
}

/** Which essential assets the connected tools speak of. */
export interface Watched {
  readonly sources: number
  /** What was silent for longer counts as not watched. */
  readonly days: number
  readonly essential: number
  readonly unheard: readonly { readonly name: string; readonly functions: readonly string[] }[]
}

/** What each room says of itself; the shapes are theirs. */
export interface Known extends InsuranceStanding, RiskStanding, NetworkStanding, TrainingStanding {
  readonly today: string
  readonly functions: number
  readonly leaders: readonly { readonly id: string; readonly name: string; readonly isReachable: boolean }[]
  /** Empty while nobody has begun to write down who may do what. */
  readonly warnings: readonly {
    readonly kind: string
    readonly about: string
    readonly name: string
    readonly day: string
  }[]
  /** Deputies whom nobody could call when mail is down. */
  readonly mute: readonly string[]
  readonly tree: { readonly isTestDue: boolean; readonly unreachable: readonly string[] }
  readonly backups: readonly {
    readonly id: string
    readonly name: string
    readonly isLate: boolean
    readonly isUnseen: boolean
    readonly isBroken: boolean
    readonly failedAt: string | null
    readonly isolation: 'none' | 'offline' | 'immutable'
    readonly lastProof: {
      readonly testedAt: string
      readonly restored: string
      readonly evidence: string
    } | null
  }[]
  readonly cover: readonly {
    readonly asset: string
    readonly state: 'proved' | 'unproved' | 'accepted' | 'open'
    readonly functions: readonly string[]
    readonly backups: readonly { readonly id: string }[]
  }[]
  readonly vendors: readonly {
    readonly id: string
    readonly name: string
    readonly contacts: number
    readonly confirmed: number
  }[]
  readonly contracts: readonly {
    readonly vendorId: string
    readonly vendor: string
    readonly noticeBy: string | null
    readonly daysLeft: number | null
    readonly isDecided: boolean
  }[]
  readonly houseRules: readonly RuleStanding[]
  /** The last one; undefined where none ever was. */
  readonly exercise: Exercise | undefined
  readonly watched: Watched
  readonly untested: Untested
}

/** What would fail today, in the order of the list of kinds: what loses the business comes before what costs money. */
export function failuresOf(known: Known): Failure[] {
  const all = [
    ...ofBackups(known),
    ...ofWatch(known),
    ...ofNetwork(known),
    ...ofPeople(known),
    ...ofPowers(known),
    ...ofTraining(known),
    ...ofSuppliers(known),
    ...ofPolicies(known),
    ...ofRetainers(known),
    ...ofRisks(known),
    ...ofHouseRules(known),
    ...ofUntested(known.untested),
  ]
  return inOrder(all)
}

/** By the closed list of kinds, then the oldest day. */
export function inOrder(all: readonly Failure[]): Failure[] {
  return all.toSorted(
    (a, b) =>
      failureKinds.indexOf(a.kind) - failureKinds.indexOf(b.kind) ||
      a.day.localeCompare(b.day) ||
      a.name.localeCompare(b.name),
  )
}

function ofBackups({ backups, cover, functions, today }: Known): Failure[] {
  if (functions === 0) return [failure('no_functions', '/functions')]
  const open = cover.flatMap(({ asset, state, functions: work, backups: own }) => {
    const more = work.join(', ')
    if (state === 'open') return [failure('asset_open', '/backup-coverage', { name: asset, more })]
    if (state !== 'unproved') return []
    return [failure('asset_unproved', `/backups/${own[0]?.id ?? ''}`, { name: asset, more })]
  })
  const each = backups.flatMap((one) => ofBackup(one, today))
  const isAlone = backups.length > 0 && backups.every(({ isolation }) => isolation === 'none')
  return [...open, ...each, ...(isAlone ? [failure('no_isolated_copy', '/backups')] : [])]
}

function ofBackup(one: Known['backups'][number], today: string): Failure[] {
  const { id, name, lastProof, isBroken, failedAt, isLate, isUnseen } = one
  const path = `/backups/${id}`
  const found: Failure[] = []
  if (failedAt !== null) found.push(failure('backup_failed', path, { name, day: failedAt.slice(0, 10) }))
  else if (isLate) found.push(failure('backup_late', path, { name }))
  if (isBroken) found.push(failure('restore_failed', path, { name }))
  else if (lastProof === null) found.push(failure('restore_never', path, { name }))
  else {
    const count = monthsBetween(lastProof.testedAt.slice(0, 10), today)
    if (count >= provedForMonths) found.push(failure('restore_old', path, { name, count }))
  }
  if (isUnseen) found.push(failure('medium_unseen', path, { name }))
  return found
}

/** Without any tool, one sentence says it for all. */
function ofWatch({ watched: { sources, days, essential, unheard } }: Known): Failure[] {
  if (essential > 0 && sources === 0) return [failure('nothing_watched', '/settings/sources')]
  return unheard.map(({ name, functions }) =>
    failure('asset_unwatched', '/settings/coverage', { name, count: days, more: functions.join(', ') }),
  )
}

const networkFailures = {
  unowned: 'network_unowned',
  nothing_covered: 'network_nothing',
  segment_no: 'network_unwatched',
  segment_unknown: 'network_unknown',
  segment_old: 'network_old',
  look_over: 'network_look_over',
  sign_unseen: 'signs_unseen',
  sign_unknown: 'signs_unknown',
} as const satisfies Record<NetworkStanding['network']['gaps'][number]['kind'], Failure['kind']>

function ofNetwork({ network }: Known): Failure[] {
  return network.gaps.map(({ kind, name, day, count }) =>
    failure(networkFailures[kind], '/network-watch', { name, day, count }),
  )
}

function ofPeople({ leaders }: Known): Failure[] {
  const [first, second] = leaders
  const alone =
    first !== undefined && second === undefined
      ? [failure('lead_alone', '/people', { name: first.name })]
      : []
  const mute = leaders.filter(({ isReachable }) => !isReachable)
  return [...alone, ...mute.map(({ id, name }) => failure('lead_unreachable', `/people/${id}`, { name }))]
}

const untaken = ['right_nobody', 'right_left', 'right_away', 'right_quorum']

/** Whatever of a decision fails, what matters on the night is that it cannot be taken. */
function ofPowers({ warnings, tree, mute }: Known): Failure[] {
  const path = '/powers'
  const said = warnings.flatMap(({ kind, about, name, day }): Failure[] => {
    if (kind === 'mandate_expired') return [failure(kind, path, { name: about, day })]
    const found = failureKinds.find((one) => one === powerKind(kind, about))
    if (found !== undefined) return [failure(found, path, { name })]
    return kind === 'role_no_deputy' ? [failure('role_alone_own', path, { name, more: about })] : []
  })
  return [
    ...said,
    ...mute.map((name) => failure('deputy_mute', '/contacts', { name })),
    ...(tree.isTestDue ? [failure('tree_untried', '/call-tree')] : []),
    ...tree.unreachable.map((name) => failure('tree_unreachable', '/call-tree', { name })),
  ]
}

/** The sentence for a warning of this kind about this decision or role, where there is one. */
function powerKind(kind: string, about: string): string {
  if (untaken.includes(kind)) return `nobody_${about}`
  if (kind === 'right_after_hours') return `night_${about}`
  if (kind === 'right_no_deputy') return `alone_${about}`
  return kind === 'role_no_deputy' ? `role_alone_${about}` : kind
}

/** Somebody whose training for a role does not count is not ready for it; the course says which. */
function ofTraining({ training }: Known): Failure[] {
  const path = '/training/skills'
  const roles = training.roles.flatMap(({ person: name, courses }) =>
    courses.map(({ title: more, state, day }) =>
      state === 'lapsed'
        ? failure('role_lapsed', path, { name, more, day: day ?? '' })
        : failure('role_untrained', path, { name, more }),
    ),
  )
  const skills = training.skills.map(({ name, risk, holder: more }) =>
    risk === 'nobody'
      ? failure('skill_nobody', path, { name })
      : failure('skill_alone', path, { name, more }),
  )
  return [...roles, ...skills]
}

/** A paper of the house that nobody looked at in time, or that staff have not read. */
function ofHouseRules({ houseRules }: Known): Failure[] {
  return houseRules.flatMap(({ id, name, reviewOver, unread, inForceSince }) => {
    const path = `/house-rules/${id}`
    return [
      ...(reviewOver === null ? [] : [failure('rule_old', path, { name, day: reviewOver })]),
      ...(unread === 0 ? [] : [failure('rule_unread', path, { name, count: unread, day: inForceSince })]),
    ]
  })
}

function ofSuppliers({ vendors, contracts }: Known): Failure[] {
  const dates = contracts.flatMap(({ vendorId, vendor: name, noticeBy, daysLeft, isDecided }) => {
    if (noticeBy === null || daysLeft === null || isDecided || daysLeft > nearDays) return []
    const kind = daysLeft < 0 ? 'notice_missed' : 'notice_near'
    return [failure(kind, `/vendors/${vendorId}`, { name, day: noticeBy, count: daysLeft })]
  })
  const contacts = vendors.flatMap(({ id, name, contacts: ways, confirmed }) => {
    if (ways === 0) return [failure('supplier_unreachable', `/vendors/${id}`, { name })]
    return confirmed === 0 ? [failure('supplier_untried', `/vendors/${id}`, { name })] : []
  })
  return [...dates, ...contacts]
}

/** No insurance at all is a choice of the business, and nothing that fails. */
function ofPolicies({ policies }: Known): Failure[] {
  if (policies.length === 0) return []
  const none = policies.some(({ isInForce }) => isInForce) ? [] : [failure('no_policy', '/policies')]
  const each = policies.flatMap(({ id, name, isInForce, endsOn, daysLeft, hasHotline, attestations }) => {
    const path = `/policies/${id}`
    const day = endsOn ?? ''
    if (daysLeft !== null && daysLeft < 0) return [failure('policy_over', path, { name, day })]
    if (!isInForce) return []
    const found: Failure[] = []
    if (daysLeft !== null && daysLeft <= nearDays) found.push(failure('policy_near', path, { name, day }))
    if (!hasHotline) found.push(failure('policy_mute', path, { name }))
    const open = attestations.filter(({ state }) => state !== 'proved')
    return [
      ...found,
      ...open.map(({ statement }) => failure('attestation_open', path, { name: statement, more: name })),
    ]
  })
  return [...none, ...each]
}

function ofRetainers({ retainers, policies }: Known): Failure[] {
  const path = '/retainers'
  return retainers.flatMap(({ name, endsOn, daysLeft, panel }) => {
    const day = endsOn ?? ''
    if (daysLeft !== null && daysLeft < 0) return [failure('retainer_over', path, { name, day })]
    const near =
      daysLeft !== null && daysLeft <= nearDays ? [failure('retainer_near', path, { name, day })] : []
    const isUnpaid = panel !== 'yes' && policies.some(({ isInForce }) => isInForce)
    return [...near, ...(isUnpaid ? [failure('retainer_unpaid', path, { name })] : [])]
  })
}

/** An acceptance that has ended asks for a decision, which is a look at it as well: one sentence for both. */
function ofRisks({ risks }: Known): Failure[] {
  return risks.flatMap(({ id, name, isUnowned, acceptanceOver, reviewOver }) => {
    const path = `/risks/${id}`
    const unowned = isUnowned ? [failure('risk_unowned', path, { name })] : []
    if (acceptanceOver !== null)
      return [...unowned, failure('risk_acceptance_over', path, { name, day: acceptanceOver })]
    if (reviewOver === null) return unowned
    return [...unowned, failure('risk_review_over', path, { name, day: reviewOver })]
  })
}
