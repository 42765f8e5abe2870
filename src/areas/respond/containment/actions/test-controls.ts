import type * as z from 'zod'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/controls.ts'
import { controlNames } from '../rules/control-table.ts'
import { standingOf } from '../rules/controls.ts'
import { addControlTest, listControlTests, listLatestTests } from '../store/controls.ts'

export const list = action(contract.listControlTests, async (context, { id }) => {
  await incidentFor(context, id)
  return boardOf(context, id)
})

/** A control that held is shown to have held; one that failed needs no proof to be believed. */
export const record = action(
  contract.recordControlTest,
  async (context, { id: incidentId, control, result, note, evidenceId }) => {
    await openIncidentFor(context, incidentId)
    if (result === 'pass' && evidenceId === null) {
      const message = 'Name the sealed evidence that shows it: a screenshot or a log.'
      refuse('invalid', message, { faults: [{ path: 'evidenceId', message }] })
    }
    if (evidenceId !== null) await refuseUnknownEvidence(context, incidentId, [evidenceId])
    await addControlTest(context, {
      id: context.newId(),
      incidentId,
      control,
      result,
      note,
      evidenceId,
      testedAt: context.now,
      testedBy: context.actor.name,
    })
    context.record({
      stream: incidentId,
      kind: 'control.test',
      fields: { name: control, result, note, ...(evidenceId !== null && { evidence: evidenceId }) },
    })
    return boardOf(context, incidentId)
  },
)

async function boardOf(context: Context, incidentId: string): Promise<z.input<typeof contract.ControlBoard>> {
  const tests = await listControlTests(context, incidentId)
  const everywhere = await listLatestTests(context)
  return {
    items: tests.map(({ tenantId: _t, incidentId: _i, testedAt, ...rest }) => ({
      ...rest,
      testedAt: testedAt.toISOString(),
    })),
    standings: controlNames.map((control) => ({ control, ...standingOf(everywhere, control) })),
    next: null,
  }
}
