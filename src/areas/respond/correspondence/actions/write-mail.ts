import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import type { OwnKey } from '../../../../platform/mail/cms-decrypt.ts'
import { mixedEntity, textEntity } from '../../../../platform/mail/mime.ts'
import { mailServerFor, messageIdOf, whyKeptFrom } from '../../communications/public.ts'
import { openToSend, pieceFor } from '../../evidence/public.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { letterBell, subjectOnTheWay, tokenOf, whyNotSent } from '../rules.ts'
import { addCopies } from '../store/copies.ts'
import { keysFor, signingKey } from '../store/keys.ts'
import * as store from '../store/threads.ts'
import { obstacleTo } from './read-mail.ts'

const mostThreads = 500
const obstacles = {
  closed: 'This incident is closed. Reopen it to write from it.',
  exercise: 'This is an exercise: no mail leaves it for people outside.',
  hostile:
    'Mail is marked as hostile in this case: whoever reads it may be the attacker. Call, or meet them, instead.',
  off: 'Mail is not set up: an owner has to enter a mail server, send a test mail and confirm its code.',
} as const

export const write = action(contract.writeCaseMail, async (context, wish) => {
  const { id: incidentId, text, mustEncrypt } = wish
  const incident = await openIncidentFor(context, incidentId)
  const obstacle = await obstacleTo(context, incidentId)
  if (obstacle !== '') refuse('conflict', obstacles[obstacle], { reason: obstacle })
  const emails = addressesOf(wish.to)
  const before =
    wish.thread === undefined ? undefined : await store.getThread(context, incidentId, wish.thread)
  const barred = whyKeptFrom(before?.audience ?? wish.audience, incident)
  if (barred !== '') refuse('conflict', barred, { reason: 'barred' })
  const thread = before ?? (await begun(context, wish))
  const files = await filesOf(context, wish, emails.join(' '))
  const secured = await secure(context, { emails, text, subject: thread.subject, mustEncrypt, files })
  const { isEncrypted, isSigned, entity } = secured
  const [id, { now, actor, services, tenantId }] = [context.newId(), context]
  const sha256 = createHash('sha256').update(entity).digest('hex')
  const number = incident.isRestricted ? null : incident.number
  const subject = subjectOnTheWay(thread, { number, isHidden: isEncrypted, isAnswer: before !== undefined })
  await store.addLetter(context, {
    ...{
      id,
      threadId: thread.id,
      incidentId,
      way: 'out',
      messageId: messageIdOf(id, services.signer.install),
    },
    ...{ subject, body: text, emails, by: actor.name, at: now, isEncrypted },
    memberId: actor.kind === 'member' ? actor.memberId : null,
    ...{ signature: isSigned ? 'ours' : 'none', signer: '', signerEmail: '', signerFingerprint: '' },
    ...{ signerCertificate: '', knownSince: null, trouble: '', sha256, originalId: null, entity },
    files: files.map(({ content: _content, ...file }) => file),
  })
  await addCopies(
    context,
    emails.map((email) => ({
      ...{ id: context.newId(), letterId: id, incidentId, email },
      ...{ why: 'waiting.first', createdAt: now, nextTryAt: now },
    })),
  )
  if (before !== undefined) await store.touchThread(context, thread.id)
  context.record({
    stream: incidentId,
    kind: 'letter.write',
    fields: {
      ...{ thread: thread.id, letter: id, to: emails.join(' '), subject: thread.subject, text, sha256 },
      ...{ encrypted: isEncrypted ? 'yes' : 'no', signed: isSigned ? 'yes' : 'no' },
      files: files.map(({ name, sha256: hash }) => `${name} SHA-256 ${hash}`).join('\n'),
    },
  })
  context.afterCommit(() => services.wake.ring(letterBell, tenantId))
  return { thread: thread.id, letter: id, isEncrypted, isSigned }
})

function addressesOf(typed: readonly string[]): string[] {
  const found = typed.map((one) => normalisedEmail(one))
  const faults = found.flatMap((one, at) =>
    one === undefined ? [{ path: `to.${at}`, message: 'must be one address, as ann@example.org' }] : [],
  )
  if (faults.length > 0) refuse('invalid', 'Some fields need another look.', { faults })
  return [...new Set(found.flatMap((one) => one ?? []))]
}

