import type { Context } from '../../../../platform/action.ts'
import { dropDeputy } from '../store/roles.ts'

/** On the record: who leads from now on. Whoever leads stands in for nobody who leads, themselves least of all. */
export async function recordLead(
  context: Context,
  incidentId: string,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  await dropDeputy(context, incidentId, { role: 'lead', memberId: id })
  context.record({ stream: incidentId, kind: 'lead.change', fields: { lead: id, name } })
}
