import type { Say } from '../../../../../ui/text.ts'

/** What the sentences are made with: those of the room, and beside them nouns and verbs for all that has no own sentence. */
export interface AuditSpeech {
  readonly text: Say
  readonly audited: Say
  /** Whether the nouns and verbs hold this word: a newer server records kinds that this page has no words for. */
  readonly knows: (key: string) => boolean
}

/** What happened, as a sentence with who did it; the fields of the leaf fill its blanks. */
export function auditSentence(
  { text, audited, knows }: AuditSpeech,
  entry: { readonly kind: string; readonly by: string; readonly fields: Readonly<Record<string, string>> },
): string {
  const by = entry.by === '' ? text('audit.muster') : entry.by
  const { name: given = '', code = '' } = entry.fields
  const name = given === '' ? '' : ` (${given})`
  if (auditKinds.has(entry.kind))
    return text(`audit.kind.${entry.kind.replace('.', '_')}`, { by, name, code })
  const [noun = '', verb = noun] = entry.kind.split('.')
  if (!knows(`noun.${noun}`) || !knows(`verb.${verb}`))
    return text('audit.kind.other', { by, kind: entry.kind, name })
  return audited('line', { by, name, noun: audited(`noun.${noun}`), verb: audited(`verb.${verb}`) })
}

const auditKinds = new Set([
  'agreement.propose',
  'agreement.accept',
  'agreement.end',
  'care.join',
  'care.leave',
  'care.enter',
  'client.add',
  'client.staff',
  'client.enter',
  'log.start',
  'tenant.create',
  'tenant.change',
  'member.invite',
  'member.join',
  'member.change',
  'member.role',
  'member.suspend',
  'member.restore',
  'member.recover',
  'invite.revoke',
  'session.sign_in',
  'session.sign_out',
  'session.revoke',
  'session.fail',
  'mfa.change',
  'password.change',
  'code.use',
  'apikey.create',
  'apikey.revoke',
  'assistant.admit',
  'assistant.bar',
  'access_profile.add',
  'access_profile.change',
  'access_profile.remove',
  'source.create',
  'source.rotate',
  'source.ask',
  'source.remove',
  'report_link.create',
  'report_link.revoke',
  'request.refuse',
  'export',
  'calllist.print',
  'handout.make',
  'handout.print',
  'backup.recipient',
  'backup.fail',
  'demo.load',
  'mail.configure',
  'mail.test',
  'mail.confirm',
  'push.subscribe',
  'push.remove',
])
