import { action, type Context } from '../../../../platform/action.ts'
import { functionsFor } from '../../../register/assets/public.ts'
import { incidentFor, systemsOf } from '../../incidents/public.ts'
import * as contract from '../contract/board.ts'
import { openPoints } from '../rules/closing.ts'
import { findClearance, listReturns, listWays } from '../store/returning.ts'
import { listRows } from '../store/registers.ts'
import {
  accountOf,
  blockOf,
  clearanceOf,
  footholdOf,
  measureOf,
  returnsOf,
  scopeLineOf,
  secretOf,
  serviceOf,
  watchesOf,
  weaknessesOf,
} from './shapes.ts'
import { wayShown } from './way-shape.ts'

type Facts = Omit<contract.Board, 'incidentId' | 'number' | 'title' | 'open' | 'can'>

export const read = action(contract.readContainment, async (context, { id }) => {
  const { number, title, status } = await incidentFor(context, id)
  const facts = await factsOf(context, id)
  const isOpen = status === 'open'
  return {
    incidentId: id,
    number,
    title,
    ...facts,
    open: isOpen ? openPoints(facts, true, context.now) : [],
    can: {
      work: isOpen && context.can('incident.system'),
      sign: isOpen && context.can('containment.sign'),
      override: isOpen && context.can('containment.override'),
      watch: context.can('incident.system'),
    },
  }
})

/** Everything of this room for one incident. */
export async function factsOf(context: Context, id: string): Promise<Facts> {
  const { now } = context
  const watches = watchesOf(await listRows(context, 'watch', id), await listRows(context, 'check', id), now)
  const systems = await systemsOf(context, id)
  const ways = await listWays(
    context,
    systems.map((system) => system.id),
  )
  const wayOf = new Map(ways.map((way) => [way.systemId, way]))
  const returns = await listReturns(context, id)
  const functions = await functionsFor(
    context,
    returns.map(({ functionId }) => functionId),
  )
  const clearance = await findClearance(context, id)
  return {
    systems: systems.map((system) => wayShown(system, wayOf.get(system.id), { watches, now })),
    accounts: (await listRows(context, 'account', id)).map(accountOf),
    secrets: (await listRows(context, 'secret', id)).map(secretOf),
    blocks: (await listRows(context, 'block', id)).map(blockOf),
    services: (await listRows(context, 'service', id)).map(serviceOf),
    measures: (await listRows(context, 'measure', id)).map((row) => measureOf(row, now)),
    weaknesses: weaknessesOf(await listRows(context, 'weakness', id)),
    footholds: (await listRows(context, 'foothold', id)).map(footholdOf),
    watches,
    clearance: clearance === undefined ? null : clearanceOf(clearance),
    functions: returnsOf(returns, functions),
    scope: (await listRows(context, 'scope', id)).map(scopeLineOf),
  }
}
