import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { assetFor } from '../../../register/assets/public.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { openIncidentFor, systemFor } from '../../incidents/public.ts'
import * as registers from '../contract/registers.ts'
import * as watching from '../contract/watching.ts'
import { addRow, changeRow, getRow } from '../store/registers.ts'
import { scopeLineOf, weaknessOf } from './shapes.ts'

export const addWeakness = action(
  registers.addWeakness,
  async (context, { id: incidentId, title, systemId, reference, knownExploited }) => {
    await openIncidentFor(context, incidentId)
    const system = systemId === null ? undefined : await systemFor(context, incidentId, systemId)
    const row = { id: context.newId(), incidentId, systemId, title, reference, knownExploited }
    const added = await addRow(context, 'weakness', { ...row, addedAt: context.now })
    context.record({
      stream: incidentId,
      kind: 'weakness.add',
      fields: {
        weakness: added.id,
        title,
        reference,
        system: system?.name ?? '',
        ...(knownExploited ? { known: 'exploited' } : {}),
      },
    })
    return weaknessOf(added)
  },
)

export const verifyWeakness = action(
  registers.verifyWeakness,
  async (context, { id: incidentId, weakness: weaknessId, how, note, evidenceId }) => {
    await openIncidentFor(context, incidentId)
    const { title, verifiedAt } = await getRow(context, 'weakness', incidentId, weaknessId)
    refuseUnless(verifiedAt === null, 'conflict', 'Somebody has verified this already.')
    if (evidenceId !== null) await refuseUnknownEvidence(context, incidentId, [evidenceId])
    context.record({
      stream: incidentId,
      kind: 'weakness.verify',
      fields: {
        weakness: weaknessId,
        title,
        how,
        note,
        ...(evidenceId === null ? {} : { evidence: evidenceId }),
      },
    })
    return weaknessOf(
      await changeRow(context, 'weakness', weaknessId, {
        verifiedHow: how,
        note,
        evidenceId,
        verifiedAt: context.now,
        verifiedBy: context.actor.name,
      }),
    )
  },
)

export const exceptWeakness = action(
  registers.exceptWeakness,
  async (context, { id: incidentId, weakness: weaknessId, until, reason }) => {
    await openIncidentFor(context, incidentId)
    const { title, verifiedAt } = await getRow(context, 'weakness', incidentId, weaknessId)
    refuseUnless(verifiedAt === null, 'conflict', 'This hole is closed; it needs no exception.')
    const exceptedUntil = new Date(until)
    if (exceptedUntil.getTime() <= context.now.getTime()) {
      const message = 'Choose an end that is still to come.'
      refuse('invalid', message, { faults: [{ path: 'until', message }] })
    }
    context.record({
      stream: incidentId,
      kind: 'weakness.except',
      fields: { weakness: weaknessId, title, until, reason },
    })
    const change = { exceptedUntil, exceptionReason: reason }
    return weaknessOf(await changeRow(context, 'weakness', weaknessId, change))
  },
)

export const addScopeLine = action(watching.addScopeLine, async (context, { id: incidentId, ...fields }) => {
  await openIncidentFor(context, incidentId)
  if (fields.assetId !== null) await assetFor(context, fields.assetId)
  const row = { id: context.newId(), incidentId, ...fields, since: context.now, setBy: context.actor.name }
  const added = await addRow(context, 'scope', row)
  const { name, subject, state, note } = added
  context.record({
    stream: incidentId,
    kind: 'scope.set',
    fields: {
      line: added.id,
      name,
      subject,
      to: state,
      ...(fields.dataKind === null ? {} : { dataKind: fields.dataKind }),
      ...(fields.records === null ? {} : { records: fields.records }),
      note,
    },
  })
  return scopeLineOf(added)
})

export const changeScopeLine = action(
  watching.changeScopeLine,
  async (context, { id: incidentId, line: lineId, state, records, note }) => {
    await openIncidentFor(context, incidentId)
    const before = await getRow(context, 'scope', incidentId, lineId)
    context.record({
      stream: incidentId,
      kind: 'scope.set',
      fields: {
        line: lineId,
        name: before.name,
        subject: before.subject,
        from: before.state,
        to: state,
        ...(records === null ? {} : { records }),
        note,
      },
    })
    const since = before.state === state ? before.since : context.now
    const change = { state, records, note, since, setBy: context.actor.name }
    return scopeLineOf(await changeRow(context, 'scope', lineId, change))
  },
)
