import { normalisedEmail } from '../../../../base/email-address.ts'
import { asSystem, type House } from '../../../../platform/action.ts'
import { newLinkToken } from '../../../../platform/link-token.ts'
import { sendMail } from '../../../../platform/mail/send.ts'
import { mayReceive } from '../rules/domains.ts'
import { listDomains } from '../store/setup.ts'
import { provedOf, rehearsed, type PhishingPorts } from './shapes.ts'

const subject = 'Well spotted / Gut erkannt'
const text = `Well spotted, that was a rehearsal. Thank you for passing it on: this is what helps when it is real.

Gut erkannt, das war eine Übung. Danke, dass Sie sie weitergeleitet haben: Genau das hilft, wenn es ernst ist.
`

/**
 * A word of thanks to whoever forwarded the mail of a rehearsal, at once, while they remember. Only to somebody who works
 * here, in a proved domain: a sender can be made up. That it does not get through changes nothing.
 */
export async function thankReporter(
  house: House,
  tenantId: string,
  wanted: { readonly to: string; readonly rooms: PhishingPorts },
): Promise<void> {
  const to = normalisedEmail(wanted.to)
  if (to === undefined) return
  const server = await asSystem(house, tenantId, 'Rehearsals', async (context) => {
    const proved = provedOf(await listDomains(context))
    const isHere = (await rehearsed(context)).some(({ email }) => email === to)
    return isHere && mayReceive(to, proved) ? wanted.rooms.mailServer(context) : undefined
  })
  if (server === undefined) return
  const messageId = `<${newLinkToken().token}@${house.services.signer.install}.muster.invalid>`
  await sendMail(house.services.egress, server, { to, subject, text, messageId, date: house.now() })
}
