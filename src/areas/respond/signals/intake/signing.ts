/** Senders that sign (Standard Webhooks): their keys as they are kept, and the proof that a message carries. */
import * as z from 'zod'
import type { Webhook } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import { keyOfSecret, whyNotSigned, type SignedHeaders } from '../rules/signatures.ts'
import type { SourceAtDoor } from '../store/sources.ts'
import type { Proof } from './intake.ts'

/** The present key, and the one before with the time until which it is taken. */
const Keys = z.strictObject({
  secret: z.string(),
  previous: z.strictObject({ secret: z.string(), until: z.string() }).optional(),
})
export type Keys = z.output<typeof Keys>

export function sealKeys(services: Services, tenantId: string, sourceId: string, keys: Keys): Buffer {
  return services.secrets.seal(placeOf(tenantId, sourceId), JSON.stringify(keys))
}

/** @throws Error when they were sealed elsewhere or changed */
export function openKeys(services: Services, tenantId: string, sourceId: string, sealed: Uint8Array): Keys {
  return Keys.parse(JSON.parse(services.secrets.open(placeOf(tenantId, sourceId), sealed)))
}

function placeOf(tenantId: string, sourceId: string) {
  return { tenantId, purpose: `signal source ${sourceId}` }
}

export function signedHeaders(headers: Webhook['headers']): SignedHeaders {
  const text = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    id: text('webhook-id'),
    timestamp: text('webhook-timestamp'),
    signature: text('webhook-signature'),
  }
}

const reasons = {
  unsigned: 'Sign the message: the headers webhook-id, webhook-timestamp and webhook-signature are needed.',
  'too old':
    'The webhook-timestamp is more than five minutes off. Sign the message anew, and check the clocks.',
} as const

/** The proof of one message. `why` says in words what was wrong with its signature, where that tells nobody a secret. */
export function proofOf(
  services: Services,
  sent: { id: string; secret: string; headers: Webhook['headers']; payload: Uint8Array; now: Date },
): Proof & { why(): string | undefined } {
  const { id, secret, headers, payload, now } = sent
  let why: string | undefined
  return {
    secret,
    why: () => why,
    isSigned(source: SourceAtDoor) {
      if (source.signing === null) return false
      const { secret: present, previous } = openKeys(services, source.tenantId, id, source.signing)
      const secrets = [present, ...(previous && new Date(previous.until) > now ? [previous.secret] : [])]
      const keys = secrets.flatMap((each) => keyOfSecret(each) ?? [])
      const fault = whyNotSigned(signedHeaders(headers), payload, keys, now)
      why = fault === undefined || fault === 'wrong' ? undefined : reasons[fault]
      return fault === undefined
    },
  }
}
