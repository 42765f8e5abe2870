import { createHash, randomBytes } from 'node:crypto'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { textEntity } from '../../../../platform/mail/mime.ts'
import { messageIdOf, whyKeptFrom } from '../../communications/public.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { letterBell, subjectOnTheWay, tokenOf } from '../rules.ts'
import { addCopies } from '../store/copies.ts'
import { keysFor, ownKeys } from '../store/keys.ts'
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
  const secured = await secure(context, { emails, text, subject: thread.subject, mustEncrypt })
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
    ...{ signerCertificate: '', knownSince: null, trouble: '', sha256, originalId: null, files: [], entity },
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

/** Signed with our newest key; encrypted where everybody can open it, for ourselves as well. */
async function secure(
  context: Context,
  wish: {
    readonly emails: readonly string[]
    readonly text: string
    readonly subject: string
    readonly mustEncrypt: boolean
  },
): Promise<{ entity: Buffer; isEncrypted: boolean; isSigned: boolean }> {
  const { emails, mustEncrypt } = wish
  // Of several for one address the one that is good the longest, which comes first.
  const found = new Map((await keysFor(context, emails)).toReversed().map((row) => [row.email, row]))
  const missing = emails.filter((email) => !found.has(email))
  if (mustEncrypt && missing.length > 0)
    refuse(
      'conflict',
      `There is no key that is good for: ${missing.join(', ')}. Ask them for their certificate and keep it, or leave them out.`,
      { reason: 'no_key' },
    )
  const isEncrypted = missing.length === 0
  const own = (await ownKeys(context)).find(
    ({ row }) => row.validUntil > context.now && row.validFrom <= context.now,
  )
  const plain = textEntity(wish.text, isEncrypted ? wish.subject : undefined)
  // A large part that few requests need.
  const { encryptedEntity, signedEntity } = await import('../../../../platform/mail/secured-mail.ts')
  const signed = own === undefined ? plain : await signedEntity(plain, own, context.now)
  if (!isEncrypted) return { entity: signed, isEncrypted, isSigned: own !== undefined }
  const certificates = emails.flatMap((email) => found.get(email)?.certificate ?? [])
  const entity = await encryptedEntity(signed, [
    ...certificates,
    ...(own === undefined ? [] : [own.certificate]),
  ])
  return { entity, isEncrypted, isSigned: own !== undefined }
}
