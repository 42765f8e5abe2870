import type { Permission } from '../../../../base/permissions.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/profiles.ts'
import { refuseForeignGrant } from '../rules.ts'
import { lockOwners } from '../store/members.ts'
import {
  deleteProfile,
  hasProfileNamed,
  insertProfile,
  listHolderRows,
  listProfileRows,
  lockProfile,
  mostProfiles,
  updateProfile,
  type ProfileRow,
} from '../store/profiles.ts'

const mostNamed = 100

export const listAccessProfiles = action(contract.listAccessProfiles, async (context) => ({
  items: await shown(context, await listProfileRows(context)),
  next: null,
}))

export const addAccessProfile = action(
  contract.addAccessProfile,
  async (context, { name, baseRole, ...rest }) => {
    await refuseFormerOwner(context)
    const permissions = inOrder(rest.permissions)
    refuseForeignGrant(context.actor, permissions)
    const kept = await listProfileRows(context)
    refuseUnless(
      kept.length < mostProfiles,
      'conflict',
      `There are ${mostProfiles} profiles already. Remove one that nobody has.`,
    )
    const row = await insertProfile(context, {
      ...{ id: context.newId(), name, baseRole, permissions, version: 1 },
      ...{ changedAt: context.now, changedBy: context.actor.name },
    })
    if (row === undefined) refuseName()
    context.record({
      stream: 'audit',
      kind: 'access_profile.add',
      fields: { profile: row.id, name, baseRole, permissions: permissions.join(' ') },
    })
    return one(context, row)
  },
)

export const changeAccessProfile = action(
  contract.changeAccessProfile,
  async (context, { id, name, version, ...rest }) => {
    const permissions = inOrder(rest.permissions)
    await refuseFormerOwner(context)
    refuseForeignGrant(context.actor, permissions)
    const before = await lockProfile(context, id)
    refuseUnless(
      before.version === version,
      'conflict',
      `${before.changedBy} changed this profile a moment ago. Look at it again.`,
      { reason: 'version' },
    )
    if (await hasProfileNamed(context, { name, not: id })) refuseName()
    const after = await updateProfile(context, id, {
      ...{ name, permissions, version: version + 1 },
      ...{ changedAt: context.now, changedBy: context.actor.name },
    })
    const gained = permissions.filter((one) => !before.permissions.includes(one))
    const lost = before.permissions.filter((one) => !new Set<string>(permissions).has(one))
    context.record({
      stream: 'audit',
      kind: 'access_profile.change',
      fields: { profile: id, name, was: before.name, gained: gained.join(' '), lost: lost.join(' ') },
    })
    return one(context, after)
  },
)

export const removeAccessProfile = action(contract.removeAccessProfile, async (context, { id }) => {
  await refuseFormerOwner(context)
  const { name } = await lockProfile(context, id)
  const holders = await listHolderRows(context, [id])
  const names = holders.map((holder) => holder.name)
  refuseUnless(
    names.length === 0,
    'conflict',
    `${name} is what ${listed(names)} may do here. Give them another role or profile first.`,
    { reason: 'held', faults: names.slice(0, mostNamed).map((message) => ({ path: 'id', message })) },
  )
  await deleteProfile(context, id)
  context.record({ stream: 'audit', kind: 'access_profile.remove', fields: { profile: id, name } })
  return { removed: true as const }
})

/** The owners first, as for every change of what somebody may do: two at once then never wait for each other. */
async function refuseFormerOwner(context: Context): Promise<void> {
  const owners = await lockOwners(context)
  const { actor } = context
  if (actor.kind !== 'member' || owners.some(({ id }) => id === actor.memberId)) return
  refuse('forbidden', 'Your role does not allow this any more. Ask an owner of your organisation.')
}

/** As many as a sentence bears. */
function listed(names: readonly string[]): string {
  const most = 6
  return names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '')
}

function refuseName(): never {
  const message = 'Another profile has this name. Choose one that tells them apart.'
  refuse('conflict', message, { reason: 'name_taken', faults: [{ path: 'name', message }] })
}

function inOrder(permissions: readonly Permission[]): Permission[] {
  return [...new Set(permissions)].toSorted()
}

async function one(context: Context, row: ProfileRow): Promise<contract.AccessProfile> {
  const [profile] = await shown(context, [row])
  return profile ?? refuse('not_found', 'There is no such profile in your organisation.')
}

async function shown(context: Context, rows: readonly ProfileRow[]): Promise<contract.AccessProfile[]> {
  const holders = await listHolderRows(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, name, baseRole, permissions, version, changedAt, changedBy }) => {
    const own = holders.filter(({ profileId }) => profileId === id)
    return {
      ...{ id, name, baseRole, permissions, version, changedBy, changedAt: changedAt.toISOString() },
      holders: own.slice(0, mostNamed).map((holder) => ({ id: holder.id, name: holder.name })),
      holderCount: own.length,
      can: { manage: context.can('member.manage') },
    }
  })
}
