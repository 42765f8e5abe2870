/**
 * What is new in a mailbox becomes deliveries of its source. First stored, then marked or moved, then counted as read:
 * a crash in between reads a mail again, and its bytes are known.
 */
import * as z from 'zod'
import { asSystem } from '../../../../../platform/action.ts'
import { longestMail } from '../../../../../platform/listeners/mail-server.ts'
import { withMailbox, type OpenMailbox } from '../../../../../platform/mail/read-mailbox.ts'
import { markFor, readUpTo, wantedBy, type MailMark } from '../../rules/asking/mail-mark.ts'
import { keepMark, knownBytes } from '../../store/asking.ts'
import { faulty } from '../entries.ts'
import { storeDelivery } from '../from-network.ts'
import { sha256 } from '../intake.ts'
import { isPlaced } from '../mail/place-mail.ts'
import { readMailSource } from '../mail/read-mail-source.ts'
import type { Asked, Turn } from './asked.ts'

/** As it was written here; one of an older program is read anew from the present on. */
const KnownMark = z.object({
  validity: z.string(),
  uid: z.number().int(),
  behind: z.object({ until: z.number().int(), since: z.string().optional() }).optional(),
})

const mostMails = 500
const mailsAtOnce = 20
/** Together, what is held in memory. */
const bytesAtOnce = 20 * 1024 * 1024
const turnMillis = 120_000
/** After this no further part is begun: what is left is for the next turn, and no failure. */
const beginMillis = 60_000

/** @throws MailboxRefused, Refusal */
export async function readMails(turn: Turn): Promise<Asked> {
  const { house, asking, secret } = turn
  const { host, port, security, user, folder, afterwards, begin } = asking.settings
  const mailbox = { host, port, security, user, folder, password: secret, isChanged: afterwards !== 'leave' }
  const limits = { bytes: longestMail, millis: turnMillis }
  return withMailbox(house.services.egress, mailbox, limits, async (box) => {
    let mark = markFor(knownMark(asking.mark), box, { begin, askedAt: asking.askedAt })
    const found: number[] = []
    for (const wanted of wantedBy(mark))
      if (found.length <= mostMails) found.push(...(await box.find(wanted)))
    const sizes = await box.sizes(found.slice(0, mostMails))
    const until = house.now().getTime() + beginMillis
    let [taken, put, isDone, hasMore] = [0, 0, true, found.length > mostMails]
    for (const uids of inParts(found.slice(0, mostMails), sizes)) {
      if (house.now().getTime() > until) {
        hasMore = true
        break
      }
      const part = await takePart(turn, box, uids, sizes)
      taken += part.taken
      put += part.put
      isDone &&= part.isDone
      mark = readUpTo(mark, uids.at(-1) ?? 0)
      await keep(turn, mark)
    }
    if (!hasMore) await keep(turn, readUpTo(mark, box.next - 1))
    // What could not be put away once is said until something can.
    const isStuck = put === 0 ? asking.trouble === 'afterwards' : !isDone
    return { taken, hasMore, ...(isStuck && { trouble: 'afterwards' as const }) }
  })
}

function knownMark(value: unknown): MailMark | undefined {
  const { data } = KnownMark.safeParse(value)
  if (data === undefined) return undefined
  const { behind, ...mark } = data
  const since = behind?.since
  return {
    ...mark,
    ...(behind && { behind: { until: behind.until, ...(since !== undefined && { since }) } }),
  }
}

/** Few enough at once to be held in memory; one that is too large is read as its head only. */
function inParts(uids: readonly number[], sizes: ReadonlyMap<number, number>): number[][] {
  const parts: number[][] = []
  let bytes = 0
  for (const uid of uids) {
    const size = Math.min(sizes.get(uid) ?? 0, longestMail)
    const part = parts.at(-1)
    if (part === undefined || part.length >= mailsAtOnce || bytes + size > bytesAtOnce) {
      parts.push([uid])
      bytes = size
    } else {
      part.push(uid)
      bytes += size
    }
  }
  return parts
}

interface Mail {
  readonly uid: number
  readonly bytes: Buffer
  readonly hash: Buffer
  readonly isWhole: boolean
}

async function takePart(
  turn: Turn,
  box: OpenMailbox,
  uids: readonly number[],
  sizes: ReadonlyMap<number, number>,
): Promise<{ taken: number; put: number; isDone: boolean }> {
  const { house, source } = turn
  const mails: Mail[] = []
  for (const uid of uids) {
    const isWhole = (sizes.get(uid) ?? 0) <= longestMail
    const bytes = sizes.has(uid) ? await box.read(uid, isWhole ? 'whole' : 'head') : undefined
    if (bytes !== undefined) mails.push({ uid, bytes, hash: sha256(bytes), isWhole })
  }
  const known = await asSystem(house, source.tenantId, 'Muster', (context) =>
    knownBytes(context, { sourceId: source.id, hashes: mails.map(({ hash }) => hash) }),
  )
  // Of one and the same mail that lies there twice the first is the news.
  const news = mails.filter(({ hash }) => {
    const isNew = !known.has(hash.toString('hex'))
    known.add(hash.toString('hex'))
    return isNew
  })
  await Promise.all(news.map((mail) => store(turn, mail, sizes.get(mail.uid) ?? 0)))
  const whole = mails.filter(({ isWhole }) => isWhole).map(({ uid }) => uid)
  return { taken: news.length, put: whole.length, isDone: await putAway(turn, box, whole) }
}

async function store({ house, source, recipient }: Turn, mail: Mail, size: number): Promise<void> {
  if (mail.isWhole && (await isPlaced(house, source.tenantId, mail.bytes))) return
  const reading = mail.isWhole
    ? await readMailSource(mail.bytes, recipient)
    : faulty(
        `This mail has ${Math.ceil(size / 1024 / 1024)} MB, and at most ${longestMail / 1024 / 1024} MB are read. Only its head was taken; it still lies in the mailbox.`,
      )
  await storeDelivery(house, {
    id: source.id,
    source,
    payload: mail.bytes,
    mediaType: mail.isWhole ? 'message/rfc822' : 'message/rfc822-headers',
    reading,
  })
}

async function putAway({ asking }: Turn, box: OpenMailbox, uids: readonly number[]): Promise<boolean> {
  const { afterwards, moveTo } = asking.settings
  if (uids.length === 0 || afterwards === 'leave') return true
  return afterwards === 'seen' ? box.markSeen(uids) : box.move(uids, moveTo)
}

async function keep({ house, source, asking }: Turn, mark: MailMark): Promise<void> {
  await asSystem(house, source.tenantId, 'Muster', (context) =>
    keepMark(context, { sourceId: source.id, changedAt: asking.changedAt, mark }),
  )
}
