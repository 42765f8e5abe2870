/** What comes by the ports for syslog and mail goes the way of everything else: stored before it counts as taken. */
import { refuse } from '../../../../base/refusal.ts'
import { asSystem, type House } from '../../../../platform/action.ts'
import { findSourceAtDoor, findSourceBySecret, type SourceAtDoor } from '../store/sources.ts'
import { intakeOf, sha256 } from './intake.ts'
import { isPlaced } from './mail/place-mail.ts'
import { readMailSource } from './mail/read-mail-source.ts'
import { readDelivery } from './read-delivery.ts'
import type { Reading } from './reading.ts'
import { recipientOf } from './recipient.ts'

/** How long a port may be wrong about its source having been removed or given a new secret. */
const rememberMillis = 5000

/**
 * Takes messages for the source that a port belongs to. One delivery for all of them, a line each; a break within a
 * message becomes `#012`, as rsyslog writes it.
 * @throws Refusal `unavailable`, `too_many` when they could not be stored; `not_found` when there is no such source
 */
export function linesFor(house: House, sourceId: string): (messages: readonly Buffer[]) => Promise<void> {
  let known: { readonly source: SourceAtDoor | undefined; readonly at: number } | undefined
  return async (messages) => {
    const now = house.now()
    if (known === undefined || now.getTime() - known.at > rememberMillis || now.getTime() < known.at)
      known = { source: await findSourceAtDoor(house.services.door, sourceId), at: now.getTime() }
    const { source } = known
    if (source === undefined || source.kind === 'mail')
      return refuse('not_found', 'The source that this port belongs to is not there. Correct MUSTER_SYSLOG.')
    const lines = messages.map((message) => escaped(message)).filter((line) => line !== '')
    if (lines.length === 0) return
    const payload = Buffer.from(lines.join('\n'), 'latin1')
    try {
      const reading = readDelivery(source.kind, payload)
      await storeDelivery(house, { id: sourceId, source, payload, mediaType: 'text/plain', reading })
    } catch (error) {
      // Its secret may have been changed: looked up again before the next try.
      known = undefined
      throw error
    }
  }
}

/** The source of kind mail to which mail for this address belongs; the part before the @ is its secret. */
async function mailSource(house: House, address: string) {
  const secret = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase()
  return /^ms-[a-z2-7]{32}$/.test(secret)
    ? findSourceBySecret(house.services.door, sha256(secret))
    : undefined
}

export async function knowsMailAddress(house: House, address: string): Promise<boolean> {
  return (await mailSource(house, address)) !== undefined
}

/** @throws Refusal `unavailable`, `too_many` when it could not be stored */
export async function takeMail(house: House, addresses: readonly string[], payload: Buffer): Promise<void> {
  const sources = new Map<string, SourceAtDoor>()
  for (const address of addresses) {
    const found = await mailSource(house, address)
    if (found !== undefined) sources.set(found.id, found.source)
  }
  if (sources.size === 0) refuse('not_found', 'There is no such address here.')
  for (const [id, source] of sources) {
    if (await isPlaced(house, source.tenantId, payload)) continue
    const reading = await readMailFor(house, source.tenantId, payload)
    await storeDelivery(house, { id, source, payload, mediaType: 'message/rfc822', reading })
  }
}

/** A mail judged with what is known of the organisation that it came to. */
export async function readMailFor(house: House, tenantId: string, payload: Buffer): Promise<Reading> {
  const recipient = await asSystem(house, tenantId, 'Intake', (context) => recipientOf(context))
  return readMailSource(payload, recipient)
}

/**
 * Stores what did not come by a request of its sender.
 * @returns whether it was news; false only for a message whose id came before
 * @throws Refusal `unavailable`, `too_many` when it could not be stored
 */
export async function storeDelivery(
  house: House,
  {
    id,
    source,
    payload,
    mediaType,
    reading,
    messageId,
  }: {
    readonly id: string
    readonly source: Pick<SourceAtDoor, 'tenantId' | 'secretHash'>
    readonly payload: Buffer
    readonly mediaType: string
    readonly reading: Reading
    readonly messageId?: string
  },
): Promise<boolean> {
  const outcome = await intakeOf(house).batcher.add(source.tenantId, {
    sourceId: id,
    secretHash: source.secretHash,
    ...(messageId !== undefined && { messageId }),
    payload,
    sha256: sha256(payload),
    mediaType,
    receivedAt: house.now(),
    reading,
  })
  if (outcome === 'refused') refuse('unavailable', 'The source was changed at this moment. Send it again.')
  return outcome !== 'repeated'
}

/** One line of bytes: each byte stays as it is but for the breaks. */
function escaped(message: Buffer): string {
  return message
    .toString('latin1')
    .replace(/[\r\n\0]+$/u, '')
    .replaceAll(/\r?\n/gu, '#012')
}
