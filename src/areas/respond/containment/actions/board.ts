import { roleMay } from '../../../../base/access.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { functionsFor } from '../../../register/assets/public.ts'
import { exploitedAmong } from '../../../prepare/playbooks/public.ts'
import { incidentFor, peopleInside, systemsOf } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/board.ts'
import { openPoints } from '../rules/closing.ts'
import { findBlockList, type BlockListRecord } from '../store/block-list.ts'
import { findClearance, listReturns, listWays } from '../store/returning.ts'
import { cvesIn, isExploited } from '../rules/holes.ts'
import { listRows, type RowOf } from '../store/registers.ts'
import {
  accountOf,
  blocksOf,
  clearanceOf,
  footholdOf,
  measureOf,
  returnsOf,
  secretOf,
  serviceOf,
  watchesOf,
  weaknessesOf,
} from './shapes.ts'
import { wayShown } from './way-shape.ts'

type Facts = Omit<
  contract.Board,
  'incidentId' | 'number' | 'title' | 'open' | 'can' | 'people' | 'blocks' | 'blockList' | 'isListed'
>

export const read = action(contract.readContainment, async (context, { id }) => {
  const { number, title, status, isRestricted, mode } = await incidentFor(context, id)
  const facts = await factsOf(context, id)
  const isOpen = status === 'open'
  const list = await findBlockList(context)
  return {
    incidentId: id,
    number,
    title,
    ...facts,
    blocks: await blocksOf(context, await listRows(context, 'block', id)),
    blockList: list === undefined ? null : listOf(list),
    isListed: !isRestricted && mode !== 'exercise',
    open: isOpen ? openPoints(facts, true, context.now) : [],
    can: {
      work: isOpen && context.can('incident.system'),
      sign: isOpen && context.can('containment.sign'),
      override: isOpen && context.can('containment.override'),
      settle: context.can('incident.system'),
    },
    people: context.can('incident.system') ? await peopleFor(context, id) : [],
  }
})

function listOf({ madeAt, madeBy, unreviewed }: BlockListRecord) {
  return { madeAt: madeAt.toISOString(), madeBy, unreviewed }
}

async function peopleFor(context: Context, incidentId: string): Promise<contract.Board['people']> {
  const people = await peopleInside(context, incidentId)
  return people.map(({ id, name, role }) => ({ id, name, mayWatch: roleMay(role, 'incident.system') }))
}

/** Everything of this room for one incident. */
export async function factsOf(context: Context, id: string): Promise<Facts> {
  const { now } = context
  const { reopenedAt } = await incidentFor(context, id)
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
  const since = { reopenedAt, foundAt: foundAtIn(watches) }
  return {
    systems: systems.map((system) => wayShown(system, wayOf.get(system.id), { watches, now })),
    accounts: (await listRows(context, 'account', id)).map(accountOf),
    secrets: (await listRows(context, 'secret', id)).map(secretOf),
    services: (await listRows(context, 'service', id)).map(serviceOf),
    measures: (await listRows(context, 'measure', id)).map((row) => measureOf(row, now)),
    weaknesses: weaknessesOf(await weaknessRows(context, id), now),
    footholds: (await listRows(context, 'foothold', id)).map(footholdOf),
    watches,
    clearance: clearance === undefined ? null : clearanceOf(clearance, since),
    functions: returnsOf(returns, functions),
  }
}

/** A list of known exploited holes that was brought in later speaks of what stands there already, too. */
async function weaknessRows(context: Context, id: string): Promise<RowOf<'weakness'>[]> {
  const rows = await listRows(context, 'weakness', id)
  const listed = await exploitedAmong(context, [...new Set(rows.flatMap((row) => cvesIn(row.reference)))])
  return rows.map((row) => ({ ...row, knownExploited: isExploited(row, listed) }))
}

/** When checks found something. */
export function foundAtIn(watches: contract.Board['watches']): Date[] {
  return watches.flatMap(({ checks }) =>
    checks.flatMap(({ result, doneAt }) => (result === 'found' && doneAt !== null ? [new Date(doneAt)] : [])),
  )
}
