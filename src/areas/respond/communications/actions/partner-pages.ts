import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { stateOfLink } from '../../../../base/link-state.ts'
import { action, linkAction, type Context } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { holderOf, refuseDeadLink } from '../../../../platform/outside-link.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor, lockedIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/outside.ts'
import { statementAudiences } from '../contract/statement-words.ts'
import { editionDocument } from '../documents/edition-paper.ts'
import { editionOf, faultsOfShare } from '../rules/editions.ts'
import { whyBarred } from '../rules/outside.ts'
import * as store from '../store/partner-pages.ts'
import { materialOf } from './outside-case.ts'
import { publicPageOf } from './public-page.ts'
import { caseFor } from './statement-case.ts'

/** Pages of one case that are open at once, at most. */
const mostPages = 200

export const read = action(contract.readOutside, async (context, { id }) => {
  const found = await caseFor(context, id)
  const { incident, rules, restricted } = found
  const material = await materialOf(context, found)
  return {
    incidentId: id,
    number: incident.number,
    title: incident.title,
    mode: incident.mode,
    barred: whyBarred(incident),
    editions: statementAudiences.map((audience) =>
      editionOf(material, { incident, rules, audience, restricted }),
    ),
    partners: (await store.listPages(context, id)).map((one) => shown(one, context.now)),
    publicPage: await publicPageOf(context, id),
    can: { share: context.can('statement.send') },
  }
})

export const share = action(contract.sharePage, async (context, wish) => {
  const { id, page, name, audience, days, content } = wish
  const incident = await lockedIncidentFor(context, id)
  const barred = whyBarred(incident)
  if (barred !== '') refuse('conflict', barred, { reason: 'barred' })
  refuseUnless(
    content.lines.length > 0 || content.note !== '',
    'invalid',
    'Choose at least one line to share, or write some words.',
  )
  await refuseUnfit(context, wish)
  const before = page === undefined ? undefined : await openPageFor(context, { incidentId: id, id: page })
  refuseUnless(
    before === undefined || before.audience === audience,
    'conflict',
    'This page is for another audience. Make a new page for this one.',
  )
  const link = newLinkToken()
  const pageId = before?.id ?? context.newId()
  const { now, actor } = context
  if (before === undefined) {
    const open = (await store.listPages(context, id)).filter((one) => stateOfLink(one.page, now) === 'open')
    refuseUnless(
      open.length < mostPages,
      'conflict',
      'This case has as many open pages as it can hold. Close one that is not needed.',
    )
    const expiresAt = new Date(now.getTime() + days * 86_400_000)
    const made = { id: pageId, incidentId: id, name, audience, madeAt: now, madeBy: actor.name, expiresAt }
    await store.addPage(context, { ...made, tokenHash: link.hash })
  } else if (before.name !== name) await store.renamePage(context, pageId, name)
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const number = ((await store.lastShare(context, pageId))?.number ?? 0) + 1
  await store.addShare(context, { pageId, number, content, sha256, sharedAt: now, sharedBy: actor.name })
  const fields = { page: pageId, name, audience, share: number, sha256 }
  const words = [content.note, ...content.lines.map(({ what, text }) => `${what}: ${text}`)].join('\n')
  context.record({ stream: id, kind: 'partner.share', fields: { ...fields, words } })
  const url = before === undefined ? `${context.services.config.url}/shared/${link.token}` : null
  return { page: await shownPage(context, { incidentId: id, id: pageId }), url }
})

async function refuseUnfit(
  context: Context,
  {
    id,
    audience,
    content,
  }: { id: string; audience: contract.PartnerPage['audience']; content: contract.SharedContent },
): Promise<void> {
  const found = await caseFor(context, id)
  const { rules, restricted, facts } = found
  const faults = faultsOfShare(content, await materialOf(context, found), {
    ...{ rules, audience, restricted, facts },
  })
  if (faults.length > 0)
    refuse(
      'invalid',
      `This is not shared: ${faults[0]?.message ?? ''}. Take it out, or change the case first.`,
      {
        reason: 'not_for_them',
        faults: faults.slice(0, 20),
      },
    )
}

