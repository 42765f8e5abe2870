/** A mail that belongs to a case goes into it: opened, its signature checked, itself and what hangs on it sealed. */
import { createHash } from 'node:crypto'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import type { SealedFile } from '../../../../platform/files/file-store.ts'
import type { OwnKey } from '../../../../platform/mail/cms-decrypt.ts'
import type { MailCertificate } from '../../../../platform/mail/mail-certificates.ts'
import { entityOf } from '../../../../platform/mail/mime.ts'
import type { OpenedMail, PgpRing } from '../../../../platform/mail/secured-mail.ts'
import { ownersOf } from '../../../register/people/public/people.ts'
import { mailAbout, tell } from '../../communications/public.ts'
import { sealFor } from '../../evidence/public.ts'
import { incidentNumbered, lockedIncidentFor } from '../../incidents/public/incidents.ts'
import { hintsIn, mostFiles, signatureOf, type Hints } from '../rules.ts'
import { keptFor, ownKeys, pgpContacts } from '../store/keys.ts'
import * as store from '../store/threads.ts'
import { readLetter, type ReadMail } from './read-letter.ts'

const mostBytes = 30 * 1024 * 1024
/** Whoever knows the mark of a thread may write into it, and no more than this. */
const mostInThread = 2000

/**
 * @returns whether the mail is in a case now. What belongs to none, or to one that is closed, is a signal as any other.
 * @throws what the database and the file store throw: then it is not lost, it comes again
 */
export async function placeMail(house: House, tenantId: string, bytes: Buffer): Promise<boolean> {
  const { headers } = entityOf(bytes)
  const hints = hintsIn(headers)
  if (hints.tokens.length === 0 && hints.references.length === 0 && hints.number === undefined) return false
  const sender = senderIn(headers.get('from') ?? '')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const place = await asSystem(house, tenantId, 'Intake', (context) =>
    placeFor(context, { hints, sender, sha256 }),
  )
  if (place === undefined) return false
  if (place.isKept) return true
  // A large part that few mails need.
  const { openMail } = await import('../../../../platform/mail/secured-mail.ts')
  const opened = await openMail(bytes, place.keys, { ...place.ring, now: house.now() })
  const mail = await readLetter(bytes, opened)
  const put = async (content: Buffer) => {
    const { sha256: hash, size } = await house.services.files.put(tenantId, pieces(content), {
      maxBytes: mostBytes,
    })
    return { sha256: hash, size }
  }
  const original = await put(bytes)
  const files: Stored[] = []
  for (const one of mail.files.slice(0, mostFiles)) files.push({ ...one, file: await put(one.content) })
  return asSystem(house, tenantId, 'Mail', (context) =>
    keep(context, {
      threadId: place.threadId,
      incidentId: place.incidentId,
      opened,
      mail,
      // Whoever is shown is whoever is judged: a From line that two readers read in two ways is nobody's.
      sender: mail.address === sender ? sender : '',
      original,
      files,
    }),
  )
}

async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content
}

interface Place {
  readonly threadId: string
  readonly incidentId: string
  readonly isKept: boolean
  readonly keys: readonly OwnKey[]
  readonly ring: Omit<PgpRing, 'now'>
}

async function placeFor(
  context: Context,
  { hints, sender, sha256 }: { readonly hints: Hints; readonly sender: string; readonly sha256: string },
): Promise<Place | undefined> {
  const thread = (await store.threadMeant(context, hints)) ?? (await byNumber(context, hints, sender))
  if (thread === undefined) return undefined
  const { id: threadId, incidentId } = thread
  if (await store.isKept(context, threadId, sha256))
    return { threadId, incidentId, isKept: true, keys: [], ring: { own: [], known: [] } }
  if (!(await takesMore(context, thread))) return undefined
  const ring = { own: await ownKeys(context, 'openpgp'), known: await pgpContacts(context) }
  return { threadId, incidentId, isKept: false, keys: await ownKeys(context, 'smime'), ring }
}

async function byNumber(
  context: Context,
  { number }: Hints,
  email: string,
): Promise<store.ThreadRow | undefined> {
  if (number === undefined || email === '') return undefined
  const incidentId = await incidentNumbered(context, number)
  return incidentId === undefined ? undefined : store.threadWith(context, { incidentId, email })
}

async function takesMore(context: Context, { id, incidentId }: Pick<store.ThreadRow, 'id' | 'incidentId'>) {
  const { status } = await lockedIncidentFor(context, incidentId)
  return status !== 'closed' && (await store.countLetters(context, id)) < mostInThread
}

interface Stored {
  readonly name: string
  readonly mediaType: string
  readonly file: SealedFile
}

interface Kept {
  readonly threadId: string
  readonly incidentId: string
  readonly opened: OpenedMail
  readonly mail: ReadMail
  readonly sender: string
  readonly original: SealedFile
  readonly files: readonly Stored[]
}

