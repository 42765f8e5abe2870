import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { systemsOf } from '../../incidents/public/incidents.ts'
import { costsFor } from '../../incidents/public/people-and-costs.ts'
import type { SharedLine } from '../contract/outside.ts'
import type { Material } from '../rules/editions.ts'
import type { StatementCase } from './statement-case.ts'

/** Every line of a case that a report or a page could hold, whoever may read it. */
export async function materialOf(
  context: Context,
  { incident, facts, restricted }: Pick<StatementCase, 'incident' | 'facts' | 'restricted'>,
): Promise<Material> {
  const lines = (what: SharedLine['what'], texts: readonly string[]) =>
    texts.filter((text) => text !== '').map((text) => ({ what, text: text.slice(0, 600) }))
  const lead =
    incident.leadId === null
      ? undefined
      : (await listActiveMembers(context)).find(({ id }) => id === incident.leadId)
  const { totals } = await costsFor(context, incident.id)
  return [
    ...lines('headline', [facts.headline]),
    ...lines('confirmed', facts.confirmed),
    ...lines('checking', facts.checking),
    ...lines('unknown', facts.unknown),
    ...lines('next', facts.next),
    ...lines('clock', [facts.clock]),
    ...lines(
      'systems',
      (await systemsOf(context, incident.id))
        .filter(({ state }) => state !== 'ruled_out')
        .map(({ name, state }) => `${name}: ${state.replaceAll('_', ' ')}`),
    ),
    ...lines('indicators', restricted.indicators ?? []),
    ...lines('causes', restricted.causes ?? []),
    ...lines('people', lead === undefined ? [] : [lead.name]),
    ...lines(
      'costs',
      totals.map(({ amount, currency }) => `${amount} ${currency}`),
    ),
  ]
}
