import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { coverNames } from '../../../register/insurance/public.ts'
import { vendorNames } from '../../../register/vendors/public.ts'
import { evidenceNames, refuseUnknownEvidence } from '../../../respond/evidence/public.ts'
import { lockedIncidentFor, writableIncidentFor } from '../../../respond/incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { insertEvent, keptCase, type Subject } from '../store.ts'
import { caseOf, materialFor } from './shapes.ts'

/** While the case runs it is written down as it happens; how good it was, after it. */
export const log = action(contract.logSupplierEvent, async (context, wish) => {
  const { id: incidentId, kind, note, evidenceId = null, grade = null } = wish
  const subject = subjectOf(wish)
  await refuseWrongTime(context, incidentId, kind)
  refuseFaults(wish, context.now)
  const name = await nameOf(context, subject)
  if (evidenceId !== null) await refuseUnknownEvidence(context, incidentId, [evidenceId])
  const row = await keptCase(context, { ...subject, id: context.newId(), incidentId, openedAt: context.now })
  const happenedAt = wish.happenedAt === undefined ? context.now : new Date(wish.happenedAt)
  const event = { kind, happenedAt, grade, note, evidenceId }
  await insertEvent(context, {
    ...event,
    id: context.newId(),
    supplierCaseId: row.id,
    recordedAt: context.now,
    recordedBy: context.actor.name,
  })
  const evidence = (await evidenceNames(context, evidenceId === null ? [] : [evidenceId])).get(
    evidenceId ?? '',
  )
  context.record({
    stream: incidentId,
    kind: `supplier.${kind}`,
    fields: leafFields({ supplier: row.id, name, ...event, evidence }),
  })
  return caseOf(row, await materialFor(context, [row]))
})

type Wish = Parameters<Parameters<typeof action<typeof contract.logSupplierEvent>>[1]>[1]

/** @throws Refusal `conflict` for a judgement before the end, and for anything else after it */
async function refuseWrongTime(context: Context, id: string, kind: Wish['kind']): Promise<void> {
  if (kind !== 'judged') {
    await writableIncidentFor(context, id)
    return
  }
  const { status } = await lockedIncidentFor(context, id)
  refuseUnless(status === 'closed', 'conflict', 'Say how good it was when the case is closed.')
}

function subjectOf(wish: Wish): Subject {
  const [vendorId, retainerId, policyId] = [
    wish.vendorId ?? null,
    wish.retainerId ?? null,
    wish.policyId ?? null,
  ]
  const message = 'Choose one supplier, firm on call or insurer.'
  const named = [vendorId, retainerId, policyId].filter((one) => one !== null)
  refuseUnless(named.length === 1, 'invalid', message, { faults: [{ path: 'vendorId', message }] })
  return { vendorId, retainerId, policyId }
}

function refuseFaults({ kind, grade, note, happenedAt }: Wish, now: Date): void {
  const fault = (path: string, message: string) => refuse('invalid', message, { faults: [{ path, message }] })
  if ((kind === 'judged') !== (grade !== undefined))
    fault('grade', 'Say how good it was, and only when you judge a case that is over.')
  if (kind === 'judged' && note === '') fault('note', 'Write what shows it.')
  if (kind === 'knew' && note === '') fault('note', 'Write who said so, and where.')
  if (happenedAt !== undefined && new Date(happenedAt) > now)
    fault('happenedAt', 'This is in the future. Write it down when it has happened.')
}

/** @throws Refusal `not_found` for one that is not in the registers */
async function nameOf(context: Context, { vendorId, retainerId, policyId }: Subject): Promise<string> {
  const found =
    vendorId === null
      ? (await coverNames(context)).get(retainerId ?? policyId ?? '')?.name
      : (await vendorNames(context, [vendorId])).get(vendorId)
  return found ?? refuse('not_found', 'There is no such supplier here.')
}
