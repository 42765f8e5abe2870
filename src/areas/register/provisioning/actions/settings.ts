import { createHash, randomBytes } from 'node:crypto'
import { scimPath } from '../../../../base/scim-path.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseStrangeStanding } from '../../people/public/provisioned.ts'
import * as contract from '../contract.ts'
import type { Mapped } from '../rules/standing.ts'
import * as store from '../store.ts'
import { regrouped } from './regroup.ts'

const dayMs = 86_400_000

export const read = action(contract.readProvisioning, async (context) => shown(context))

export const makeKey = action(contract.makeProvisioningKey, async (context, { name, expiresAt }) => {
  const end = new Date(expiresAt)
  const daysLeft = (end.getTime() - context.now.getTime()) / dayMs
  refuseUnless(
    daysLeft > 0 && daysLeft <= contract.longestKeyDays,
    'invalid',
    'Choose an end that lies ahead, within two years.',
    { faults: [{ path: 'expiresAt', message: 'must lie ahead, within two years' }] },
  )
  await store.takeTurn(context)
  const kept = await store.listKeys(context)
  refuseUnless(
    kept.length < contract.mostKeys,
    'conflict',
    `There are ${contract.mostKeys} keys. End one that nobody uses.`,
  )
  const secret = `mp_${randomBytes(32).toString('base64url')}`
  const id = context.newId()
  await store.insertKey(context, {
    ...{ id, name, keyHash: hashOf(secret), createdAt: context.now, createdBy: context.actor.name },
    ...{ expiresAt: end, revokedAt: null, lastUsedAt: null },
  })
  const fields = { key: id, name, expiresAt }
  context.record({ stream: 'audit', kind: 'provisioning_key.create', fields })
  return { provisioning: await shown(context), secret }
})

export const endKey = action(contract.endProvisioningKey, async (context, { id }) => {
  const name = await store.revokeKey(context, id)
  if (name === undefined) refuse('not_found', 'There is no such provisioning key here.')
  context.record({ stream: 'audit', kind: 'provisioning_key.revoke', fields: { key: id, name } })
  return shown(context)
})

export const mapGroup = action(contract.mapProvisionedGroup, async (context, { id, role, profileId }) => {
  if (role !== null) await refuseStrangeStanding(context, { role, profileId })
  await store.takeTurn(context)
  const before = await store.lockGroup(context, id)
  const mapped: Mapped | null = role === null ? null : { role, profileId: profileId ?? null }
  const members = (await store.membersOfGroups(context, [id])).get(id) ?? []
  context.record({
    stream: 'audit',
    kind: 'provisioned_group.map',
    fields: {
      ...{ group: id, name: before.displayName, was: before.role ?? '', role: role ?? '' },
      ...(profileId !== undefined && { profile: profileId }),
    },
  })
  await regrouped(context, members, async () =>
    store.updateGroup(context, id, { role: mapped?.role ?? null, profileId: mapped?.profileId ?? null }),
  )
  return shown(context)
})

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export async function shown(context: Context): Promise<contract.Provisioning> {
  const ldap = await store.findLdap(context)
  const groups = await store.listGroups(context, { offset: 0, limit: contract.mostGroups })
  const counts = await store.countMembers(
    context,
    groups.map(({ id }) => id),
  )
  return {
    url: context.services.config.url + scimPath,
    keys: (await store.listKeys(context)).map((row) => ({
      ...{ id: row.id, name: row.name, createdBy: row.createdBy },
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      isOver: row.expiresAt <= context.now,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
    people: await store.countPeople(context),
    ldap: ldap === undefined ? null : shownLdap(ldap),
    groups: groups.map(({ id, displayName, role, profileId, changedAt }) => ({
      ...{ id, name: displayName, role, profileId, members: counts.get(id) ?? 0 },
      changedAt: changedAt.toISOString(),
    })),
  }
}

function shownLdap(row: store.LdapRow): contract.Ldap {
  const { host, port, security, bindDn, base, filter, version, isOn, trouble, waiting } = row
  return {
    ...{ host, port, security, bindDn, base, filter, version, isOn, trouble, waiting },
    isTried: row.triedVersion === version,
    readAt: row.readAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
  }
}