async function keep(context: Context, kept: Kept): Promise<boolean> {
  const { threadId, incidentId, opened, mail, sender, original } = kept
  // As it is now: somebody may have closed the case, or another process read the same mailbox.
  if (!(await takesMore(context, { id: threadId, incidentId }))) return false
  if (await store.isKept(context, threadId, original.sha256)) return true
  const from = sender === '' ? mail.by : sender
  const sealed = await sealAll(context, kept, from)
  const signed = await signerOf(context, opened, sender)
  const id = context.newId()
  await store.addLetter(context, {
    ...{
      id,
      threadId,
      incidentId,
      way: 'in',
      messageId: mail.messageId,
      subject: mail.subject,
      body: mail.text,
    },
    ...{ emails: sender === '' ? [] : [sender], by: mail.by, memberId: null, at: context.now },
    ...{
      isEncrypted: opened.isEncrypted,
      trouble: opened.trouble,
      sha256: original.sha256,
      entity: null,
      ...signed,
    },
    ...sealed,
  })
  await store.touchThread(context, threadId)
  context.record({
    stream: incidentId,
    kind: 'letter.receive',
    fields: {
      ...{
        thread: threadId,
        letter: id,
        from,
        subject: mail.subject,
        text: mail.text,
        sha256: original.sha256,
      },
      ...{
        evidence: sealed.originalId,
        encrypted: opened.isEncrypted ? 'yes' : 'no',
        signature: signed.signature,
      },
      signer: signed.signerFingerprint,
    },
  })
  await tellWriters(context, { threadId, incidentId })
  return true
}

async function sealAll(context: Context, { incidentId, mail, original, files }: Kept, from: string) {
  const said = { incidentId, where: `Mail from ${from}`, why: 'Answer to a mail of this case' }
  const { id: originalId } = await sealFor(context, {
    ...{ ...said, file: original, mediaType: 'message/rfc822' },
    name: `${mail.subject.slice(0, 80) || 'Mail'}.eml`,
  })
  const sealed = []
  for (const { name, mediaType, file } of files) {
    // What comes by mail is opened with care: it leaves in a locked archive only.
    const kept = await sealFor(context, { ...said, file, mediaType, name, isSample: true })
    sealed.push({ id: kept.id, name: kept.name, size: file.size, sha256: file.sha256 })
  }
  return { originalId, files: sealed }
}

async function signerOf(context: Context, { signature: found, trouble }: OpenedMail, sender: string) {
  const signer = found === undefined ? undefined : await readSigner(found, context.now)
  const keys = signer === undefined ? [] : await keptFor(context, signer.fingerprint)
  const judged =
    found && trouble === ''
      ? {
          ...{ isGood: found.isGood, isDoubted: found.isDoubted === true },
          isRead: found.form === 'smime' || signer !== undefined,
          // The library judged an OpenPGP key itself; of those the part that encrypts may end before the one that signs.
          at: found.form === 'smime' ? context.now : undefined,
        }
      : undefined
  const kept = keys.map(({ email }) => email)
  return {
    signature: signatureOf(judged, signer, kept, sender),
    ...{ signer: signer?.name ?? '', signerEmail: signer?.emails[0] ?? '' },
    ...{ signerFingerprint: signer?.fingerprint ?? '', signerCertificate: signer?.certificate ?? '' },
    knownSince: keys.find(({ email }) => email === sender)?.addedAt ?? keys[0]?.addedAt ?? null,
  }
}

/** An OpenPGP signature brings no key along: without one that is kept here nobody can check it. */
async function readSigner(
  { form, certificate }: NonNullable<OpenedMail['signature']>,
  now: Date,
): Promise<MailCertificate | undefined> {
  if (certificate === undefined) return undefined
  if (form === 'openpgp')
    return (await import('../../../../platform/mail/openpgp.ts')).readPgpKey(certificate, now)
  return (await import('../../../../platform/mail/mail-certificates.ts')).readMailCertificate(certificate)
}

/** Whoever wrote in the thread and whoever leads the case; where there is neither, the owners. */
async function tellWriters(
  context: Context,
  { threadId, incidentId }: { readonly threadId: string; readonly incidentId: string },
): Promise<void> {
  const { number, leadId } = await lockedIncidentFor(context, incidentId)
  const writers = (await store.listLetters(context, threadId, 50)).flatMap(({ memberId }) => memberId ?? [])
  const ids = [...new Set([...writers, ...(leadId === null ? [] : [leadId])])]
  await tell(context, {
    memberIds: ids.length > 0 ? ids : (await ownersOf(context)).map(({ id }) => id),
    kind: 'mail.answered',
    title: `A mail came in INC-${number}`,
    path: `/incidents/${incidentId}/mail`,
    mail: mailAbout('A mail came in an incident'),
    quietMinutes: 5,
  })
}

/** The address in a From line; '' for none that is plain. */
function senderIn(from: string): string {
  const last = /<([^<>]{3,254})>\s*$/u.exec(from.slice(0, 2000))?.[1] ?? from
  return normalisedEmail(last.trim()) ?? ''
}
