import { and, asc, eq } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import {
  affectedAccount,
  block,
  closedService,
  exposedSecret,
  foothold,
  measure,
  scopeLine,
  watch,
  watchCheck,
  weakness,
} from '../tables.ts'

type Reach = Pick<Context, 'tx'>

/** The lists of an incident; each row has an id and the incident that it belongs to. */
const registers = {
  account: affectedAccount,
  secret: exposedSecret,
  block,
  service: closedService,
  measure,
  weakness,
  foothold,
  watch,
  check: watchCheck,
  scope: scopeLine,
} as const

const nouns: Readonly<Record<Register, string>> = {
  account: 'account',
  secret: 'secret',
  block: 'block',
  service: 'closed service',
  measure: 'measure',
  weakness: 'hole',
  foothold: 'foothold',
  watch: 'watch',
  check: 'check',
  scope: 'line of the scope',
}

export type Register = keyof typeof registers
export type RowOf<R extends Register> = (typeof registers)[R]['$inferSelect']
export type NewRow<R extends Register> = Omit<(typeof registers)[R]['$inferInsert'], 'tenantId'>
type ChangeOf<R extends Register> = Partial<Omit<RowOf<R>, 'tenantId' | 'id' | 'incidentId'>>

/**
 * One set of queries for ten tables of one shape. Drizzle's types do not follow a table that is chosen by its name:
 * one of them stands in for all, and what goes in and out is typed by the name it was chosen with.
 */
type StandIn = typeof scopeLine
const tableOf = (register: Register) => registers[register] as unknown as StandIn // only id and incidentId are named
const rowOf = <R extends Register>(row: StandIn['$inferSelect']) => row as unknown as RowOf<R> // of the table chosen

/** In the order in which they were added. */
export async function listRows<R extends Register>(
  { tx }: Reach,
  register: R,
  incidentId: string,
): Promise<RowOf<R>[]> {
  const table = tableOf(register)
  const rows = await tx.select().from(table).where(eq(table.incidentId, incidentId)).orderBy(asc(table.id))
  return rows.map((row) => rowOf<R>(row))
}

/** Found by its incident and its own id together, and locked; one of them from elsewhere finds nothing. */
export async function getRow<R extends Register>(
  { tx }: Reach,
  register: R,
  incidentId: string,
  id: string,
): Promise<RowOf<R>> {
  const table = tableOf(register)
  const [found] = await tx
    .select()
    .from(table)
    .where(and(eq(table.incidentId, incidentId), eq(table.id, id)))
    .for('update')
  if (found === undefined) refuse('not_found', `There is no such ${nouns[register]} in this incident.`)
  return rowOf<R>(found)
}

/** @returns what was stored; rows that stand there already are left out */
export async function addRows<R extends Register>(
  { tx }: Reach,
  register: R,
  rows: readonly NewRow<R>[],
): Promise<RowOf<R>[]> {
  if (rows.length === 0) return []
  const added = await tx
    .insert(tableOf(register))
    .values(rows as unknown as (typeof scopeLine.$inferInsert)[]) // rows of the table chosen
    .onConflictDoNothing()
    .returning()
  return added.map((row) => rowOf<R>(row))
}

/** Adds one row; refuses `conflict` when it stands there already. */
export async function addRow<R extends Register>(
  context: Reach,
  register: R,
  row: NewRow<R>,
): Promise<RowOf<R>> {
  const [added] = await addRows(context, register, [row])
  return added ?? refuse('conflict', `This ${nouns[register]} is in the list already.`)
}

export async function changeRow<R extends Register>(
  { tx }: Reach,
  register: R,
  id: string,
  change: ChangeOf<R>,
): Promise<RowOf<R>> {
  const table = tableOf(register)
  const [changed] = await tx
    .update(table)
    .set(change as Partial<StandIn['$inferInsert']>) // columns of the table chosen
    .where(eq(table.id, id))
    .returning()
  if (changed === undefined) refuse('not_found', `There is no such ${nouns[register]} in this incident.`)
  return rowOf<R>(changed)
}
