import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { Facts } from '../../../register/obligations/contract.ts'
import { factBaseEdition } from '../../../register/obligations/public.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/facts.ts'
import type { FactChange } from '../contract/facts.ts'
import { changed, faultsOfChanges, placeOfFault, type Fault, type FlatFacts } from '../rules/case-facts.ts'
import { changeCase, lockCase, type CaseRecord } from '../store/cases.ts'
import { judgeCase, type JudgedCase } from './judge-case.ts'
import { boardOf } from './read-duties.ts'
import { movedBy, proposalsOfSheet, readableOf, readSheet, wiredFacts } from './read-sheet.ts'

export const change = action(contract.changeFacts, async (context, wish) => {
  const { id, revision, changes, left, reason } = wish
  if (changes.length + left.length === 0)
    refuseFaults([{ path: 'changes', message: 'say at least one fact, or one that stays as it is' }])
  const row = await openCase(context, id)
  refuseStale(row, revision)
  const kept = left.length === 0 ? row : await leaveFacts(context, { id, row, left, reason })
  if (changes.length === 0) return { board: await boardOf(context, id, kept), moved: [] }
  return applyChanges(context, { id, row: kept, changes, reason })
})

/** No reason is asked: nothing is kept. */
export const tryOut = action(contract.tryFacts, async (context, { id, changes }) => {
  const found = await judgeCase(context, id)
  refuseFaults(faultsOfChanges(found.known, changes, 'as a trial'))
  const by = { by: context.actor.name, ref: context.actor.ref, at: context.now.toISOString(), reason: '' }
  const facts = changed(readableOf(found), changes, by)
  return { moved: movedBy(found, judgedFacts(found, facts, changes), context.now) }
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
  const by = { by: actor.name, ref: actor.ref, at: now.toISOString(), reason }
  const facts = changed(readableOf(before), changes, by)
  const moved = movedBy(before, judgedFacts(before, facts, changes), now)
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

/** What the scope sheet wants otherwise stays as it is: asked anew only when the sheet says something else again. */
async function leaveFacts(
  context: Context,
  { id, row, left, reason }: Omit<Wish, 'changes'> & { readonly left: readonly string[] },
): Promise<CaseRecord> {
  if (reason === '') refuseFaults([{ path: 'reason', message: 'say why it stays as it is' }])
  const { actor, now } = context
  const found = await judgeCase(context, id, row)
  const proposals = proposalsOfSheet(await readSheet(context, id), found)
  const kept = left.map((fact) => {
    const open = proposals.find((proposal) => proposal.fact === fact)
    if (open === undefined)
      refuse('conflict', 'The scope sheet does not ask for this any more. Look at it, then decide again.')
    return [fact, { proposed: open.value, by: actor.name, at: now.toISOString(), reason }] as const
  })
  const leftAsIs = { ...row.leftAsIs, ...Object.fromEntries(kept) }
  const next = { ...row, leftAsIs, revision: row.revision + 1, changedAt: now, changedBy: actor.name }
  await changeCase(context, id, {
    leftAsIs,
    revision: next.revision,
    changedAt: now,
    changedBy: actor.name,
  })
  const text = short(kept.map(([fact, { proposed }]) => `${fact}: ${JSON.stringify(proposed)}`).join('\n'))
  context.record({ stream: id, kind: 'duty.leave', fields: { revision: next.revision, text, reason } })
  return next
}

/** Judged as the engine takes them; refuses at the change that cannot be true with the others. */
function judgedFacts(found: JudgedCase, facts: FlatFacts, changes: readonly FactChange[]): Facts {
  const judged = Facts.safeParse(wiredFacts(found, facts))
  if (judged.success) return judged.data
  refuseFaults(
    judged.error.issues.slice(0, 20).map(({ path, message }) => ({
      path: placeOfFault(path, changes),
      message: `${path.join('.')} ${message}`.slice(0, 300),
    })),
  )
  throw judged.error
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
