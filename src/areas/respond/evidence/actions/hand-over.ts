import type * as z from 'zod'
import { personMay } from '../../../../base/access.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import { readStream, type ReadLeaf } from '../../../../platform/ledger/read.ts'
import { getMember, organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/custody.ts'
import { receiptDocument } from '../documents/receipt.ts'
import { endingBy, evidenceField, isWithOutside, mayGive, mayReceive, whyNoReceipt } from '../rules.ts'
import { changeKeeping, getEvidence, getEvidenceToChange, type EvidenceRecord } from '../store/evidence.ts'
import {
  addHandover,
  findOffer,
  getHandover,
  listHandovers,
  settleHandover,
  type HandoverRecord,
} from '../store/handovers.ts'
import { actorIn } from './evidence-of.ts'
import { refuseRemoved } from './seal-evidence.ts'

export const readCustody = action(contract.readCustody, async (context, { id, evidence }) => {
  await incidentFor(context, id)
  await getEvidence(context, id, evidence)
  const leaves = await custodyLeaves(context, id, evidence)
  const handovers = await listHandovers(context, evidence)
  return {
    items: leaves.map(entryOf),
    handovers: handovers.map((record) => handoverOf(context, record)),
    next: null,
  }
})

const custodyKinds = [
  ...['add', 'copy', 'open', 'alarm', 'classify', 'retain', 'hold', 'release', 'remove', 'unpack'].map(
    (verb) => `evidence.${verb}`,
  ),
  ...['offer', 'receive', 'decline', 'withdraw', 'receipt', 'export'].map((verb) => `custody.${verb}`),
]

/** Every line of custody in an incident, or of one thing in it, oldest first; a page of the ledger at a time. */
export async function custodyLeaves(
  context: Context,
  stream: string,
  evidence?: string,
): Promise<ReadLeaf[]> {
  const limit = 1000
  const leaves: ReadLeaf[] = []
  for (;;) {
    const from = leaves.at(-1)?.number ?? 0
    const having = evidence === undefined ? undefined : { field: 'evidence', value: evidence }
    const query = { stream, limit, order: 'oldest', from, kinds: custodyKinds, having } as const
    const page = await readStream(context.tx.$client, query)
    leaves.push(...page)
    if (page.length < limit) return leaves
  }
}

function entryOf({ number, at, kind, fields }: ReadLeaf): contract.CustodyEntry {
  const { actor: _ref, by = '', evidence: _id, ...rest } = fields
  return { number, at: at.toISOString(), kind, by, fields: rest }
}

export const offer = action(
  contract.offerEvidence,
  async (context, { id, evidence, direction, what, purpose, memberId, outside }) => {
    await incidentFor(context, id)
    const held = await getEvidenceToChange(context, id, evidence)
    const taker = await takerOf(context, id, { memberId, outside })
    refuseRemoved(held)
    refuseUnless(
      mayGive(held, actorIn(context)),
      'forbidden',
      `${held.custodian} holds this, so ${held.custodian} hands it over, or an owner in their place.`,
    )
    refuseUnless(
      (await findOffer(context, evidence)) === undefined,
      'conflict',
      'It is on its way to somebody already. Let them receive or decline it first.',
    )
    const giver = giverOf(context, held)
    refuseUnless(
      giver.id === null || giver.id !== taker.id,
      'invalid',
      `${taker.name} holds it already. Choose somebody else.`,
    )
    const record = await addHandover(context, {
      id: context.newId(),
      incidentId: id,
      evidenceId: evidence,
      direction,
      what,
      purpose,
      giverId: giver.id,
      giver: giver.name,
      takerId: taker.id,
      taker: taker.name,
      takerContact: taker.contact,
      offeredAt: context.now,
      offeredBy: context.actor.name,
      state: 'offered',
    })
    context.record({
      stream: id,
      kind: 'custody.offer',
      fields: { ...leafFields(record), file: evidenceField(held), what, purpose, contact: taker.contact },
    })
    return handoverOf(context, record)
  },
)

async function takerOf(
  context: Context,
  incidentId: string,
  { memberId, outside }: Pick<z.output<typeof contract.offerEvidence.input>, 'memberId' | 'outside'>,
) {
  if ((memberId === undefined) === (outside === undefined))
    refuse('invalid', 'Name one person who takes it: one of yours, or one from outside.', {
      faults: [{ path: 'memberId', message: 'either this or outside' }],
    })
  if (outside !== undefined) return { id: null, ...outside }
  const member = await getMember(context, memberId ?? '')
  refuseUnless(
    member.status === 'active',
    'conflict',
    `${member.name} cannot sign in at the moment, so they could not confirm. Choose somebody else.`,
  )
  const { role } = member
  const audience = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)
  refuseUnless(
    personMay(member, 'evidence.hand') && mayHear({ memberId: member.id, role }, audience),
    'conflict',
    `${member.name} could not confirm that it was received: their role or this closed case does not let them. Choose somebody else, or let them in first.`,
    { reason: 'taker_cannot_confirm' },
  )
  return { id: member.id, name: member.name, contact: '' }
}

