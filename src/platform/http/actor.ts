/** Who is asking: an API key, a signed-in person inside the organisation they named, or nobody. Never taken from the body. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { nobody, type Actor } from '../../base/access.ts'
import { memberRoles, type MemberRole } from '../../base/permissions.ts'
import type { Endpoint } from '../../base/endpoint.ts'
import { refuse } from '../../base/refusal.ts'
import type { House } from '../action.ts'

/** @throws Refusal `unauthenticated` for a key that is not valid, `forbidden` with `mfa_required` before the second factor */
export async function actorOf(
  house: House,
  request: FastifyRequest,
  endpoint: Pick<Endpoint, 'permission' | 'kind'>,
): Promise<Actor> {
  const authorization = request.headers.authorization
  if (endpoint.kind === 'webhook') return nobody
  if (authorization !== undefined) return keyActor(house, authorization)
  // Also for nobody: a page that was rebound to this address must not do the first run (DNS rebinding).
  refuseCrossSite(house, request)
  const signedIn = await house.services.sessions.current(new Headers(cookieOnly(request)))
  if (signedIn === undefined) return nobody
  if (!signedIn.secondFactor) {
    if (endpoint.permission === 'public') return nobody
    refuse('forbidden', 'Set up your second factor first.', { reason: 'mfa_required' })
  }
  const { userId, email, name, sessionId, onlyTenantId } = signedIn
  // Whoever holds a link elsewhere does not use it as the person for whom one organisation vouched.
  if (onlyTenantId !== undefined && endpoint.permission === 'public') return nobody
  const slug = request.headers['muster-tenant'] ?? tenantInAddress(request, endpoint)
  if (typeof slug !== 'string' || slug === '')
    return {
      ...{ kind: 'user', ref: `user:${userId}`, userId, email, name, sessionId },
      ...(onlyTenantId !== undefined && { onlyTenantId }),
    }
  return memberActor(house, slug, { userId, sessionId, onlyTenantId })
}

async function keyActor(house: House, authorization: string): Promise<Actor> {
  const secret = /^Bearer (mk_[A-Za-z0-9_-]{43})$/.exec(authorization)?.[1]
  if (secret === undefined) refuse('unauthenticated', 'Send an API key as "Authorization: Bearer mk_…".')
  const hash = createHash('sha256').update(secret).digest()
  const { rows } = await house.services.door.query<{
    tenant_id: string
    id: string
    name: string
    scopes: string[]
  }>({
    name: 'actor-key',
    text: 'select tenant_id, id, name, scopes from wall.api_key($1, $2)',
    values: [hash, house.now()],
  })
  const row = rows[0]
  if (row === undefined)
    refuse('unauthenticated', 'This API key is not valid. It may have been revoked or expired.')
  return {
    kind: 'key',
    tenantId: row.tenant_id,
    keyId: row.id,
    ref: `k:${row.id}`,
    name: row.name,
    scopes: row.scopes,
  }
}

/** Someone who is not an active member gets the same answer as for an organisation that does not exist. */
async function memberActor(
  house: House,
  slug: string,
  { onlyTenantId, ...who }: { userId: string; sessionId: string; onlyTenantId: string | undefined },
): Promise<Actor> {
  const { rows } = await house.services.door.query<{
    tenant_id: string
    id: string
    name: string
    role: string
    granted: string[] | null
    by_provider: boolean
  }>({
    name: 'actor-member',
    text: `select m.tenant_id, m.id, m.name, m.role, m.granted,
        wall.comes_by_provider(m.tenant_id, m.id) as by_provider
      from wall.membership($1, $2) m`,
    values: [who.userId, slug],
  })
  const row = rows[0]
  const role = memberRoles.find((known): known is MemberRole => known === row?.role)
  if (row === undefined || role === undefined || (onlyTenantId ?? row.tenant_id) !== row.tenant_id)
    refuse('not_found', 'Choose an organisation that you belong to.')
  if (row.by_provider && onlyTenantId === undefined)
    refuse(
      'forbidden',
      'Your organisation wants you to sign in by its own accounts. Sign out, then sign in that way.',
      {
        reason: 'own_accounts_required',
      },
    )
  return {
    kind: 'member',
    tenantId: row.tenant_id,
    memberId: row.id,
    ref: `u:${row.id}`,
    name: row.name,
    role,
    granted: row.granted,
    ...who,
    ...(onlyTenantId !== undefined && { onlyTenantId }),
  }
}

/** Neither an EventSource nor a link can send headers: live connections and downloads name their organisation in the query. */
function tenantInAddress(request: FastifyRequest, { kind }: Pick<Endpoint, 'kind'>): unknown {
  if (request.method !== 'GET' || (kind !== 'live' && kind !== 'download')) return undefined
  const query = request.query
  return typeof query === 'object' && query !== null && 'tenant' in query ? query.tenant : undefined
}

/** A cookie proves nothing about who wrote the page: a changing request must come from our own origin. */
export function refuseCrossSite(house: Pick<House, 'services'>, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  const isOurs =
    origin === undefined ? site === undefined || site === 'same-origin' : origin === house.services.config.url
  if (!isOurs || (site !== undefined && site !== 'same-origin'))
    refuse('forbidden', 'This request came from another site and was not carried out.')
}

function cookieOnly(request: FastifyRequest): Record<string, string> {
  return request.headers.cookie === undefined ? {} : { cookie: request.headers.cookie }
}
