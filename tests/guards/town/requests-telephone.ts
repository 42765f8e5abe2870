import { newWebhookSecret } from '../../../src/platform/webhook/send.ts'
import { plain } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

// An address inside is refused on the way out: nothing leaves the test.
const gateway = {
  ...{ provider: 'own', address: 'https://127.0.0.1/send', secret: newWebhookSecret(), sender: 'Town' },
  ...{ isOn: false, hasCalls: true },
}
const steps = { mailMinutes: 5, textMinutes: 8, callMinutes: 11, passOnMinutes: 15 }
const token = 'A'.repeat(22)

/** Text messages and calls. */
export const telephoneExamples: Readonly<Record<string, Example>> = {
  readTelephone: plain(),
  configureTelephone: plain(() => gateway),
  setEscalation: plain(() => steps),
  readMyTelephone: plain(),
  // No text message leaves the test, so that no code comes back; what follows one is in the tests of its room.
  sendTelephoneCode: { ...plain(() => ({ number: '+436641234567' })), status: 409 },
  confirmTelephone: { ...plain(() => ({ code: '123456' })), status: 422 },
  chooseTelephone: { ...plain(() => ({ texts: true, calls: false })), status: 409 },
  readPhoneLink: { ...plain(() => ({ token })), status: 404 },
  answerPhoneLink: { ...plain(() => ({ token, code: '1234' })), status: 404 },
  reportPhoneMessage: {
    fresh: () => ({ input: { token }, bytes: Buffer.from('{}') }),
    standing: () => ({ input: { token }, bytes: Buffer.from('{}') }),
    status: 404,
  },
}

/** A gateway that is switched off. */
export async function furnishTelephone(act: Act): Promise<void> {
  await act('configureTelephone', gateway)
}
