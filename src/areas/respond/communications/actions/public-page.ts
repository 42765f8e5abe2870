import type * as z from 'zod'
import { normalisedEmail } from '../../../../base/email-address.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, linkAction, type Context } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { holderOf, refuseDeadLink } from '../../../../platform/outside-link.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor, lockedIncidentFor } from '../../incidents/public/incidents.ts'
import { templates } from '../content/statement-template.ts'
import * as contract from '../contract/outside.ts'
import { messageIdOf, statementBell } from '../rules/delivery.ts'
import { confirmDays, mayAskAgain, partsOf, whyBarred } from '../rules/outside.ts'
import { firstLook, promiseMinutes } from '../rules/rhythms.ts'
import { isMailOn } from '../store/mail-settings.ts'
import * as store from '../store/public-pages.ts'
import { addRecipients, nextPlaceOf } from '../store/recipients.ts'
import { isMailHostile, listPublished, type StatementRecord } from '../store/statements.ts'

/** Questions that one page sends in an hour at most: nobody makes it write to a list of strangers. */
const mostAsksInHour = 200

/** The public page as people of the house see it; null where there never was one. */
export async function publicPageOf(
  context: Context,
  incidentId: string,
): Promise<z.input<typeof contract.OutsideBoard>['publicPage']> {
  const page = await store.findPublicPage(context, incidentId)
  if (page === undefined) return null
  const token = store.openToken(context, page.token)
  return {
    url: token === undefined ? '' : `${context.services.config.url}/public/${token}`,
    isOpen: page.isOpen,
    nextUpdateAt: page.nextUpdateAt?.toISOString() ?? null,
    updates: (await listPublished(context, incidentId)).length,
    subscribers: await store.countFollowers(context, page.id),
    maySubscribe: await maySubscribe(context, page),
  }
}

export const set = action(contract.setPublicPage, async (context, { id, isOpen, nextUpdateAt }) => {
  const incident = await lockedIncidentFor(context, id)
  const before = await store.findPublicPage(context, id)
  const barred = whyBarred(incident)
  if (isOpen && barred !== '') refuse('conflict', barred, { reason: 'barred' })
  refuseUnless(
    !isOpen || incident.mode !== 'exercise',
    'conflict',
    'This is an exercise: the public never reads of it.',
  )
  refuseUnless(isOpen || before?.isOpen === true, 'conflict', 'No public page is open.')
  const next = nextUpdateAt === null ? null : new Date(nextUpdateAt)
  refuseUnless(next === null || next > context.now, 'invalid', 'The next update lies in the past.', {
    faults: [{ path: 'nextUpdateAt', message: 'must lie in the future' }],
  })
  const { now, actor } = context
  const link = newLinkToken()
  const { id: pageId } = await store.savePublicPage(context, {
    ...(before ?? {
      ...{ id: context.newId(), incidentId: id, tokenHash: link.hash },
      token: store.sealToken(context, link.token),
    }),
    ...{ isOpen, nextUpdateAt: isOpen ? next : null, changedAt: now, changedBy: actor.name },
    promisedBy: actor.kind === 'member' ? actor.memberId : null,
    lookAt: isOpen && next !== null ? firstLook(next, promiseMinutes) : null,
  })
  const kind = !isOpen ? 'page.close' : before?.isOpen === true ? 'page.change' : 'page.open'
  context.record({ stream: id, kind, fields: { page: pageId, nextUpdate: nextUpdateAt ?? '' } })
  return publicPageOf(context, id)
})

export const read = linkAction(
  contract.readPublicPage,
  (door, { token }) => holderOf(door, { token, what: 'public page', perMinute: 120 }),
  async (context, { token }) => {
    const page = await openPage(context, token)
    const published = await listPublished(context, page.incidentId)
    return {
      organisation: (await organisationFor(context)).name,
      updates: published.toReversed().map((one) => updateOf(one, published)),
      nextUpdateAt: page.nextUpdateAt?.toISOString() ?? null,
      isLate: page.nextUpdateAt !== null && page.nextUpdateAt <= context.now,
      maySubscribe: await maySubscribe(context, page),
    }
  },
)

function updateOf(one: StatementRecord, all: readonly StatementRecord[]) {
  const correction = all.findLast(({ corrects }) => corrects === one.id)
  return {
    number: one.number,
    stage: one.stage,
    language: one.language,
    subject: one.body.subject,
    releasedAt: (one.releasedAt ?? one.changedAt).toISOString(),
    correctedAt: correction?.releasedAt?.toISOString() ?? null,
    parts: partsOf(one.body, templates[one.language]),
  }
}

