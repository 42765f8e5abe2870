/** Rows as the wire shows them. */
import type { Context } from '../../../../platform/action.ts'
import { inRestoreOrder, type KnownFunction } from '../../../register/assets/public.ts'
import { countNaming, type Naming } from '../../signals/public.ts'
import type { Account, Secret } from '../contract/accounts.ts'
import type { Block, ClosedService, Measure, Weakness } from '../contract/registers.ts'
import type { Clearance, Foothold, FunctionReturn, Watch } from '../contract/watching.ts'
import { isReset } from '../rules/accounts.ts'
import { namedInAlerts } from '../rules/blocks.ts'
import { isOutdated } from '../rules/clearance.ts'
import { isMissed, tookMinutes } from '../rules/watches.ts'
import type { ClearanceRecord, ReturnRecord } from '../store/returning.ts'
import type { RowOf } from '../store/registers.ts'

export function accountOf({ id, name, place, holder, cleared, addedAt }: RowOf<'account'>): Account {
  return { id, name, place, holder, cleared, isReset: isReset(cleared), addedAt: addedAt.toISOString() }
}

export function secretOf({ tenantId: _t, incidentId: _i, ...row }: RowOf<'secret'>): Secret {
  return { ...row, settledAt: when(row.settledAt), addedAt: row.addedAt.toISOString() }
}

/** Blocks with what alerts say of them meanwhile, all of them asked for at once. */
export async function blocksOf(context: Context, rows: readonly RowOf<'block'>[]): Promise<Block[]> {
  const named = rows.flatMap(({ id, kind, value, blockedAt: since }) => {
    const thing = namedInAlerts(kind, value)
    return thing === undefined ? [] : [{ id, thing, since }]
  })
  const counted = await countNaming(context, named)
  const alerts = new Map(named.map(({ id }, at) => [id, counted[at]]))
  return rows.map((row) => blockOf(row, alerts.get(row.id), context.now))
}

export async function shownBlock(context: Context, row: RowOf<'block'>): Promise<Block> {
  const [shown] = await blocksOf(context, [row])
  return shown ?? blockOf(row, undefined, context.now)
}

function blockOf(
  { tenantId: _t, incidentId: _i, blockedRef: _r, announcedAt: _a, ...row }: RowOf<'block'>,
  alerts: Naming | undefined,
  now: Date,
): Block {
  return {
    ...row,
    alerts: alerts === undefined ? null : { count: alerts.count, lastAt: when(alerts.lastAt) },
    isOverdue: row.endedAt === null && row.endsAt.getTime() <= now.getTime(),
    blockedAt: row.blockedAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    reviewedAt: when(row.reviewedAt),
    lastHitAt: when(row.lastHitAt),
    endedAt: when(row.endedAt),
  }
}

export function serviceOf({ tenantId: _t, incidentId: _i, ...row }: RowOf<'service'>): ClosedService {
  return { ...row, closedAt: row.closedAt.toISOString(), reopenedAt: when(row.reopenedAt) }
}

export function measureOf(
  { tenantId: _t, incidentId: _i, announcedAt: _a, ...row }: RowOf<'measure'>,
  now: Date,
): Measure {
  return {
    ...row,
    expiresAt: row.expiresAt.toISOString(),
    isOverdue: row.endedAt === null && row.expiresAt.getTime() <= now.getTime(),
    endedAt: when(row.endedAt),
    addedAt: row.addedAt.toISOString(),
  }
}

/** What attackers are known to use goes first. */
export function weaknessesOf(rows: readonly RowOf<'weakness'>[], now: Date): Weakness[] {
  return rows
    .map((row) => weaknessOf(row, now))
    .toSorted(
      (a, b) =>
        Number(a.verifiedAt !== null) - Number(b.verifiedAt !== null) ||
        Number(b.knownExploited) - Number(a.knownExploited),
    )
}

export function weaknessOf({ tenantId: _t, incidentId: _i, ...row }: RowOf<'weakness'>, now: Date): Weakness {
  return {
    ...row,
    isExcepted: row.exceptedUntil !== null && row.exceptedUntil.getTime() > now.getTime(),
    verifiedAt: when(row.verifiedAt),
    exceptedUntil: when(row.exceptedUntil),
    addedAt: row.addedAt.toISOString(),
  }
}

export function footholdOf({
  tenantId: _t,
  incidentId: _i,
  announcedAt: _a,
  ...row
}: RowOf<'foothold'>): Foothold {
  return {
    ...row,
    answeredAt: when(row.answeredAt),
    recheckAt: when(row.recheckAt),
    removedAt: when(row.removedAt),
  }
}

export function watchesOf(
  watches: readonly RowOf<'watch'>[],
  checks: readonly RowOf<'check'>[],
  now: Date,
): Watch[] {
  const byWatch = new Map<string, RowOf<'check'>[]>()
  for (const check of checks) byWatch.set(check.watchId, [...(byWatch.get(check.watchId) ?? []), check])
  return watches.map((watch) => watchOf(watch, byWatch.get(watch.id) ?? [], now))
}

export function watchOf(
  { id, kind, systemId, title, startsAt, endsAt, addedBy }: RowOf<'watch'>,
  checks: readonly RowOf<'check'>[],
  now: Date,
): Watch {
  return {
    id,
    kind,
    systemId,
    title,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    addedBy,
    checks: checks
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
      .map((check) => ({
        id: check.id,
        dueAt: check.dueAt.toISOString(),
        watcherId: check.watcherId,
        result: check.result,
        note: check.note,
        doneAt: when(check.doneAt),
        doneBy: check.doneBy,
        isMissed: isMissed(check, now),
      })),
  }
}

/** @param since what would have to be said anew after: the case opened again, checks that found something */
export function clearanceOf(row: ClearanceRecord, since: Parameters<typeof isOutdated>[1]): Clearance {
  const { basis, criteria, claimedBy, signedBy, soloReason } = row
  return {
    basis,
    criteria,
    isOutdated: isOutdated(row.claimedAt, since),
    claimedBy,
    claimedAt: row.claimedAt.toISOString(),
    signedBy,
    signedAt: when(row.signedAt),
    soloReason,
  }
}

/** In the order in which they come back. */
export function returnsOf(
  rows: readonly ReturnRecord[],
  functions: ReadonlyMap<string, KnownFunction>,
): FunctionReturn[] {
  const known = rows.flatMap((row) => {
    const named = functions.get(row.functionId)
    return named === undefined ? [] : [{ ...named, row, named }]
  })
  return inRestoreOrder(known).map(({ row, named }) => returnOf(row, named))
}

export function returnOf(row: ReturnRecord, named: KnownFunction): FunctionReturn {
  const { functionId, tests, acceptedBy, acceptedById, recordedBy, note } = row
  return {
    functionId,
    name: named.name,
    priority: named.priority,
    aimMinutes: named.longestOutageMinutes,
    workaround: named.workaround,
    acceptanceTests: named.acceptanceTests,
    ownerId: named.ownerId,
    downAt: row.downAt.toISOString(),
    restoredAt: when(row.restoredAt),
    tookMinutes: row.restoredAt === null ? null : tookMinutes(row.downAt, row.restoredAt),
    tests,
    acceptedAt: when(row.acceptedAt),
    acceptedBy,
    acceptedById,
    recordedBy,
    note,
  }
}

function when(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
