import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { stateOfLink } from '../../../../base/link-state.ts'
import { action, linkAction, type Action, type Context } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { holderOf, refuseDeadLink } from '../../../../platform/outside-link.ts'
import { insuranceStanding } from '../../../register/insurance/public.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { backupStanding } from '../../backups/public.ts'
import * as contract from '../contract.ts'
import type { ReadinessPorts } from '../public.ts'
import { proofsOf, shownOutside } from '../rules/proofs.ts'
import * as store from '../store.ts'

/** So many are shown and may be open at once; older ones are on the record. */
const mostPages = 100

export function shareWith(rooms: ReadinessPorts): Action<typeof contract.shareReadiness> {
  return action(contract.shareReadiness, async (context, { name, days, lines }) => {
    const known = new Set((await proofsNow(context, rooms)).map(({ key }) => key))
    const chosen = [...new Set(lines)]
    refuseUnless(
      chosen.every((key) => known.has(key)),
      'conflict',
      'One of these lines cannot be proved any more. Look at the list again, and choose anew.',
    )
    const open = (await store.listPages(context, mostPages)).filter(
      (page) => stateOfLink(page, context.now) === 'open',
    )
    if (open.length >= mostPages)
      refuse('conflict', `${mostPages} pages are open already. Close one that nobody needs any more.`)
    const { token, hash: tokenHash } = newLinkToken()
    const id = context.newId()
    const { now, actor } = context
    const expiresAt = new Date(now.getTime() + days * 86_400_000)
    const ended = { revokedAt: null, revokedBy: null }
    const row = { id, name, lines: chosen, madeAt: now, madeBy: actor.name, expiresAt, ...ended }
    await store.addPage(context, { ...row, tokenHash })
    const fields = { page: id, name, lines: chosen.join('\n'), until: expiresAt.toISOString() }
    context.record({ stream: 'audit', kind: 'readiness.share', fields })
    return {
      page: shown({ ...row, views: 0, lastViewAt: null }, now),
      url: `${context.services.config.url}/proved/${token}`,
    }
  })
}

export const revoke = action(contract.revokeReadinessPage, async (context, { id }) => {
  const page = await store.getPageToChange(context, id)
  const state = stateOfLink(page, context.now)
  if (state !== 'open')
    refuse(
      'conflict',
      state === 'expired'
        ? 'This page has ended by itself.'
        : `${page.revokedBy ?? ''} closed this page already.`,
    )
  await store.closePage(context, id, { revokedAt: context.now, revokedBy: context.actor.name })
  context.record({ stream: 'audit', kind: 'readiness.revoke', fields: { page: id, name: page.name } })
  return { revoked: true as const }
})

/** Whoever opens it sees the lines that were chosen, as far as they hold today, and nothing of the house beside them. */
export function viewWith(rooms: ReadinessPorts): Action<typeof contract.viewReadinessPage> {
  return linkAction(
    contract.viewReadinessPage,
    (door, { token }) => holderOf(door, { token, what: 'readiness page', perMinute: 30 }),
    async (context, { token }) => {
      const page = await store.findPageByToken(context, hashOfToken(token))
      if (page === undefined || stateOfLink(page, context.now) !== 'open') return refuseDeadLink()
      const lines = shownOutside(await proofsNow(context, rooms), page.lines)
      await store.addView(context, { id: context.newId(), pageId: page.id, at: context.now })
      const fields = { page: page.id, name: page.name, lines: lines.length }
      context.record({ stream: 'audit', kind: 'readiness.view', fields })
      return {
        organisation: (await organisationFor(context)).name,
        name: page.name,
        asOf: context.now.toISOString(),
        expiresAt: page.expiresAt.toISOString(),
        lines,
      }
    },
  )
}

/** Pages that were handed out, the open ones first, then the newest. */
export async function shownPages(context: Context): Promise<contract.ReadinessPage[]> {
  return (await store.listPages(context, mostPages)).map((page) => shown(page, context.now))
}

async function proofsNow(context: Context, rooms: ReadinessPorts) {
  return proofsOf({
    today: await todayOf(context),
    exercise: await rooms.lastExercise(context),
    backups: (await backupStanding(context)).backups,
    policies: (await insuranceStanding(context)).policies,
  })
}

function shown(page: Omit<store.CountedPage, 'tenantId' | 'tokenHash'>, now: Date): contract.ReadinessPage {
  const { id, name, lines, madeBy, revokedBy, views } = page
  return {
    ...{ id, name, lines: [...lines], madeBy, revokedBy, views },
    state: stateOfLink(page, now),
    madeAt: page.madeAt.toISOString(),
    expiresAt: page.expiresAt.toISOString(),
    revokedAt: page.revokedAt?.toISOString() ?? null,
    lastViewAt: page.lastViewAt?.toISOString() ?? null,
  }
}
