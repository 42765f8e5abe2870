import type { OwnRole } from '../../../../base/permissions.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { refuseStanding } from '../rules.ts'
import { lockProfile } from '../store/profiles.ts'
import type { MemberRow } from '../store/members.ts'

/**
 * What a person is to be here, as their row keeps it.
 * @throws Refusal `forbidden` for more than the giver may, `not_found` for a profile that is not there, `invalid` for one
 *   that was begun from another role
 */
export async function standingFor(
  context: Context,
  { role, profileId }: { readonly role: OwnRole; readonly profileId?: string | undefined },
): Promise<Pick<MemberRow, 'role' | 'profileId' | 'granted'>> {
  const profile = profileId === undefined ? undefined : await lockProfile(context, profileId)
  if (profile !== undefined && profile.baseRole !== role) {
    const message = `${profile.name} was begun from another role: send ${profile.baseRole} with it.`
    refuse('invalid', message, { faults: [{ path: 'role', message }] })
  }
  const standing = { role, profileId: profile?.id ?? null, granted: profile?.permissions ?? null }
  refuseStanding(context.actor, standing)
  return standing
}
