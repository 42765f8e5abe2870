import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { assetNames, inUseAmong, listEssentialAssets } from '../../register/assets/public.ts'
import { organisationFor, todayOf } from '../../register/people/public/people.ts'
import type { Failure } from '../readiness/contract.ts'
import { leaversOf, talliesInUse } from './actions/shapes.ts'
import { campaignMonths, firstCampaignDays } from './rules.ts'
import { listTasks } from './store/accounts.ts'
import { findRunning, listPast, reviewsOf, type ReviewRecord } from './store/campaigns.ts'

/** So many sentences of one kind say it; more say nothing more. */
const mostSentences = 10

/** Systems to go through, accounts to remove or change, and the next campaign. */
export async function accessDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const running = await findRunning(context)
  const open = running === undefined ? [] : await openReviews(context, running.id)
  const tasks = await listTasks(context)
  const names = await assetNames(
    context,
    [...open, ...tasks].map(({ assetId }) => assetId),
  )
  const reviews = open.map(({ assetId: key, reviewerId: ownerId }): DueDate => ({
    ...{ kind: 'access_review', key, title: names.get(key) ?? '', day: running?.dueOn ?? '', ownerId },
    path: `/access/${key}`,
  }))
  const changes = tasks.map(({ accountId: key, assetId, login, dueOn: day, ownerId }): DueDate => ({
    ...{ kind: 'access_change', key, title: `${names.get(assetId) ?? ''}: ${login}`, day, ownerId },
    path: `/access/${assetId}`,
  }))
  return [...reviews, ...changes, ...(running === undefined ? await nextCampaign(context) : [])]
}

/** Systems that somebody has still to go through; one that went out of use meanwhile is none of them. */
async function openReviews(context: Pick<Context, 'tx'>, campaignId: string): Promise<ReviewRecord[]> {
  const open = (await reviewsOf(context, [campaignId])).filter(({ endedAt }) => endedAt === null)
  const inUse = await inUseAmong(
    context,
    open.map(({ assetId }) => assetId),
  )
  return open.filter(({ assetId }) => inUse.has(assetId))
}

/** Six months after the last one; the first one a month after somebody began a list. */
async function nextCampaign(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const { timeZone } = await organisationFor(context)
  const [last] = await listPast(context, 1)
  const begun = [...(await talliesInUse(context)).values()].map(({ begunAt }) => begunAt)
  if (last === undefined && begun.length === 0) return []
  const ended = last?.endedAt ?? null
  const first = new Date(Math.min(...begun.map((at) => at.getTime())))
  const day =
    ended === null
      ? dayAfter(dayIn(first, timeZone), firstCampaignDays)
      : dayAfter(dayIn(ended, timeZone), campaignMonths, 'months')
  const due = {
    kind: 'access_campaign',
    key: 'next',
    title: '',
    day,
    ownerId: null,
    path: '/access',
  } as const
  return [{ ...due, everyMonths: campaignMonths }]
}

/** What of it would fail today, the worst first. */
export async function failingAccess(context: Context): Promise<Failure[]> {
  if (!context.can('asset.read')) return []
  const today = await todayOf(context)
  const known = await talliesInUse(context)
  const essential = await listEssentialAssets(context)
  const leavers = (await leaversOf(context)).filter(({ holds }) => holds.length > 0)
  const blank = { day: '', count: 0, more: '', path: '/access' }
  return [
    ...leavers.map(({ name, holds }): Failure => ({
      ...{ ...blank, kind: 'access_leaver', name },
      more: [...new Set(holds.map(({ system }) => system))].join(', '),
    })),
    ...(await overdue(context, today)),
    ...(known.size === 0 ? [] : essential.filter(({ id }) => !known.has(id))).map(
      ({ id, name }): Failure => ({
        ...{ ...blank, kind: 'access_unlisted', name, path: `/access/${id}` },
      }),
    ),
    ...essential.flatMap(({ id, name }): Failure[] => {
      const { no = 0, unknown = 0 } = known.get(id) ?? {}
      return no + unknown === 0
        ? []
        : [{ ...blank, kind: 'access_no_factor', name, count: no + unknown, path: `/access/${id}` }]
    }),
  ].filter((one, at, all) => all.slice(0, at).filter(({ kind }) => kind === one.kind).length < mostSentences)
}

async function overdue(context: Context, today: string): Promise<Failure[]> {
  const dates = (await accessDates(context)).filter(({ day }) => day < today)
  return dates.flatMap(({ kind, title, day, path }): Failure[] => {
    const common = { name: title, day, count: 0, more: '', path }
    if (kind === 'access_review') return [{ ...common, kind: 'access_review_over' }]
    return kind === 'access_change' ? [{ ...common, kind: 'access_change_over' }] : []
  })
}

/** What hangs on this person here, in words. */
export async function heldAccess(context: Context, memberId: string): Promise<string[]> {
  const running = await findRunning(context)
  const reviews = running === undefined ? [] : await openReviews(context, running.id)
  const own = reviews.filter(({ reviewerId }) => reviewerId === memberId)
  const names = await assetNames(
    context,
    own.map(({ assetId }) => assetId),
  )
  const tasks = await listTasks(context, memberId)
  return [
    ...own.map(({ assetId }) => `going through who gets into ${names.get(assetId) ?? ''}`),
    ...(tasks.length === 0 ? [] : [`accounts to remove or change: ${tasks.length}`]),
  ]
}
