import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context, DoorContext } from '../../../../platform/action.ts'
import type { OidcClient } from '../../../../platform/provider/oidc.ts'
import type { Services } from '../../../../platform/services.ts'
import * as store from '../store.ts'
import { redirectUri } from './shapes.ts'

/** From leaving for the provider to coming back. */
const awayMinutes = 15
const keyPurpose = 'sign-on on its way'
/** What the browser carries, sealed, while the person is at the provider. */
const OnItsWay = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  version: z.number(),
  until: z.number(),
  /** Whose trial it is; nobody is let in by one. */
  trialOf: z.string().nullable(),
})
export type OnItsWay = z.infer<typeof OnItsWay>

export function startOf(
  services: Services,
  tenantId: string,
  begun: Omit<OnItsWay, 'until'> & { readonly url: string; readonly now: Date },
): { url: string; key: string } {
  const { url, now, ...rest } = begun
  const way: OnItsWay = { ...rest, until: now.getTime() + awayMinutes * 60_000 }
  const sealed = services.secrets.seal({ tenantId, purpose: keyPurpose }, JSON.stringify(way))
  return { url, key: `${tenantId}.${sealed.toString('base64url')}` }
}

/** Only the browser that left can come back: it alone holds the key. */
export function opened(door: DoorContext, key: string): { tenantId: string; way: OnItsWay } {
  const [tenant = '', sealed = ''] = key.split('.')
  const tenantId = Id.safeParse(tenant)
  if (!tenantId.success) return refuseOver()
  try {
    const text = door.house.services.secrets.open(
      { tenantId: tenantId.data, purpose: keyPurpose },
      Buffer.from(sealed, 'base64url'),
    )
    const way = OnItsWay.parse(JSON.parse(text))
    return way.until > door.now.getTime() ? { tenantId: tenantId.data, way } : refuseOver()
  } catch {
    return refuseOver()
  }
}

export function clientOf(context: Context, row: store.ProviderRow): OidcClient {
  const { issuer, clientId } = row
  return {
    issuer,
    clientId,
    secret: store.openClientSecret(context, row.secret),
    redirectUri: redirectUri(context),
  }
}

export function refuseOver(): never {
  refuse('conflict', 'This sign-in is over. Start again.', { reason: 'sign_in_again' })
}
