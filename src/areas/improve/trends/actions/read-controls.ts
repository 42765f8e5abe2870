import { dayAfter } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import {
  countCounted,
  findFirstCounted,
  listCountedIds,
  listCountedPage,
} from '../../../respond/incidents/public/figures.ts'
import { listReportDays } from '../../../respond/signals/public.ts'
import * as contract from '../contract/trends.ts'
import { controlNames, controls, type Control, type Grade } from '../contract/words.ts'
import { gradeCounts } from '../rules/grades.ts'
import { monthsOf } from '../rules/frames.ts'
import { rateRatio } from '../rules/intervals.ts'
import {
  dropControlDate,
  listControlDates,
  listEveryGrade,
  saveControlDate,
  type ControlDateRecord,
} from '../store/cases.ts'
import { daysCounted, frameShown, lookBack, watchedFrom, type Looking, type Reading } from './frame.ts'

/** Cases without any grade that are named. */
const ungradedNamed = 10

export const readControls = action(contract.readControlRecord, async (context, { years }) => {
  const looked = await lookBack(context, years)
  const looking = { ...looked, from: watchedFrom(looked, await findFirstCounted(context, looked.frame)) }
  const { frame } = looking
  const given = await listEveryGrade(context)
  const graded = await listCountedIds(
    context,
    frame,
    given.map(({ incidentId }) => incidentId),
  )
  const dates = new Map((await listControlDates(context)).map((row) => [row.control, row]))
  const counted = given.filter(({ incidentId }) => graded.has(incidentId))
  const known = {
    cases: await daysCounted(context, frame),
    reports: await listReportDays(context, frame),
  }
  const rows = controlNames.map((control) => {
    const own = counted.filter((one) => one.control === control)
    const date = dates.get(control)
    return {
      control,
      counts: gradeCounts(own),
      since: date?.since ?? null,
      note: date?.note ?? '',
      bearsOn: [...controls[control]],
      compared: date === undefined ? null : compare(known, looking, date),
    }
  })
  return {
    frame: frameShown(looking),
    total: await countCounted(context, frame, []),
    graded: graded.size,
    ungraded: await ungradedIn(context, frame, graded),
    controls: rows.toSorted((a, b) => sumOf(b.counts) - sumOf(a.counts)),
    can: { change: context.can('trend.manage') },
  }
})

export const date = action(contract.dateControl, async (context, { control, since, note }) => {
  const today = await todayOf(context)
  const message = 'A control that is not in place yet has no day. Enter it when it is.'
  refuseUnless(since === null || since <= today, 'invalid', message, { faults: [{ path: 'since', message }] })
  if (since === null) await dropControlDate(context, control)
  else {
    const by = { changedAt: context.now, changedBy: context.actor.name }
    await saveControlDate(context, { control, since, note, ...by })
  }
  context.record({ stream: 'audit', kind: 'control.date', fields: leafFields({ control, since, note }) })
  return { control, since, note: since === null ? '' : note }
})

function sumOf(counts: Readonly<Record<Grade, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0)
}

interface Watching extends Looking {
  /** The day from which cases were kept here. */
  readonly from: string
}

/** Cases before a control was in place and after, each with its months, and the reports of people beside them. */
function compare(
  { cases, reports }: Known,
  { span, from }: Watching,
  { control, since }: Pick<ControlDateRecord, 'control' | 'since'>,
) {
  // Today is watched too.
  const months = { before: monthsOf(from, since), after: monthsOf(since, dayAfter(span.lastDay, 1)) }
  if (months.before < 1 || months.after < 1) return null
  const ways: readonly string[] = controls[control]
  const ofWays = cases.filter(({ vector }) => ways.length === 0 || (vector !== null && ways.includes(vector)))
  const sideOf = (side: 'before' | 'after') => ({
    count: sumOfSide(ofWays, since, side),
    months: Math.round(months[side] * 10) / 10,
    reports: sumOfSide(reports, since, side),
  })
  const [before, after] = [sideOf('before'), sideOf('after')]
  const ratio = rateRatio(
    { events: before.count, exposure: months.before },
    { events: after.count, exposure: months.after },
  )
  return { ...ratio, before, after }
}

interface Known {
  readonly cases: Awaited<ReturnType<typeof daysCounted>>
  readonly reports: Awaited<ReturnType<typeof listReportDays>>
}

/** Days as `2026-03-01` are in the order of their letters. */
function sumOfSide(
  days: readonly { readonly day: string; readonly count: number }[],
  since: string,
  side: 'before' | 'after',
): number {
  return days.reduce((sum, { day, count }) => (day < since === (side === 'before') ? sum + count : sum), 0)
}

async function ungradedIn(context: Reading, frame: Looking['frame'], graded: ReadonlySet<string>) {
  const newest = await listCountedPage(context, frame, { below: 2_147_483_647, limit: 50 })
  return newest
    .filter(({ id, closedAt }) => closedAt !== null && !graded.has(id))
    .slice(0, ungradedNamed)
    .map(({ id, number, severity, openedAt }) => ({ id, number, severity, at: openedAt.toISOString() }))
}

/** The cases in which a control was graded. */
export async function casesOfControl(context: Reading, control: string): Promise<string[]> {
  const isOurs = (one: Control) => one === control
  return (await listEveryGrade(context))
    .filter((row) => isOurs(row.control))
    .map(({ incidentId }) => incidentId)
}
