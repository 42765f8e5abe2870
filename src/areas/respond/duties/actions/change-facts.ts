import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { Facts } from '../../../register/obligations/contract.ts'
import { factBaseEdition, obligationsOf } from '../../../register/obligations/public.ts'
import { incidentFor } from '../../incidents/public.ts'
import type { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import * as contract from '../contract/facts.ts'
import type { FactChange } from '../contract/facts.ts'
import { changed, faultsOfChanges, placeOfFault, wireFacts, type Fault } from '../rules/case-facts.ts'
import { movedBetween } from '../rules/standing.ts'
import { changeCase, lockCase, type CaseRecord } from '../store/cases.ts'
import { dutiesOf, judgeCase, submissionsOf } from './judge-case.ts'
import { boardOf } from './read-duties.ts'

export const change = action(contract.changeFacts, async (context, { id, revision, changes, reason }) => {
  const row = await openCase(context, id)
  refuseStale(row, revision)
  return applyChanges(context, { id, row, changes, reason })
})

interface Wish {
  readonly id: string
  /** Locked. */
  readonly row: CaseRecord
  readonly changes: readonly FactChange[]
  readonly reason: string
}

/** The one way by which a fact of a case changes: judged before and after, on the record, with what it moved. */
export async function applyChanges(context: Context, { id, row, changes, reason }: Wish) {
  refuseFaults(faultsOfChanges(row.facts, changes, reason))
  const before = await judgeCase(context, id, row)
  const { actor, now } = context
  // What the edition in use cannot read gives way; the record keeps who said it.
  const readable = Object.fromEntries(
    Object.entries(row.facts).filter(([fact]) => !before.unreadable.includes(fact)),
  )
  const facts = changed(readable, changes, { by: actor.name, ref: actor.ref, at: now.toISOString(), reason })
  const wire = wireFacts(facts, before.fallback, submissionsOf(before.answers))
  const judged = Facts.safeParse(wire)
  if (!judged.success) {
    const faults = judged.error.issues.slice(0, 20).map(({ path, message }) => ({
      path: placeOfFault(path, changes),
      message: `${path.join('.')} ${message}`.slice(0, 300),
    }))
    refuseFaults(faults)
    throw judged.error
  }
  const after = structuredClone(obligationsOf(judged.data, now).duties) as EvaluatedDuty[] // readonly in the engine alone
  const moved = movedBetween(dutiesOf(before), after)
  const next = { ...row, facts, revision: row.revision + 1, factBase: factBaseEdition }
  await changeCase(context, id, {
    facts,
    revision: next.revision,
    factBase: factBaseEdition,
    changedAt: now,
    changedBy: actor.name,
    // Whoever reminds looks anew at what this moved.
    lookAt: now,
  })
  context.record({
    stream: id,
    kind: 'duty.fact',
    fields: {
      revision: next.revision,
      text: short(changes.map(({ fact, value }) => `${fact}: ${JSON.stringify(value)}`).join('\n')),
      reason,
      moved: short(
        moved.map(({ key, what, from, to }) => `${what} ${key} ${from ?? ''} ${to ?? ''}`.trim()).join('\n'),
      ),
      factBase: factBaseEdition,
    },
  })
  return { board: await boardOf(context, id, next), moved }
}

/** The row of this case, locked; also of a closed one, since the law does not end with the work. */
export async function openCase(context: Context, incidentId: string): Promise<CaseRecord> {
  await incidentFor(context, incidentId)
  return lockCase(context, {
    incidentId,
    revision: 0,
    facts: {},
    factBase: factBaseEdition,
    changedAt: context.now,
    changedBy: context.actor.name,
  })
}

/** Of two people who say something at once, the second looks first. */
export function refuseStale({ revision, changedBy }: CaseRecord, seen: number): void {
  if (revision === seen) return
  const sentence = `${changedBy} changed the facts meanwhile. Look at them, then do it again.`
  refuse('conflict', sentence, { reason: 'stale' })
}

export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) refuse('invalid', 'Some fields need another look.', { faults })
}

/** Long lists stay readable on the record; the whole stands with the case. */
function short(text: string): string {
  return text.length <= 3000 ? text : `${text.slice(0, 2990)} …`
}
