import type { Context, House } from '../../../../platform/action.ts'
import type { Agreement } from '../contract/agreements.ts'
import type { Client, Wait, WaitKind } from '../contract/clients.ts'
import type { Said } from '../rules.ts'
import { clientStanding } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type StandingRow = Omit<typeof clientStanding.$inferSelect, 'tenantId'>

/** Where the next page begins: behind this one. */
export interface After {
  readonly rank: number
  readonly at: Date
  readonly key: string
}

interface Named {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly colour: Client['colour']
  readonly mark: string
}

export interface ClientRow extends Named {
  readonly role: Agreement['role']
  readonly madeAt: Date | null
  readonly rank: number
  readonly rankAt: Date
  readonly cases: number
  readonly worst: string | null
  readonly clockAt: Date | null
  readonly clock: string
  readonly alerts: number
  readonly reports: number
  readonly overdue: number
  readonly failures: number
  readonly enteredUntil: Date | null
}

/** The clients of whoever looks, as the database finds them by the signed context. */
export async function listClientStandings(
  { tx }: InTenant,
  { q, after, limit }: { q: string | undefined; after: After | undefined; limit: number },
): Promise<ClientRow[]> {
  const { rows } = await tx.$client.query<ClientRow>(
    `select agreement_id as id, slug, name, colour, mark, role, made_at as "madeAt", rank, rank_at as "rankAt", cases,
       worst, clock_at as "clockAt", clock, alerts, reports, overdue, failures, entered_until as "enteredUntil"
     from wall.client_standings($1, $2, $3, $4, $5)`,
    [q || null, after?.rank ?? null, after?.at ?? null, after?.key ?? null, limit],
  )
  return rows
}

export interface WaitRow extends Named {
  readonly key: string
  readonly rank: number
  readonly rankAt: Date
  readonly kind: WaitKind
  readonly title: Wait['title']
  readonly path: string
  readonly due: Date | null
  readonly said: Said | null
}

export async function listClientWaits(
  { tx }: InTenant,
  query: { q: string | undefined; kind: WaitKind | undefined; after: After | undefined; limit: number },
): Promise<WaitRow[]> {
  const { q, kind, after, limit } = query
  const { rows } = await tx.$client.query<WaitRow>(
    `select agreement_id as id, slug, name, colour, mark, rank, rank_at as "rankAt", kind, key, title, path, due, said
     from wall.client_waits($1, $2, $3, $4, $5, $6)`,
    [q || null, kind ?? null, after?.rank ?? null, after?.at ?? null, after?.key ?? null, limit],
  )
  return rows
}

export interface Totals {
  readonly clients: number
  readonly cases: number
  readonly clocks: number
  readonly alerts: number
  readonly reports: number
  readonly overdue: number
  readonly behind: number
}

export async function readTotals({ tx }: InTenant): Promise<Totals> {
  const { rows } = await tx.$client.query<Totals>('select * from wall.client_totals()')
  return rows[0] ?? { clients: 0, cases: 0, clocks: 0, alerts: 0, reports: 0, overdue: 0, behind: 0 }
}

/** Keeps how this organisation stands, for its provider. */
export async function saveStanding({ tx }: InTenant, row: StandingRow): Promise<void> {
  await tx
    .insert(clientStanding)
    .values(row)
    .onConflictDoUpdate({ target: clientStanding.tenantId, set: row })
}

/** Leaves of this organisation's record: it moves with everything that happens. */
export async function sizeOfRecord({ tx }: InTenant): Promise<number> {
  const { rows } = await tx.$client.query<{ size: string }>('select size from app.log')
  return Number(rows[0]?.size ?? 0)
}

export interface CaredFor {
  readonly client: string
  readonly provider: string
  readonly agreementId: string
  readonly isBehind: boolean
}

/** Every organisation that is looked after, and whether what its provider sees is behind. */
export async function listCaredFor(house: House): Promise<CaredFor[]> {
  const { rows } = await house.services.door.query<CaredFor>(
    `select client, provider, agreement_id as "agreementId", is_behind as "isBehind" from wall.cared_for($1)`,
    [house.now()],
  )
  return rows
}
