import type * as z from 'zod'
import { wordsIn, type OwnField } from '../../../../base/own-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { formFor } from '../../../register/fields/public.ts'
import * as contract from '../contract/details.ts'
import { answered } from '../rules/details.ts'
import { listDetails } from '../store/details.ts'
import { getIncident } from '../store/incidents.ts'
import { getOpenIncident } from './lead-incident.ts'
import { isReadingGuest } from './read-incidents.ts'
import { firstVersionFor, settle, standingOf, type Case } from './settle-details.ts'

export const read = action(contract.readDetails, async (context, { id }) =>
  detailsOfCase(context, await getIncident(context, id)),
)

/** Different fields by two people are both kept; of two who change the same one, the second is told who was quicker. */
export const change = action(contract.changeDetails, async (context, { id, changes: wanted }) => {
  const incident = await getOpenIncident(context, id)
  const { kind, severity } = incident
  const { form } = await formFor(context)
  const standing = await standingOf(context, id)
  const result = answered({
    fields: form.fields,
    kind,
    severity,
    severityBefore: severity,
    standing,
    wanted,
    firstVersion: firstVersionFor(context),
  })
  await refuseOvertaken(context, id, form.fields, result.overtaken)
  await settle(context, incident, result)
  refuseUnless(result.changes.length > 0, 'conflict', 'These answers stand so already.')
  return detailsOfCase(context, incident)
})

async function refuseOvertaken(
  context: Context,
  id: string,
  fields: readonly OwnField[],
  overtaken: readonly string[],
): Promise<void> {
  if (overtaken.length === 0) return
  const rows = await listDetails(context, id)
  const faults = overtaken.map((key) => {
    const field = fields.find((one) => one.key === key)
    const name = field === undefined ? key : wordsIn(field.name, 'en')
    const by = rows.find((row) => row.field === key)?.changedBy
    const message =
      by === undefined
        ? `“${name}” was taken back meanwhile.`
        : `“${name}” was answered by ${by} meanwhile. Look at it, then save again.`
    return { path: `details.${key}`, message }
  })
  refuse('conflict', 'Somebody was quicker. Your answers are still here, and nothing was changed.', {
    reason: 'overtaken',
    faults,
  })
}

async function detailsOfCase(context: Context, incident: Case): Promise<z.input<typeof contract.Details>> {
  const { id, status } = incident
  const { version, form } = await formFor(context)
  const rows = await listDetails(context, id)
  const isKept = new Set(rows.map(({ field }) => field))
  return {
    form: version,
    fields: form.fields.filter(({ key, isRetired }) => !isRetired || isKept.has(key)),
    values: rows.map(({ field: key, changedAt, value, version: own, isDefault, changedBy }) => ({
      key,
      value,
      version: own,
      isDefault,
      changedAt: changedAt.toISOString(),
      changedBy,
    })),
    mayChange: status === 'open' && context.can('incident.detail') && !(await isReadingGuest(context, id)),
  }
}