async function begun(
  context: Context,
  {
    id: incidentId,
    subject,
    audience,
  }: { readonly id: string; readonly subject: string; readonly audience: contract.MailAudience },
): Promise<store.ThreadRow> {
  if (subject === '')
    refuse('invalid', 'Say what it is about.', {
      faults: [{ path: 'subject', message: 'must not be empty' }],
    })
  refuseUnless(
    (await store.countThreads(context, incidentId)) < mostThreads,
    'conflict',
    'There are too many conversations in this incident. Answer in one of them.',
  )
  const { now, actor } = context
  return store.addThread(context, {
    ...{ id: context.newId(), incidentId, token: tokenOf(randomBytes(12)), subject, audience },
    ...{ begunAt: now, begunBy: actor.name, lastAt: now },
  })
}

/** Opened on custody in the order in which they were chosen. */
async function filesOf(
  context: Context,
  { id: incidentId, files }: { readonly id: string; readonly files: readonly string[] },
  to: string,
): Promise<SentFile[]> {
  const found: SentFile[] = []
  let atMostBytes = contract.mostSentBytes
  for (const id of new Set(files)) {
    const piece = await pieceFor(context, incidentId, id)
    const why = whyNotSent(piece, atMostBytes)
    if (why !== undefined) refuse(why.kind, why.sentence, { reason: why.reason })
    const { name, size, sha256 } = piece
    const body = await openToSend(context, { incidentId, id, to })
    found.push({ id, name, size, sha256, content: await buffer(body) })
    atMostBytes -= size
  }
  return found
}

interface SentFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly content: Buffer
}

interface Securing {
  readonly emails: readonly string[]
  readonly text: string
  readonly subject: string
  readonly mustEncrypt: boolean
  readonly files: readonly SentFile[]
}

/** Signed with our key for the address it goes out from; encrypted where everybody can open it, for ourselves as well. */
async function secure(
  context: Context,
  wish: Securing,
): Promise<{ entity: Buffer; isEncrypted: boolean; isSigned: boolean }> {
  const { emails, mustEncrypt } = wish
  const { form, certificates } = await keysOfAll(context, emails, mustEncrypt)
  const isEncrypted = form !== undefined
  const own = await signingKey(context, (await mailServerFor(context))?.from ?? '', form)
  const subject = isEncrypted ? wish.subject : undefined
  const boundary = `muster-${randomBytes(18).toString('base64url')}`
  const plain =
    wish.files.length === 0
      ? textEntity(wish.text, subject)
      : mixedEntity(wish.text, wish.files, { subject, boundary })
  const entity = await securedBy(own?.row.form ?? form, plain, { own, certificates, now: context.now })
  return { entity, isEncrypted, isSigned: own !== undefined }
}

interface Means {
  readonly own: OwnKey | undefined
  /** Of those who shall open it; none for a mail in clear. */
  readonly certificates: readonly string[]
  readonly now: Date
}

async function securedBy(
  form: contract.KeyForm | undefined,
  plain: Buffer,
  { own, certificates, now }: Means,
): Promise<Buffer> {
  if (form === undefined) return plain
  const ours = own === undefined ? [] : [own.certificate]
  // A large part that few requests need.
  const mail = await import('../../../../platform/mail/secured-mail.ts')
  if (form === 'openpgp') {
    if (certificates.length > 0)
      return mail.pgpEncryptedEntity(plain, [...certificates, ...ours], { own, now })
    return own === undefined ? plain : mail.pgpSignedEntity(plain, own, now)
  }
  const signed = own === undefined ? plain : await mail.signedEntity(plain, own, now)
  return certificates.length === 0 ? signed : mail.encryptedEntity(signed, [...certificates, ...ours])
}

/** One way of encrypting for all of them: S/MIME where all have it, else OpenPGP; undefined for a mail in clear. */
async function keysOfAll(
  context: Context,
  emails: readonly string[],
  mustEncrypt: boolean,
): Promise<{ form: contract.KeyForm | undefined; certificates: readonly string[] }> {
  const rows = await keysFor(context, emails)
  for (const form of contract.keyForms) {
    // Of several for one address the one that is good the longest, which comes first.
    const found = new Map(
      rows
        .filter((row) => row.form === form)
        .toReversed()
        .map((row) => [row.email, row.certificate]),
    )
    if (emails.every((email) => found.has(email))) return { form, certificates: [...found.values()] }
  }
  const missing = emails.filter((email) => !rows.some((row) => row.email === email))
  if (missing.length === 0)
    refuse(
      'conflict',
      'Some of them have a key for S/MIME and others one for OpenPGP, and one mail is of one kind. Write to them one after the other.',
      { reason: 'two_kinds' },
    )
  if (mustEncrypt)
    refuse(
      'conflict',
      `There is no key that is good for: ${missing.join(', ')}. Ask them for their certificate or OpenPGP key and keep it, or leave them out.`,
      { reason: 'no_key' },
    )
  return { form: undefined, certificates: [] }
}
