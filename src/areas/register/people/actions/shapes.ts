import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import type { Organisation } from '../contract/organisation.ts'
import type { Member } from '../contract/people.ts'
import { statusOf } from '../rules.ts'
import type { MemberRow } from '../store/members.ts'
import type { OrganisationRow } from '../store/organisation.ts'

export function memberOf(context: Context, row: MemberRow): Member {
  const { id, name, email, role, phone, nightPhone, joinedAt } = row
  return {
    id,
    name,
    email,
    role,
    status: statusOf(row),
    phone,
    nightPhone,
    joinedAt: joinedAt?.toISOString() ?? null,
    can: { manage: context.can('member.manage') },
  }
}

export function organisationOf(row: OrganisationRow): z.infer<typeof Organisation> {
  const { tenantId, slug, name, country, timeZone, size, sector, demo, colour, mark, isProvider } = row
  return { id: tenantId, slug, name, country, timeZone, size, sector, demo, colour, mark, isProvider }
}
