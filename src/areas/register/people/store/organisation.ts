import { eq } from 'drizzle-orm'
import type { Context, House } from '../../../../platform/action.ts'
import { tenant } from '../tables.ts'

type InTenant = Pick<Context, 'tx'>
export type OrganisationRow = typeof tenant.$inferSelect

/** Where a user belongs, from before a tenant is chosen. */
export interface Membership {
  readonly tenantId: string
  readonly slug: string
  readonly name: string
  readonly memberId: string
  readonly role: string
}

/** @returns undefined when the slug is taken, by whomever */
export async function insertOrganisation(
  { tx }: InTenant,
  row: typeof tenant.$inferInsert,
): Promise<OrganisationRow | undefined> {
  const rows = await tx.insert(tenant).values(row).onConflictDoNothing({ target: tenant.slug }).returning()
  return rows[0]
}

export async function getOrganisation({ tx }: InTenant): Promise<OrganisationRow> {
  const rows = await tx.select().from(tenant)
  if (rows[0] === undefined) throw new Error('This tenant has no organisation')
  return rows[0]
}

/** The organisation, held until the transaction ends. */
export async function lockOrganisation({ tx }: InTenant): Promise<OrganisationRow> {
  const rows = await tx.select().from(tenant).for('update')
  if (rows[0] === undefined) throw new Error('This tenant has no organisation')
  return rows[0]
}

export async function updateOrganisation(
  { tx }: InTenant,
  tenantId: string,
  fields: Partial<Omit<OrganisationRow, 'tenantId' | 'slug' | 'createdAt' | 'demo'>>,
): Promise<void> {
  await tx.update(tenant).set(fields).where(eq(tenant.tenantId, tenantId))
}

/** What an organisation shows to whoever knows its address; undefined for one that shows nothing, and for none. */
export async function findOutsideLook(
  { services }: Pick<House, 'services'>,
  slug: string,
): Promise<Pick<OrganisationRow, 'name' | 'colour' | 'mark'> | undefined> {
  const { rows } = await services.door.query<Pick<OrganisationRow, 'name' | 'colour' | 'mark'>>(
    'select name, colour, mark from wall.sign_in_look($1)',
    [slug],
  )
  return rows[0]
}

/** Takes the installation for its first organisation; of many at once one succeeds, the others wait for it to commit. */
export async function claimInstallation({ tx }: InTenant): Promise<boolean> {
  const { rows } = await tx.$client.query<{ taken: boolean }>('select wall.claim() as taken')
  return rows[0]?.taken === true
}

export async function isClaimed(house: House): Promise<boolean> {
  const { rows } = await house.services.door.query<{ claimed: boolean }>(
    'select wall.is_claimed() as claimed',
  )
  return rows[0]?.claimed === true
}

/** Active memberships of a user, by name of the organisation. */
export async function listMemberships(house: Pick<House, 'services'>, userId: string): Promise<Membership[]> {
  const { rows } = await house.services.door.query<Membership>(
    `select tenant_id as "tenantId", slug, name, member_id as "memberId", role from wall.memberships($1)`,
    [userId],
  )
  return rows
}
