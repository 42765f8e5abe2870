import type { LeafKind } from '../../../../base/leaf-kinds.ts'
import { asSystem, type House } from '../../../../platform/action.ts'
import type { SessionEvent, SessionEventKind } from '../../../../platform/sessions/events.ts'
import { readNames } from '../store/members.ts'
import { listMemberships } from '../store/organisation.ts'

const leafOf: Readonly<Record<SessionEventKind, LeafKind>> = {
  sign_in: 'session.sign_in',
  sign_in_failed: 'session.fail',
  sign_out: 'session.sign_out',
  mfa_enabled: 'mfa.change',
  mfa_disabled: 'mfa.change',
  passkey_added: 'mfa.change',
  passkey_removed: 'mfa.change',
  codes_replaced: 'mfa.change',
  password_changed: 'password.change',
  code_used: 'code.use',
  locked: 'session.fail',
}

/**
 * Writes what happened at the door into the audit stream of each organisation the person belongs to. Without a
 * known person there is no organisation to tell. Of failures, which strangers can cause, as many as of refusals.
 */
export async function recordSessionEvent(house: House, event: SessionEvent): Promise<void> {
  const { kind, userId, sessionId, means, address, onlyTenantId } = event
  if (userId === undefined) return
  const fields = {
    what: kind,
    address,
    ...(sessionId !== undefined && { session: sessionId }),
    ...(means !== undefined && { means }),
  }
  const isFailure = leafOf[kind] === 'session.fail'
  if (isFailure && !house.services.refusalBudget.take(`user:${userId}`, house.now())) return
  const isOwnAct = !isFailure && address !== 'host'
  await recordForUser(house, userId, {
    ...{ kind: leafOf[kind], fields, isOwnAct },
    ...(onlyTenantId !== undefined && { onlyTenantId }),
  })
}

/** A leaf in each organisation where this user is active: as that person's act, or as what happened to them. */
export async function recordForUser(
  house: House,
  userId: string,
  leaf: {
    readonly kind: LeafKind
    readonly fields: Readonly<Record<string, string>>
    readonly isOwnAct: boolean
    /** Where it is no matter of the other organisations. */
    readonly onlyTenantId?: string
  },
): Promise<void> {
  for (const { tenantId, memberId } of await listMemberships(house, userId)) {
    if (leaf.onlyTenantId !== undefined && leaf.onlyTenantId !== tenantId) continue
    await asSystem(house, tenantId, 'Sign-in', async (context) => {
      const names = await readNames(context, [memberId])
      const by = leaf.isOwnAct && { actor: `u:${memberId}`, by: names.get(memberId) ?? '' }
      context.record({
        stream: 'audit',
        kind: leaf.kind,
        fields: { ...leaf.fields, member: memberId, ...by },
      })
    })
  }
}
