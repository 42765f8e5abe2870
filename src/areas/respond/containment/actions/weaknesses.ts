import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { exploitedAmong } from '../../../prepare/playbooks/public.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { openIncidentFor, systemFor } from '../../incidents/public/incidents.ts'
import * as registers from '../contract/registers.ts'
import { cvesIn, isExploited } from '../rules/holes.ts'
import { addRow, changeRow, getRow } from '../store/registers.ts'
import { weaknessOf } from './shapes.ts'

export const addWeakness = action(
  registers.addWeakness,
  async (context, { id: incidentId, title, systemId, reference, knownExploited: saidSo }) => {
    await openIncidentFor(context, incidentId)
    const system = systemId === null ? undefined : await systemFor(context, incidentId, systemId)
    const listed = await exploitedAmong(context, cvesIn(reference))
    const knownExploited = isExploited({ knownExploited: saidSo, reference }, listed)
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
    return weaknessOf(added, context.now)
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
      context.now,
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
    return weaknessOf(await changeRow(context, 'weakness', weaknessId, change), context.now)
  },
)
