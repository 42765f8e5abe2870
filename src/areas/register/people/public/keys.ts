import type { KeyScope } from '../../../../base/permissions.ts'
import type { Context } from '../../../../platform/action.ts'
import { refuseForeignScopes } from '../rules.ts'
import { insertApiKey, type ApiKeyRow } from '../store/keys.ts'

/**
 * Makes an API key for the organisation of this context.
 * @returns the secret too, which is kept nowhere: show it once
 * @throws Refusal `forbidden` for a scope that its maker does not hold
 */
export async function createApiKeyFor(
  context: Pick<Context, 'actor' | 'tx' | 'now' | 'newId' | 'record'>,
  wanted: { name: string; scopes: readonly KeyScope[]; expiresAt?: Date },
): Promise<{ row: ApiKeyRow; secret: string }> {
  const scopes = [...new Set(wanted.scopes)].toSorted()
  refuseForeignScopes(context.actor, scopes)
  const { actor } = context
  const createdBy = actor.kind === 'member' ? actor.memberId : null
  const { name, expiresAt = null } = wanted
  const made = await insertApiKey(context, { name, scopes, createdBy, expiresAt })
  context.record({
    stream: 'audit',
    kind: 'apikey.create',
    fields: {
      key: made.row.id,
      name,
      scopes: scopes.join(' '),
      ...(expiresAt !== null && { expiresAt: expiresAt.toISOString() }),
    },
  })
  return made
}