function giverOf(context: Context, held: { custodianId: string | null; custodian: string | null }) {
  if (held.custodian !== null) return { id: held.custodianId, name: held.custodian }
  return { id: actorIn(context).memberId ?? null, name: context.actor.name }
}

export const receive = action(
  contract.receiveEvidence,
  async (context, { id, evidence, handover, note, signed }) => {
    await incidentFor(context, id)
    const held = await getEvidenceToChange(context, id, evidence)
    const before = await getHandover(context, evidence, handover)
    refuseSettled(before)
    refuseUnless(
      mayReceive(before, actorIn(context)),
      'forbidden',
      `Only ${before.taker} can confirm that it was received.`,
    )
    if (signed !== undefined) refuseOtherPaper(await getEvidence(context, id, signed), before)
    refuseUnless(
      !isWithOutside(before) || signed !== undefined,
      'invalid',
      'Somebody from outside signs on paper: print the receipt, have it signed, seal a photo of it, and choose it here.',
      { faults: [{ path: 'signed', message: 'the sealed photo or scan of the signed receipt' }] },
    )
    const record = await settleHandover(context, handover, {
      state: 'received',
      settledAt: context.now,
      settledBy: context.actor.name,
      note,
      receiptId: signed ?? null,
    })
    await changeKeeping(context, evidence, { custodian: before.taker, custodianId: before.takerId })
    context.record({
      stream: id,
      kind: 'custody.receive',
      fields: { ...leafFields(record), file: evidenceField(held), note, ...(signed && { receipt: signed }) },
    })
    return handoverOf(context, record)
  },
)

/** What stands for a signature has to be able to: another thing than the one handed over, here, and newer than the offer. */
function refuseOtherPaper(paper: EvidenceRecord, offer: HandoverRecord): void {
  refuseRemoved(paper)
  const why = whyNoReceipt(paper, offer)
  if (why !== undefined)
    refuse('invalid', why, { reason: 'no_receipt', faults: [{ path: 'signed', message: why }] })
}

export const decline = action(contract.declineHandover, async (context, { id, evidence, handover, note }) => {
  await incidentFor(context, id)
  const held = await getEvidenceToChange(context, id, evidence)
  const before = await getHandover(context, evidence, handover)
  refuseSettled(before)
  const state = endingBy(before, actorIn(context))
  if (state === undefined)
    refuse('forbidden', `Only ${before.giver}, ${before.taker} or an owner can end this hand-over.`)
  const settled = { state, settledAt: context.now, settledBy: context.actor.name, note }
  const record = await settleHandover(context, handover, settled)
  context.record({
    stream: id,
    kind: state === 'declined' ? 'custody.decline' : 'custody.withdraw',
    fields: { ...leafFields(record), file: evidenceField(held), note },
  })
  return handoverOf(context, record)
})

/** The paper for both hands. Printed before it is signed, so it says what was offered, and what was confirmed so far. */
export const printReceipt = action(contract.printReceipt, async (context, { id, evidence, handover }) => {
  const { number, title } = await incidentFor(context, id)
  const held = await getEvidence(context, id, evidence)
  const record = await getHandover(context, evidence, handover)
  context.record({
    stream: id,
    kind: 'custody.receipt',
    fields: { ...leafFields(record), file: evidenceField(held) },
  })
  const { name: organisation, timeZone } = await organisationFor(context)
  const about = { organisation, timeZone, incident: `INC-${number}`, title, madeAt: context.now }
  const { typesetter } = context
  return {
    name: `INC-${number}-receipt.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(receiptDocument({ about, evidence: held, handover: record })),
  }
})

function refuseSettled({ state }: HandoverRecord): void {
  refuseUnless(state === 'offered', 'conflict', `This hand-over was ${state} already.`)
}

function leafFields({ id, evidenceId, direction, giver, taker }: HandoverRecord) {
  return { evidence: evidenceId, handover: id, direction, giver, taker }
}

/** A hand-over as it is answered, with what this actor may do about it. */
export function handoverOf(context: Context, record: HandoverRecord): z.input<typeof contract.Handover> {
  const { id, evidenceId, direction, what, purpose, giver, taker, takerContact, state, offeredBy } = record
  const actor = actorIn(context)
  const isHand = context.can('evidence.hand')
  const ending = endingBy(record, actor)
  return {
    ...{ id, evidenceId, direction, what, purpose, giver, taker, takerContact, state, offeredBy },
    isOutside: isWithOutside(record),
    offeredAt: record.offeredAt.toISOString(),
    settledAt: record.settledAt?.toISOString() ?? null,
    settledBy: record.settledBy,
    note: record.note,
    receiptId: record.receiptId,
    can: {
      settle: isHand && mayReceive(record, actor),
      decline: isHand && ending === 'declined',
      withdraw: isHand && ending === 'withdrawn',
    },
  }
}
