import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  lt,
  lte,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { connectionCall } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type CallRow = typeof connectionCall.$inferSelect

/** A row without the bytes of its answer, but with their number and beginning: a page of these stays small. */
export type ListedCall = Omit<CallRow, 'output'> & {
  readonly size: number | null
  readonly begin: Buffer | null
}

const beginBytes = 6000
const { output, ...light } = getTableColumns(connectionCall)
const listed = {
  ...light,
  size: sql<number | null>`octet_length(${output})`,
  begin: sql<Buffer | null>`substring(${output} from 1 for ${sql.raw(String(beginBytes))})`,
}

interface Wanted {
  readonly incidentId: string
  readonly step?: string | undefined
  readonly observableId?: string | undefined
  readonly below?: string | undefined
  readonly limit: number
}

/** One more than the limit, where there are more. */
export async function listCallRows(
  { tx }: Reach,
  { incidentId, step, observableId, below, limit }: Wanted,
): Promise<ListedCall[]> {
  const { id } = connectionCall
  return tx
    .select(listed)
    .from(connectionCall)
    .where(
      and(
        eq(connectionCall.incidentId, incidentId),
        step === undefined ? undefined : eq(connectionCall.step, step),
        observableId === undefined ? undefined : eq(connectionCall.observableId, observableId),
        below === undefined ? undefined : lt(id, below),
      ),
    )
    .orderBy(desc(id))
    .limit(limit + 1)
}

export async function getListedCall({ tx }: Reach, incidentId: string, id: string): Promise<ListedCall> {
  const [row] = await tx.select(listed).from(connectionCall).where(isOf(incidentId, id))
  return row ?? refuseUnknown()
}

/** With its answer. */
export async function getCall({ tx }: Reach, incidentId: string, id: string): Promise<CallRow> {
  const [row] = await tx.select().from(connectionCall).where(isOf(incidentId, id))
  return row ?? refuseUnknown()
}

/** Held until the transaction ends. */
export async function lockCall({ tx }: Reach, incidentId: string, id: string): Promise<CallRow> {
  const [row] = await tx.select().from(connectionCall).where(isOf(incidentId, id)).for('update')
  return row ?? refuseUnknown()
}

export async function countCalls({ tx }: Reach, incidentId: string): Promise<number> {
  const [row] = await tx
    .select({ calls: count() })
    .from(connectionCall)
    .where(eq(connectionCall.incidentId, incidentId))
  return row?.calls ?? 0
}

/** The newest of the same question in this case since then that has an answer or waits for one. */
export async function findSame(
  { tx }: Reach,
  {
    incidentId,
    question,
    since,
  }: { readonly incidentId: string; readonly question: Buffer; readonly since: Date },
): Promise<Pick<CallRow, 'id' | 'askedBy' | 'askedAt' | 'state'> | undefined> {
  const { id, askedBy, askedAt, state } = connectionCall
  const [row] = await tx
    .select({ id, askedBy, askedAt, state })
    .from(connectionCall)
    .where(
      and(
        eq(connectionCall.incidentId, incidentId),
        eq(connectionCall.question, question),
        gte(askedAt, since),
        notInArray(state, ['failed', 'dropped']),
      ),
    )
    .orderBy(desc(id))
    .limit(1)
  return row
}

export async function insertCall(
  { tx }: Reach,
  row: Omit<typeof connectionCall.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(connectionCall).values(row)
}

export async function changeCall(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<CallRow, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(connectionCall).set(change).where(eq(connectionCall.id, id))
}

/**
 * The one call, if it still waits to be sent and nobody else has taken it up; held until the transaction ends. Waits for
 * whoever holds it: of two who agreed at once the second still does when the first rings.
 */
export async function takeReady({ tx }: Reach, id: string): Promise<CallRow | undefined> {
  const [row] = await tx
    .select()
    .from(connectionCall)
    .where(and(eq(connectionCall.id, id), eq(connectionCall.state, 'ready')))
    .for('update')
  return row
}

/** If it is still the sending that was begun then; held until the transaction ends. */
export async function takeSending({ tx }: Reach, id: string): Promise<CallRow | undefined> {
  const [row] = await tx
    .select()
    .from(connectionCall)
    .where(and(eq(connectionCall.id, id), eq(connectionCall.state, 'sending')))
    .for('update')
  return row
}

export async function listReady({ tx }: Reach): Promise<string[]> {
  const rows = await tx
    .select({ id: connectionCall.id })
    .from(connectionCall)
    .where(eq(connectionCall.state, 'ready'))
  return rows.map(({ id }) => id)
}

/** Sendings whose process died, and questions that no second person took up; held until the transaction ends. */
export async function takeAbandoned(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  askedBefore: Date,
): Promise<ListedCall[]> {
  const { state, claimedUntil, askedAt } = connectionCall
  return tx
    .select(listed)
    .from(connectionCall)
    .where(
      and(
        inArray(state, ['sending', 'asked']),
        or(
          and(eq(state, 'sending'), lte(claimedUntil, now)),
          and(eq(state, 'asked'), lt(askedAt, askedBefore)),
        ),
      ),
    )
    .for('update', { skipLocked: true })
}

function isOf(incidentId: string, id: string) {
  return and(eq(connectionCall.incidentId, incidentId), eq(connectionCall.id, id))
}

function refuseUnknown(): never {
  return refuse('not_found', 'There is no such request in this incident.')
}
