/**
 * Promises that nothing leaves a restored copy until a person confirmed that it is the one that goes on: two
 * installations that both send would tell people the same thing twice, or what is long over.
 */
import type { Client, Pool } from 'pg'
import type { House } from '../context.ts'
import { sessionOfItsOwn } from '../database/session.ts'
import { EgressRefused, type Egress } from '../egress.ts'
import { asSystem } from '../in-context.ts'

/** Whether this installation is a restored copy that nobody confirmed yet. */
export async function readMuted(door: Pool): Promise<boolean> {
  const { rows } = await door.query<{ muted: boolean }>('select wall.is_muted() as muted')
  // No answer is no leave to send.
  return rows[0]?.muted !== false
}

/** The way out of the house, closed while the copy is muted; asked at each connection, so that the answer is never old. */
export function mutedEgress(egress: Egress, isMuted: () => Promise<boolean>): Egress {
  const unlessMuted = async () => {
    if (await isMuted().catch(() => true)) throw new EgressRefused('muted')
  }
  return {
    tlsFor: (host) => egress.tlsFor(host),
    connect: async (destination) => {
      await unlessMuted()
      return egress.connect(destination)
    },
    connectTls: async (destination) => {
      await unlessMuted()
      return egress.connectTls(destination)
    },
  }
}

/** @param admin an administrator's session */
export async function mute(admin: Client, now: Date): Promise<void> {
  await asOwner(admin, 'update wall.install set muted_at = $1', [now])
}

/**
 * Lets a restored copy speak again, with a leaf in each organisation.
 * @param tenants all organisations
 * @returns false when it was not muted
 */
export async function confirmRestore(
  house: House,
  adminUrl: string,
  tenants: readonly string[],
): Promise<boolean> {
  if (!(await readMuted(house.services.door))) return false
  // The record first: cut off in between, the copy stays silent and is confirmed once more.
  for (const tenantId of tenants) {
    await asSystem(house, tenantId, 'Command line', async (context) => {
      context.record({ stream: 'audit', kind: 'restore.confirm' })
      context.checkpoint()
    })
  }
  const admin = sessionOfItsOwn(adminUrl)
  await admin.connect()
  try {
    await asOwner(admin, 'update wall.install set muted_at = null', [])
  } finally {
    await admin.end()
  }
  return true
}

/** An administrator who is no superuser may do this only as the owner. */
async function asOwner(admin: Client, statement: string, values: readonly unknown[]): Promise<void> {
  await admin.query('begin')
  await admin.query('set local role muster_owner')
  await admin.query(statement, [...values])
  await admin.query('commit')
}