export const revoke = action(contract.revokePage, async (context, { id, page }) => {
  await lockedIncidentFor(context, id)
  const { name } = await openPageFor(context, { incidentId: id, id: page })
  await store.closePage(context, page, { revokedAt: context.now, revokedBy: context.actor.name })
  context.record({ stream: id, kind: 'partner.revoke', fields: { page, name } })
  return shownPage(context, { incidentId: id, id: page })
})

/** Whoever opens it sees the last that was shared, and nothing of the case beside it. Each opening is kept. */
export const view = linkAction(
  contract.viewPartnerPage,
  (door, { token }) => holderOf(door, { token, what: 'partner page', perMinute: 30 }),
  async (context, { token }) => {
    const page = await store.findPageByToken(context, hashOfToken(token))
    if (page === undefined || stateOfLink(page, context.now) !== 'open') return refuseDeadLink()
    const incident = await incidentFor(context, page.incidentId)
    const share = await store.lastShare(context, page.id)
    if (share === undefined || whyBarred(incident) !== '') return refuseDeadLink()
    await store.addView(context, {
      ...{ id: context.newId(), pageId: page.id, number: share.number, at: context.now },
    })
    const fields = { page: page.id, name: page.name, share: share.number }
    context.record({ stream: page.incidentId, kind: 'partner.view', fields })
    return {
      organisation: (await organisationFor(context)).name,
      name: page.name,
      isExercise: incident.mode === 'exercise',
      content: share.content,
      number: share.number,
      sharedAt: share.sharedAt.toISOString(),
      expiresAt: page.expiresAt.toISOString(),
    }
  },
)

export const print = action(contract.printEdition, async (context, { id, audience, language }) => {
  const found = await caseFor(context, id)
  const { incident, rules, restricted, organisation } = found
  const edition = editionOf(await materialOf(context, found), { incident, rules, audience, restricted })
  if (edition.barred !== '') refuse('conflict', edition.barred, { reason: 'barred' })
  const document = editionDocument({ edition, language, organisation, incident, madeAt: context.now })
  const words = edition.lines.map(({ what, text }) => `${what}: ${text}`).join('\n')
  const sha256 = createHash('sha256').update(words).digest('hex')
  const fields = { audience, facts: found.facts.version, lines: edition.lines.length, sha256 }
  context.record({ stream: id, kind: 'edition.print', fields })
  const { typesetter } = context
  return {
    name: `INC-${incident.number}-report-${audience}.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(document),
  }
})

interface Named {
  readonly incidentId: string
  readonly id: string
}

async function openPageFor(context: Context, { incidentId, id }: Named): Promise<store.PageRecord> {
  const page = await store.getPageToChange(context, incidentId, id)
  const state = stateOfLink(page, context.now)
  return state === 'open'
    ? page
    : refuse(
        'conflict',
        state === 'expired'
          ? 'This page has ended by itself. Make a new one.'
          : `${page.revokedBy ?? ''} closed this page already. Make a new one.`,
      )
}

async function shownPage(context: Context, { incidentId, id }: Named) {
  const [one] = await store.listPages(context, incidentId, id)
  return one === undefined
    ? refuse('not_found', 'There is no such page in this incident.')
    : shown(one, context.now)
}

function shown({ page, share, views }: store.ShownPage, now: Date): z.input<typeof contract.PartnerPage> {
  const { id, name, audience, madeBy, revokedBy } = page
  const { content, number, sharedBy } = share
  return {
    ...{ id, name, audience, madeBy, revokedBy, content, number, sharedBy },
    state: stateOfLink(page, now),
    madeAt: page.madeAt.toISOString(),
    expiresAt: page.expiresAt.toISOString(),
    revokedAt: page.revokedAt?.toISOString() ?? null,
    sharedAt: share.sharedAt.toISOString(),
    views: { ...views, lastAt: views.lastAt?.toISOString() ?? null },
  }
}