/** Answered alike for every address, so that nobody learns who follows the page. */
export const subscribe = linkAction(
  contract.subscribeToPage,
  (door, { token }) => holderOf(door, { token, what: 'subscription', perMinute: 20 }),
  async (context, { token, email, language }) => {
    const page = await openPage(context, token)
    const address = normalisedEmail(email)
    if (address === undefined)
      return refuse('invalid', 'Enter one plain e-mail address.', {
        faults: [{ path: 'email', message: 'must be one address, as ann@example.org' }],
      })
    refuseUnless(
      await maySubscribe(context, page),
      'conflict',
      'No mail goes out at the moment. Look here again.',
    )
    const hourAgo = new Date(context.now.getTime() - 3_600_000)
    refuseUnless(
      (await store.countAsked(context, page.id, hourAgo)) < mostAsksInHour,
      'too_many',
      'Too many people subscribe at the moment. Try again in an hour.',
      { retryAfterSeconds: 3600 },
    )
    const subscriber = await askOnce(context, { pageId: page.id, email: address, language })
    context.record({ stream: page.incidentId, kind: 'subscriber.ask', fields: { page: page.id, subscriber } })
    return { asked: true as const }
  },
)

/** @returns the id of whom the question goes to; '' where none goes */
async function askOnce(
  context: Context,
  {
    pageId,
    email,
    language,
  }: { pageId: string; email: string; language: store.SubscriberRecord['language'] },
): Promise<string> {
  const { now, services, tenantId } = context
  const known = await store.findSubscriber(context, { pageId, email })
  const question = { language, askedAt: now, nextTryAt: now, tries: 0, claimedUntil: null }
  if (known === undefined) {
    const [id, link] = [context.newId(), newLinkToken()]
    const token = store.sealToken(context, link.token)
    const fields = { id, pageId, email, tokenHash: link.hash, token, asks: 1 }
    if (!(await store.addSubscriber(context, { ...question, ...fields }))) return ''
    context.afterCommit(() => services.wake.ring(statementBell, tenantId))
    return id
  }
  const isFollowing = known.confirmedAt !== null && known.endedAt === null
  if (!mayAskAgain({ ...known, isFollowing }, now)) return ''
  await store.changeSubscriber(context, known.id, { ...question, asks: known.asks + 1 })
  context.afterCommit(() => services.wake.ring(statementBell, tenantId))
  return known.id
}

export const settle = linkAction(
  contract.settleSubscription,
  (door, { token }) => holderOf(door, { token, what: 'subscription answer', perMinute: 30 }),
  async (context, { token, what }) => {
    const found = await store.findSubscriber(context, { tokenHash: hashOfToken(token) })
    if (found === undefined) return refuseDeadLink()
    const page = await store.getPublicPage(context, found.pageId)
    const { name: organisation } = await organisationFor(context)
    const isFollowing = found.confirmedAt !== null && found.endedAt === null
    const isSoAlready = what === 'confirm' ? isFollowing : found.endedAt !== null
    if (isSoAlready) return { what, organisation }
    const isTooLate = context.now.getTime() - found.askedAt.getTime() > confirmDays * 86_400_000
    if (what === 'confirm' && (isTooLate || !page.isOpen)) return refuseDeadLink()
    const { now } = context
    await store.changeSubscriber(
      context,
      found.id,
      what === 'confirm'
        ? { confirmedAt: now, endedAt: null, nextTryAt: null }
        : { endedAt: now, nextTryAt: null, claimedUntil: null },
    )
    if (what === 'end') await store.stopFor(context, found.id)
    const kind = what === 'confirm' ? 'subscriber.confirm' : 'subscriber.end'
    context.record({ stream: page.incidentId, kind, fields: { page: page.id, subscriber: found.id } })
    return { what, organisation }
  },
)

/** Those who follow the page go on the list of a statement to the public. @returns whether a page is open for it */
export async function addFollowers(context: Context, record: StatementRecord): Promise<boolean> {
  const page = await store.findPublicPage(context, record.incidentId)
  if (page === undefined || !page.isOpen) return false
  const place = await nextPlaceOf(context, record.id)
  const { install } = context.services.signer
  const rows = (await store.listFollowers(context, page.id)).map(({ id: subscriberId, email }, at) => {
    const id = context.newId()
    return {
      ...{ id, statementId: record.id, place: place + at, name: email, email, phone: '', post: [] },
      ...{ subscriberId, channel: 'mail' as const, state: 'listed' as const, why: 'listed' },
      messageId: messageIdOf(id, install),
    }
  })
  await addRecipients(context, rows)
  return true
}

/** The page behind this link, as long as it is open and its case may be shown. */
async function openPage(context: Context, token: string): Promise<store.PublicPageRecord> {
  const page = await store.findOpenPage(context, hashOfToken(token))
  if (page === undefined) return refuseDeadLink()
  return whyBarred(await incidentFor(context, page.incidentId)) === '' ? page : refuseDeadLink()
}

async function maySubscribe(context: Context, { incidentId }: { incidentId: string }): Promise<boolean> {
  return (await isMailOn(context)) && !(await isMailHostile(context, incidentId))
}
