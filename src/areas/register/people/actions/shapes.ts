import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import type { Organisation } from '../contract/organisation.ts'
import type { Member } from '../contract/people.ts'
import { statusOf } from '../rules.ts'
import type { MemberRow } from '../store/members.ts'
import { readProfileNames } from '../store/profiles.ts'
import type { OrganisationRow } from '../store/organisation.ts'

export async function memberOf(context: Context, row: MemberRow): Promise<Member> {
  return shapeOf(context, row, await readProfileNames(context, [row.profileId]))
}

/** The same for many, whose profiles are asked for once. */
export async function membersOf(context: Context, rows: readonly MemberRow[]): Promise<Member[]> {
  const profiles = await readProfileNames(
    context,
    rows.map(({ profileId }) => profileId),
  )
  return rows.map((row) => shapeOf(context, row, profiles))
}

function shapeOf(context: Context, row: MemberRow, profiles: ReadonlyMap<string, string>): Member {
  const { id, name, email, role, phone, nightPhone, joinedAt, profileId, granted } = row
  return {
    id,
    name,
    email,
    role,
    profile: profileId === null ? null : { id: profileId, name: profiles.get(profileId) ?? '' },
    granted,
    status: statusOf(row),
    phone,
    nightPhone,
    joinedAt: joinedAt?.toISOString() ?? null,
    can: { manage: context.can('member.manage') },
  }
}

export function organisationOf(row: OrganisationRow): z.infer<typeof Organisation> {
  const { tenantId, slug, name, country, timeZone, size, sector, demo, colour, mark, isProvider } = row
  const { signInLook } = row
  return {
    ...{ id: tenantId, slug, name, country, timeZone, size, sector },
    ...{ demo, colour, mark, signInLook, isProvider },
  }
}
