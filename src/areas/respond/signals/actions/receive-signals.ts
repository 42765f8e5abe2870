import { refuseUnless } from '../../../../base/refusal.ts'
import { webhookAction } from '../../../../platform/action.ts'
import * as contract from '../contract/signals.ts'
import { intakeOf, sha256 } from '../intake/intake.ts'
import { readDelivery } from '../intake/read-delivery.ts'
import { clean } from '../intake/reading.ts'
import { secretOf } from '../intake/secret.ts'

const refused =
  'This address and secret do not belong together. Copy both again from the settings of the source.'

/** Answered when it is stored. An unknown source, a wrong secret and another organisation's secret look the same. */
export const receive = webhookAction(
  contract.receiveSignals,
  async (door, { source, token }, { body, headers }) => {
    const { batcher, sources } = intakeOf(door.house)
    const admitted = await sources.admit(source, secretOf(headers, token), door.now)
    refuseUnless(admitted !== undefined, 'unauthenticated', refused)
    const payload = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    const reading = readDelivery(admitted.kind, payload)
    const outcome = await batcher.add(admitted.tenantId, {
      sourceId: source,
      secretHash: admitted.secretHash,
      payload,
      sha256: sha256(payload),
      mediaType: clean(String(headers['content-type'] ?? ''), 100),
      receivedAt: door.now,
      reading,
    })
    refuseUnless(outcome !== 'refused', 'unauthenticated', refused)
    const faulty = reading.faults.reduce((total, fault) => total + fault.signals, 0)
    return outcome === 'stored'
      ? { accepted: reading.signals.length, quarantined: faulty }
      : { accepted: 0, quarantined: Math.max(1, reading.signals.length) }
  },
)
