import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../people/public/people.ts'
import { holdContacts, reachablePeople } from '../../contacts/public.ts'
import * as contract from '../contract/mandates.ts'
import { mandateDocument } from '../documents/mandate.ts'
import { isOwnName, mandateState } from '../rules/mandates.ts'
import {
  insertMandate,
  listMandates,
  listRoles,
  lockMandate,
  updateMandate,
  type MandateRecord,
} from '../store.ts'
import { mandateOf } from './standing.ts'
import { standingRoles } from '../contract/words.ts'

export const listMine = action(contract.listMyMandates, async (context) => {
  const rows = (await listMandates(context)).filter((row) => maySee(context, row))
  const known = await knownFor(context, rows)
  return { items: rows.map((row) => mandateOf(context, row, known)), next: null }
})

export const write = action(contract.addMandate, async (context, wanted) => {
  await refuseUnknownRole(context, wanted.role)
  await holdContacts(context, [wanted.contactId])
  const today = await todayOf(context)
  const message = 'The last day has passed already. Choose a later one.'
  refuseUnless(wanted.endsOn >= today, 'invalid', message, { faults: [{ path: 'endsOn', message }] })
  const nothing = { toldDay: null, toldStage: null, endedAt: null, endedBy: null, endReason: null }
  const made = { madeAt: context.now, madeBy: context.actor.name }
  const row = { ...wanted, id: context.newId(), signatures: [], ...made, ...nothing }
  await insertMandate(context, row)
  context.record({
    stream: 'audit',
    kind: 'mandate.write',
    fields: leafFields({ mandate: row.id, ...wanted }),
  })
  return shown(context, row)
})

/** The text is on the record when it is written; the signature names it and the one who gave it. */
export const sign = action(contract.signMandate, async (context, { id, as, method, name }) => {
  const row = await lockMandate(context, id)
  if (!maySee(context, row)) refuse('not_found', 'There is no such mandate here.')
  const state = mandateState(row, await todayOf(context))
  refuseUnless(
    state === 'draft' || state === 'half_signed',
    'conflict',
    'This mandate is signed, or over. Write a new one instead.',
  )
  refuseUnless(!row.signatures.some((one) => one.as === as), 'conflict', 'This signature is there already.')
  const { memberId, isOnPaper } = await refuseForger(context, row, { as, method, name })
  const signature: contract.Signature = {
    ...{ as, name, memberId, method: isOnPaper ? 'paper' : 'here' },
    ...{ recordedBy: context.actor.name, at: context.now.toISOString() },
  }
  const signed = await updateMandate(context, id, { signatures: [...row.signatures, signature] })
  context.record({
    stream: 'audit',
    kind: 'mandate.sign',
    fields: { mandate: id, title: row.title, as, name, method: signature.method },
  })
  return shown(context, signed)
})

export const end = action(contract.endMandate, async (context, { id, reason }) => {
  const row = await lockMandate(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This mandate has ended already.')
  const ended = { endedAt: context.now, endedBy: context.actor.name, endReason: reason }
  context.record({
    stream: 'audit',
    kind: 'mandate.end',
    fields: { mandate: id, title: row.title, reason },
  })
  return shown(context, await updateMandate(context, id, ended))
})

export const print = action(contract.printMandate, async (context, { id }) => {
  const row = await lockMandate(context, id)
  if (!maySee(context, row)) refuse('not_found', 'There is no such mandate here.')
  const mandate = await shown(context, row)
  const { name: organisation, timeZone } = await organisationFor(context)
  context.record({ stream: 'audit', kind: 'mandate.print', fields: { mandate: id, title: row.title } })
  const { typesetter } = context
  const document = mandateDocument({ organisation, timeZone, mandate }, context.now)
  return {
    name: 'mandate.pdf',
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(document),
  }
})

/** One's own, and all of them for whoever may read powers: for everybody else it is not there. */
function maySee(context: Context, { contactId }: Pick<MandateRecord, 'contactId'>): boolean {
  const { actor } = context
  return context.can('power.read') || (actor.kind === 'member' && actor.memberId === contactId)
}

/** A signature is the act of the one whose name it is. On paper an owner says that the paper is there. */
async function refuseForger(
  context: Context,
  row: MandateRecord,
  {
    as,
    method,
    name,
  }: { readonly as: 'giver' | 'holder'; readonly method: 'here' | 'paper'; readonly name: string },
): Promise<{ readonly memberId: string | null; readonly isOnPaper: boolean }> {
  const { actor } = context
  if (actor.kind !== 'member') refuse('forbidden', 'Only a person can sign. Sign in yourself.')
  const isOwner = actor.role === 'owner'
  if (as === 'holder') {
    const holder = (await reachablePeople(context, [row.contactId])).get(row.contactId)
    if (holder === undefined)
      refuse('conflict', 'The person named here is not on the list of contacts any more.')
    if (holder.memberId === null || method === 'paper') {
      refuseUnless(isOwner, 'forbidden', 'An owner has to say that the signed paper is there.')
      const message = `Write the name as it stands in the mandate: ${holder.name}.`
      refuseUnless(isOwnName(name, holder.name), 'invalid', message, { faults: [{ path: 'name', message }] })
      return { memberId: null, isOnPaper: true }
    }
    refuseUnless(
      actor.memberId === holder.memberId,
      'forbidden',
      `Only ${holder.name} can sign this: signed in, or on paper.`,
    )
  } else refuseUnless(isOwner, 'forbidden', 'Only an owner can give this power.')
  const message = `Type your own name to sign: ${actor.name}.`
  refuseUnless(isOwnName(name, actor.name), 'invalid', message, { faults: [{ path: 'name', message }] })
  return { memberId: actor.memberId, isOnPaper: false }
}

async function refuseUnknownRole(context: Context, role: string | null): Promise<void> {
  if (role === null || (standingRoles as readonly string[]).includes(role)) return // widened: a UUID
  const own = await listRoles(context)
  if (!own.some((row) => row.role === role)) refuse('not_found', 'There is no such role here.')
}

async function knownFor(context: Context, rows: readonly MandateRecord[]) {
  const people = await reachablePeople(
    context,
    rows.map(({ contactId }) => contactId),
  )
  return { people, today: await todayOf(context) }
}

async function shown(context: Context, row: MandateRecord): Promise<contract.Mandate> {
  return mandateOf(context, row, await knownFor(context, [row]))
}
