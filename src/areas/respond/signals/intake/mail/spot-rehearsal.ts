/** The mail of a rehearsal is reported: whoever did it is thanked, and nobody is alarmed. */
import { asSystem, type Context, type House } from '../../../../../platform/action.ts'
import { entityOf } from '../../../../../platform/mail/mime.ts'
import { markHeader, spotRehearsal, type Reported } from '../../../../prepare/phishing/public.ts'
import { parseMail } from './parse-mail.ts'

interface Told {
  readonly what: string
  readonly where: string
  readonly mailSource: string
}

/** @returns whether what was told, or the mail with it, is one of a rehearsal and nothing else; then it is counted */
export async function isSpotted(context: Context, { what, where, mailSource }: Told): Promise<boolean> {
  const text = `${what}\n${where}`
  const reported =
    mailSource === ''
      ? { text, links: [], attachments: 0, mark: '' }
      : await reportedIn(Buffer.from(mailSource), text)
  return reported !== undefined && (await counted(context, reported)) !== undefined
}

/** The same for a mail that was forwarded. @returns the address to be thanked, where it counted just now */
export async function spotForwarded(
  house: House,
  tenantId: string,
  bytes: Buffer,
): Promise<{ readonly isSpotted: boolean; readonly thank?: string | undefined }> {
  if (bytes.length > longestForward) return { isSpotted: false }
  const reported = await reportedIn(bytes, '')
  // Nearly every mail: it costs no transaction.
  if (reported === undefined || !isHinted(reported)) return { isSpotted: false }
  const found = await asSystem(house, tenantId, 'Intake', (context) => counted(context, reported))
  return { isSpotted: found !== undefined, thank: found === 'counted' ? reported.sender : undefined }
}

const longestForward = 400_000

function isHinted({ mark, text, links }: Reported): boolean {
  return mark !== '' || [text, ...links].some((one) => one.includes('/notice/'))
}

async function counted(context: Context, reported: Reported): Promise<'counted' | 'known' | undefined> {
  const found = await spotRehearsal(context, reported)
  if (found === undefined) return undefined
  // Nothing of who reported it, signed in or not.
  const by = { actor: 'visitor', by: 'A visitor' }
  context.record({ stream: 'intake', kind: 'report.rehearsal', fields: by })
  return found
}

/**
 * All that a mail holds, with the one that hangs on it where it was forwarded as a file: nothing beside a rehearsal may
 * hide in it. Undefined for what is no mail, which goes the way of every report.
 */
async function reportedIn(
  bytes: Buffer,
  words: string,
): Promise<(Reported & { readonly sender: string | undefined }) | undefined> {
  const parsed = await parseMail(bytes).catch(() => undefined)
  if (parsed === undefined) return undefined
  const { mail, inner } = parsed
  // Where it was forwarded in the text, what is inside was read from the same mail.
  const forwarded = inner === undefined || inner.attachments === mail.attachments ? undefined : inner
  const hanging = mail.attachments.filter(
    ({ mediaType }) =>
      forwarded === undefined || (mediaType !== 'message/rfc822' && !mediaType.startsWith('image/')),
  )
  return {
    text: [words, mail.text, forwarded?.text ?? ''].join('\n'),
    links: [...mail.links, ...(forwarded?.links ?? [])].map(({ href }) => href),
    attachments: hanging.length + (forwarded?.attachments.length ?? 0),
    mark: markIn(bytes),
    sender: mail.from[0]?.address,
  }
}

const innerMark = new RegExp(`^${markHeader}: *([A-Za-z0-9_-]{16})\\r?$`, 'imu')

/** As the mail says it, or the one that hangs on it as a file. */
function markIn(bytes: Buffer): string {
  const own = entityOf(bytes).headers.get(markHeader.toLowerCase())
  return own?.trim() ?? innerMark.exec(bytes.toString('latin1'))?.[1] ?? ''
}
