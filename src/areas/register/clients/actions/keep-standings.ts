import { asSystem, type House } from '../../../../platform/action.ts'
import { touch } from '../../../../platform/events/touch.ts'
import type { LookAt } from '../public/ports.ts'
import { inOrder, nextChange, type FoundWait } from '../rules.ts'
import {
  listCaredFor,
  saveStanding,
  sizeOfRecord,
  type CaredFor,
  type StandingRow,
} from '../store/standings.ts'

/** What one client's list holds at most, the most urgent of all; the numbers beside it count all. */
const waitsAtMost = 300

/** Looks at one client anew and tells whoever of its provider looks on. */
export async function lookAgain(
  house: House,
  cared: Omit<CaredFor, 'isBehind'>,
  lookAt: LookAt,
): Promise<void> {
  const { client, provider, agreementId } = cared
  // The size comes first: what happens while we look makes this one behind again.
  const logSize = await asSystem(house, client, 'Standing', sizeOfRecord)
  const waits = await lookAt(house, client)
  const standing = standingOf(waits, house.now(), logSize)
  await asSystem(house, client, 'Standing', (context) => saveStanding(context, standing))
  const moved = {
    stream: agreementId,
    kind: 'client.standing',
    about: agreementId,
    mark: house.now().getTime(),
  }
  await house.wall.inTenant(provider, (tx) => touch({ tx, tenantId: provider }, moved))
}

/** Each client whose standing is behind; one that cannot be looked at keeps none of the others waiting. */
export async function lookAtAll(house: House, lookAt: LookAt): Promise<void> {
  for (const cared of await listCaredFor(house)) {
    if (!cared.isBehind) continue
    await lookAgain(house, cared, lookAt).catch((error: unknown) =>
      house.services.log.error({ err: error, tenantId: cared.client }, 'a client could not be looked at'),
    )
  }
}

function standingOf(found: readonly FoundWait[], now: Date, logSize: number): StandingRow {
  const waits = inOrder(found, now.getTime())
  const first = waits[0]
  const of = (kind: FoundWait['kind']) =>
    found.filter((wait) => wait.kind === kind && wait.isExercise !== true)
  const [clock] = of('clock').toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const worst = of('case')
    .map(({ severity = 'S4' }) => severity)
    .toSorted()[0]
  const overdue = of('task').filter(({ at }) => Date.parse(at) <= now.getTime())
  return {
    madeAt: now,
    logSize,
    nextAt: nextChange(found, now.getTime()),
    rank: first?.rank ?? 9,
    rankAt: first === undefined ? new Date(0) : new Date(first.at),
    cases: of('case').length,
    worst: worst ?? null,
    clockAt: clock === undefined ? null : new Date(clock.at),
    clock: clock?.title ?? '',
    alerts: of('alert').length,
    reports: of('report').length,
    overdue: overdue.length,
    failures: of('failure').length,
    waits: waits.slice(0, waitsAtMost),
  }
}
