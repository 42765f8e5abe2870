import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { webhookAction, type DoorContext, type Webhook } from '../../../../platform/action.ts'
import { Mapping } from '../contract/mapping.ts'
import * as setup from '../contract/setup.ts'
import * as contract from '../contract/signals.ts'
import { intakeOf, sha256, type Admitted } from '../intake/intake.ts'
import { readMailFor } from '../intake/from-network.ts'
import { isPlaced } from '../intake/mail/place-mail.ts'
import { readDelivery } from '../intake/read-delivery.ts'
import { clean } from '../intake/reading.ts'
import { secretOf } from '../intake/secret.ts'
import { proofOf, signedHeaders } from '../intake/signing.ts'

const refused =
  'This address and secret do not belong together. Copy both again from the settings of the source.'

/** Answered when it is stored. An unknown source, a wrong secret and another organisation's secret look the same. */
export const receive = webhookAction(contract.receiveSignals, async (door, input, sent) => {
  if (input.validationToken !== undefined) return validated(door, input, sent, input.validationToken)
  const { accepted, quarantined } = await keep(door, input, sent)
  return { accepted, quarantined }
})

/** https://developer.okta.com/docs/concepts/event-hooks/#one-time-verification-request */
export const verify = webhookAction(contract.verifySource, async (door, input, sent) => {
  const { kind } = await admit(door, input, sent)
  refuseUnless(kind === 'okta', 'not_found', 'Only sources of the kind Okta are verified like this.')
  const challenge = sent.headers['x-okta-verification-challenge']
  refuseUnless(
    typeof challenge === 'string' && /^[\x21-\x7e]{1,1000}$/.test(challenge),
    'invalid',
    'Okta sends what it wants back in the header X-Okta-Verification-Challenge.',
  )
  return { verification: challenge }
})

/**
 * What Graph sent when the subscription was made, back within its ten seconds as plain text:
 * https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#notificationurl-validation
 */
async function validated(door: DoorContext, input: AtDoor, sent: Webhook, token: string): Promise<string> {
  const { kind } = await admit(door, input, sent)
  refuseUnless(kind === 'microsoft', 'invalid', 'Only sources of the kind Microsoft are validated like this.')
  return token
}

/** The same, answered as the tool's own server would. */
export const receiveTheHive = webhookAction(setup.receiveTheHive, async (door, input, sent) =>
  asTheHive(await keep(door, input, sent)),
)
export const receiveTheHive5 = webhookAction(setup.receiveTheHive5, async (door, input, sent) =>
  asTheHive(await keep(door, input, sent)),
)
export const receiveIris = webhookAction(setup.receiveIris, async (door, input, sent) => {
  const { receipt } = await keep(door, input, sent)
  return { status: 'success' as const, message: '', data: { alert_uuid: receipt } }
})
export const receivePagerDuty = webhookAction(setup.receivePagerDuty, async (door, input, sent) => {
  const { receipt } = await keep(door, input, sent)
  return { status: 'success' as const, message: 'Event processed' as const, dedup_key: receipt }
})

interface Kept {
  readonly accepted: number
  readonly quarantined: number
  /** Names the bytes that were kept. */
  readonly receipt: string
}

function asTheHive({ receipt }: Kept) {
  return { id: receipt, _id: receipt, _type: 'Alert' as const, status: 'New' as const }
}

interface AtDoor {
  readonly source: string
  readonly token?: string | undefined
}

/** The source that the sender proves to be; a stranger cannot tell an unknown one from a wrong secret. */
async function admit(
  door: DoorContext,
  { source, token }: AtDoor,
  { body, headers }: Webhook,
): Promise<Admitted> {
  const { services } = door.house
  const payload = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const proof = proofOf(services, {
    id: source,
    secret: secretOf(headers, token),
    headers,
    payload,
    now: door.now,
  })
  const admitted = await intakeOf(door.house).sources.admit(source, proof, door.now)
  refuseUnless(admitted !== undefined, 'unauthenticated', proof.why() ?? refused)
  return admitted
}

async function keep(door: DoorContext, at: AtDoor, sent: Webhook): Promise<Kept> {
  const { source } = at
  const { body, headers } = sent
  const payload = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const admitted = await admit(door, at, sent)
  const digest = sha256(payload)
  const receipt = digest.toString('hex').slice(0, 32)
  if (admitted.kind === 'mail' && (await isPlaced(door.house, admitted.tenantId, payload)))
    return { accepted: 1, quarantined: 0, receipt }
  const mapping = admitted.mapping === null ? undefined : Mapping.safeParse(admitted.mapping).data
  const reading =
    admitted.kind === 'mail'
      ? await readMailFor(door.house, admitted.tenantId, payload)
      : readDelivery(admitted.kind, payload, { headers, ...(mapping && { mapping }) })
  const outcome = await intakeOf(door.house).batcher.add(admitted.tenantId, {
    sourceId: source,
    secretHash: admitted.secretHash,
    ...(admitted.signing === null ? {} : { messageId: clean(signedHeaders(headers).id, 200) }),
    payload,
    sha256: digest,
    mediaType: clean(String(headers['content-type'] ?? ''), 100),
    receivedAt: door.now,
    reading,
  })
  refuseUnless(outcome !== 'refused', 'unauthenticated', refused)
  if (outcome === 'repeated')
    refuse('conflict', 'A message with this webhook-id was received before. It has no effect a second time.')
  const faulty = reading.faults.reduce((total, fault) => total + fault.signals, 0)
  return outcome === 'stored'
    ? { accepted: reading.signals.length, quarantined: faulty, receipt }
    : { accepted: 0, quarantined: Math.max(1, reading.signals.length), receipt }
}
