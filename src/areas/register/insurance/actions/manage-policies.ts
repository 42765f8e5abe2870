import type { Policy } from '../contract/policies.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/policies.ts'
import { attestationState, daysLeft, proofFault } from '../rules.ts'
import {
  attestationsOf,
  consentsOf,
  getAttestationRow,
  getPolicyRow,
  insertAttestation,
  insertConsent,
  insertPolicy,
  listPolicyRows,
  updateAttestation,
  updatePolicy,
  type ConsentRecord,
  type PolicyRecord,
} from '../store.ts'

export const list = action(contract.listPolicies, async (context, { limit, cursor, q }) => {
  const rows = await listPolicyRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await policiesOf(context, items), next }
})

export const get = action(contract.getPolicy, async (context, { id }) => {
  const policy = await policyOf(context, id)
  return { ...policy, consents: (await consentsOf(context, id)).map(consentOf) }
})

export const add = action(contract.addPolicy, async (context, fields) => {
  await refuseFaulty(context, fields)
  const untold = { toldDay: null, toldStage: null, proofDay: null, proofStage: null }
  const row = { ...fields, ...untold, id: context.newId(), addedAt: context.now, endedAt: null }
  const added = (await insertPolicy(context, row)) ?? refuseTaken(fields.name)
  recordPolicy(context, 'policy.add', added)
  return policyOf(context, added.id)
})

export const change = action(contract.changePolicy, async (context, { id, ...fields }) => {
  await getLiving(context, id)
  await refuseFaulty(context, fields)
  recordPolicy(context, 'policy.change', await orTaken(fields.name, updatePolicy(context, id, fields)))
  return policyOf(context, id)
})

export const end = action(contract.endPolicy, async (context, { id, reason }) => {
  const { name } = await getLiving(context, id)
  await updatePolicy(context, id, { endedAt: context.now })
  context.record({ stream: 'audit', kind: 'policy.end', fields: { policy: id, name, reason } })
  return policyOf(context, id)
})

export const attest = action(contract.addAttestation, async (context, { id, statement, check }) => {
  await getLiving(context, id)
  const attestation = context.newId()
  const nothing = { proof: null, withdrawnAt: null, withdrawnWhy: null }
  const row = { id: attestation, policyId: id, statement, check, addedAt: context.now, ...nothing }
  await insertAttestation(context, row)
  context.record({
    stream: 'audit',
    kind: 'attestation.add',
    fields: { policy: id, attestation, statement, check },
  })
  return policyOf(context, id)
})

export const prove = action(
  contract.proveAttestation,
  async (context, { id, attestation, checkedOn, validUntil, words }) => {
    await getLiving(context, id)
    const { statement } = await getAttestationRow(context, { policyId: id, id: attestation })
    const fault = proofFault({ checkedOn, validUntil }, await todayOf(context))
    if (fault) refuse('invalid', fault.message, { faults: [fault] })
    const proof = { checkedOn, validUntil, words, by: context.actor.name }
    await updateAttestation(context, attestation, { proof })
    context.record({
      stream: 'audit',
      kind: 'attestation.prove',
      fields: { policy: id, attestation, statement, checkedOn, validUntil, words },
    })
    return policyOf(context, id)
  },
)

export const withdraw = action(contract.withdrawAttestation, async (context, { id, attestation, reason }) => {
  await getLiving(context, id)
  const { statement } = await getAttestationRow(context, { policyId: id, id: attestation })
  await updateAttestation(context, attestation, { withdrawnAt: context.now, withdrawnWhy: reason })
  context.record({
    stream: 'audit',
    kind: 'attestation.withdraw',
    fields: { policy: id, attestation, statement, reason },
  })
  return policyOf(context, id)
})

/** The cover may hang on it, so the yes is on record before the money is spent. */
export const agree = action(contract.recordConsent, async (context, { id, givenAt, ...fields }) => {
  const policy = await getLiving(context, id)
  const given = new Date(givenAt)
  const message = 'A consent that is still to come is none.'
  refuseUnless(given <= context.now, 'invalid', message, { faults: [{ path: 'givenAt', message }] })
  const row = {
    ...fields,
    id: context.newId(),
    policyId: id,
    givenAt: given,
    recordedBy: context.actor.name,
  }
  await insertConsent(context, row)
  context.record({
    stream: 'audit',
    kind: 'consent.record',
    fields: leafFields({ policy: id, policyName: policy.name, ...fields, givenAt }),
  })
  return consentOf(row)
})

async function getLiving(context: Context, id: string): Promise<PolicyRecord> {
  const row = await getPolicyRow(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This policy has ended. Add it anew instead.')
  return row
}

async function refuseFaulty(
  context: Context,
  fields: Pick<PolicyRecord, 'ownerId' | 'startsOn' | 'endsOn'>,
): Promise<void> {
  const { ownerId, startsOn, endsOn } = fields
  const message = 'It would end before it starts.'
  const isForward = startsOn === null || endsOn === null || startsOn <= endsOn
  refuseUnless(isForward, 'invalid', message, { faults: [{ path: 'endsOn', message }] })
  if (ownerId !== null) await getMember(context, ownerId)
}

function recordPolicy(context: Context, kind: 'policy.add' | 'policy.change', row: PolicyRecord): void {
  const { tenantId: _t, toldDay: _d, toldStage: _s, proofDay: _p, proofStage: _q, id, ...rest } = row
  context.record({ stream: 'audit', kind, fields: leafFields({ policy: id, ...rest }) })
}

async function policyOf(context: Context, id: string): Promise<Policy> {
  const [shown] = await policiesOf(context, [await getPolicyRow(context, id)])
  if (shown === undefined) throw new Error('one row gives one policy')
  return shown
}

async function policiesOf(context: Context, rows: readonly PolicyRecord[]): Promise<Policy[]> {
  const today = await todayOf(context)
  const attested = await attestationsOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const { tenantId: _t, toldDay: _d, toldStage: _s, proofDay: _p, proofStage: _q, ...rest } = row
    return {
      ...rest,
      daysLeft: daysLeft(row.endsOn, today),
      attestations: attested
        .filter(({ policyId }) => policyId === row.id)
        .map(({ id, statement, check, proof }) => ({
          id,
          statement,
          check,
          proof,
          state: attestationState(proof, today),
        })),
      addedAt: row.addedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    }
  })
}

function consentOf(row: Omit<ConsentRecord, 'tenantId'>) {
  const { id, what, amount, givenBy, reference, givenAt, recordedBy } = row
  return { id, what, amount, givenBy, reference, givenAt: givenAt.toISOString(), recordedBy }
}
