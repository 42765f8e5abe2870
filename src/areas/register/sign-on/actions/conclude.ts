import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import type { OidcAnswer, OidcPerson } from '../../../../platform/provider/oidc.ts'
import { accountForEntry, addFromDirectory, findEntryPerson } from '../../people/public/entering.ts'
import { organisationFor } from '../../people/public/people.ts'
import type { finishSignOn, Outcome } from '../../people/contract/own-accounts.ts'
import { judge, type Verdict } from '../rules.ts'
import * as store from '../store.ts'
import type { OnItsWay } from './on-its-way.ts'

export interface Passage {
  readonly attemptId: string
  readonly row: store.ProviderRow
  readonly way: OnItsWay
}

export type End =
  | { readonly userId: string; readonly isProved: boolean }
  | { readonly outcome: Outcome }
  | { readonly trial: Trial }
type Trial = NonNullable<z.infer<typeof finishSignOn.output>['trial']>

export async function conclude(context: Context, passage: Passage, person: OidcPerson): Promise<End> {
  const { attemptId, row, way } = passage
  const email = person.email === undefined ? undefined : normalisedEmail(person.email)
  const { verdict, about } = await judged(context, row, { ...person, email })
  const told = person.isVerified && email !== undefined ? { email } : {}
  if (row.failingSince !== null) await store.updateProvider(context, { failingSince: null, trouble: '' })
  if (way.trialOf !== null) return concludeTrial(context, passage, { person, verdict, email })
  if (verdict.enters === false) {
    const memberId = about === undefined ? {} : { memberId: about }
    await store.endAttempt(context, attemptId, { outcome: verdict.outcome, ...told, ...memberId })
    return { outcome: verdict.outcome }
  }
  const memberId = verdict.enters === 'new' ? await joined(context, person, email) : verdict.memberId
  if (verdict.enters !== 'known') await bind(context, row, { subject: person.subject, memberId })
  const { userId } = await accountForEntry(context, memberId)
  const outcome = verdict.enters === 'new' ? 'joined' : 'entered'
  await store.endAttempt(context, attemptId, { outcome, memberId, ...told })
  return { userId, isProved: row.factor === 'theirs' && person.hasSecondFactor }
}

async function judged(
  context: Context,
  { issuer, joins }: store.ProviderRow,
  said: { subject: string; email: string | undefined; isVerified: boolean },
): Promise<{ verdict: Verdict; about: string | undefined }> {
  const linkedId = await store.findLinked(context, { issuer, subject: said.subject })
  const byMail = said.email === undefined ? undefined : await findEntryPerson(context, { email: said.email })
  const linked = linkedId === undefined ? undefined : await findEntryPerson(context, { id: linkedId })
  const verdict = judge({
    ...{ said, joins, byMail, linked },
    provedDomains: await store.listProvedDomains(context),
    isLinkedElsewhere:
      byMail !== undefined && (await store.hasLink(context, { issuer, memberId: byMail.id })),
  })
  // An address that nobody vouched for says nothing of anybody.
  return { verdict, about: linked?.id ?? (said.isVerified ? byMail?.id : undefined) }
}

async function joined(context: Context, person: OidcPerson, email: string | undefined): Promise<string> {
  if (email === undefined) throw new Error('nobody joins without an address') // judge() saw to it
  const name = (person.name ?? '').normalize('NFC').replaceAll(/\p{C}/gu, ' ').trim().slice(0, 200)
  const { memberId } = await addFromDirectory(context, {
    email,
    name: name === '' ? email : name,
    role: 'staff',
  })
  return memberId
}

async function bind(
  context: Context,
  { issuer, name }: store.ProviderRow,
  { subject, memberId }: { subject: string; memberId: string },
): Promise<void> {
  const isFirst = await store.insertLink(context, { issuer, subject, memberId, linkedAt: context.now })
  refuseUnless(isFirst, 'conflict', 'This account was linked a moment ago. Sign in again.', {
    reason: 'sign_in_again',
  })
  context.record({
    stream: 'audit',
    kind: 'signon.link',
    fields: { member: memberId, provider: name, issuer },
  })
}

/** What a trial shows, and whether it counts: the owner's own account has to come out of it. */
async function concludeTrial(
  context: Context,
  { attemptId, row, way }: Passage,
  { person, verdict, email }: { person: OidcPerson; verdict: Verdict; email: string | undefined },
): Promise<End> {
  const found = verdict.enters === 'known' || verdict.enters === 'link' ? verdict.memberId : undefined
  const isGood = found !== undefined && found === way.trialOf
  const outcome: Outcome = isGood ? 'tried' : verdict.enters === false ? verdict.outcome : 'unknown_person'
  await store.endAttempt(context, attemptId, {
    outcome,
    ...(found !== undefined && { memberId: found }),
    email: email ?? '',
  })
  if (isGood) await store.updateProvider(context, { triedVersion: row.version, triedAt: context.now })
  context.record({
    stream: 'audit',
    kind: 'signon.try',
    fields: { name: row.name, issuer: row.issuer, outcome },
  })
  const { slug } = await organisationFor(context)
  const { isVerified, hasSecondFactor } = person
  return { trial: { slug, isGood, outcome, email: email ?? '', isVerified, hasSecondFactor } }
}

export async function turnBack(
  context: Context,
  { attemptId, way }: Passage,
  answer: Exclude<OidcAnswer, { state: 'proved' }>,
): Promise<End> {
  const outcome = answer.state
  await store.endAttempt(context, attemptId, { outcome })
  if (answer.state === 'failed') await noteFailing(context, answer.trouble)
  if (way.trialOf === null) return { outcome }
  const { slug } = await organisationFor(context)
  return { trial: { slug, isGood: false, outcome, email: '', isVerified: false, hasSecondFactor: false } }
}

/** Once, when it begins: an owner sees since when. */
export async function noteFailing(context: Context, trouble: string): Promise<void> {
  const row = await store.lockProvider(context)
  if (row === undefined || row.failingSince !== null) return
  await store.updateProvider(context, { failingSince: context.now, trouble })
  context.record({
    stream: 'audit',
    kind: 'signon.fail',
    fields: { name: row.name, issuer: row.issuer, trouble },
  })
}
