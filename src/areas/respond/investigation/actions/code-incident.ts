import type * as z from 'zod'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/coding.ts'
import { codingGroups, unknownChoices } from '../rules/coding.ts'
import { suggestCoding } from '../rules/suggest-coding.ts'
import { changeFinding, findFinding } from '../store/findings.ts'

export const read = action(contract.readCoding, async (context, { id }) => {
  const { kind } = await incidentFor(context, id)
  return viewOf(context, id, kind)
})

export const code = action(contract.codeIncident, async (context, { id, coding }) => {
  const unknown = unknownChoices(coding)
  refuseUnless(unknown.length === 0, 'invalid', 'The picker does not know some of these choices.', {
    faults: unknown
      .slice(0, 20)
      .map((path) => ({ path: `coding.${path}`, message: 'is no choice of the picker' })),
  })
  const { kind } = await openIncidentFor(context, id)
  const distinct = { ...coding }
  for (const group of codingGroups) distinct[group] = [...new Set(coding[group])]
  await changeFinding(context, id, { coding: distinct })
  context.record({
    stream: id,
    kind: 'incident.code',
    fields: {
      scheme: `VERIS ${coding.version}`,
      overall: coding.overall,
      ...Object.fromEntries(codingGroups.map((group) => [group, distinct[group].join(' ')])),
    },
  })
  return viewOf(context, id, kind)
})

async function viewOf(
  context: Context,
  id: string,
  kind: Parameters<typeof suggestCoding>[0],
): Promise<z.input<typeof contract.CodingView>> {
  const found = await findFinding(context, id)
  return { coding: found?.coding ?? null, suggested: suggestCoding(kind, found?.vector ?? null) }
}
