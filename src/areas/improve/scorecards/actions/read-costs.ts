import { grouped } from '../../../../base/grouped.ts'
import type { Context } from '../../../../platform/action.ts'
import { listFirms } from '../../../respond/duties/public.ts'
import { listCostsIn } from '../../../respond/incidents/public/people-and-costs.ts'
import type { CaseCosts } from '../rules/costs.ts'

/** The money of these cases, each line with the firm that it went to where somebody said so; by case. */
export async function costsIn(
  context: Context,
  incidentIds: readonly string[],
): Promise<Map<string, CaseCosts>> {
  const firms = new Map((await listFirms(context, incidentIds)).map(({ costId, firm }) => [costId, firm]))
  const lines = (await listCostsIn(context, incidentIds)).map(({ id, ...line }) => ({
    ...line,
    firm: firms.get(id) ?? '',
  }))
  return grouped(lines, ({ incidentId }) => incidentId)
}
