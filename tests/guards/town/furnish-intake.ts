import { keyOfSecret, sign } from '../../../src/areas/respond/signals/rules/signatures.ts'
import { perform, type House } from '../../../src/platform/action.ts'
import { actionNamed, type Act } from './company.ts'

/** A sender that signs, a mailbox that is asked (paused, since nothing leaves the town), a list for Sigma rules. */
export async function furnishIntake(house: House, act: Act, marker: string): Promise<void> {
  await deliverSigned(house, act, marker)
  const { id } = await act('createSource', { kind: 'mail', name: `Mailbox ${marker}` })
  const host = { host: 'imap.example.org', user: `box ${marker}` }
  await act('scheduleAsking', { id, isOn: false, everyMinutes: 15, secret: `Secret of ${marker}`, ...host })
  await act('keepSigmaList', { name: 'furnished', entries: [marker] })
}

/** A sender that signs, and one message of it that names the company in all its parts. */
async function deliverSigned(house: House, act: Act, marker: string): Promise<void> {
  const source = await act('createSource', { kind: 'standard-webhooks', name: `Signer ${marker}` })
  const body = Buffer.from(JSON.stringify({ type: 'test', data: { title: `Signed ${marker}` } }))
  const [id, timestamp] = [`msg ${marker}`, String(Math.floor(house.now().getTime() / 1000))]
  const signature = sign(keyOfSecret(String(source['secret'])) ?? new Uint8Array(), id, timestamp, body)
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
  const nobody = { kind: 'nobody', ref: 'nobody', name: 'Nobody' } as const
  await perform(house, actionNamed('receiveSignals'), nobody, {
    input: { source: source['id'] },
    webhook: { body, headers },
  })
}
