import type * as z from 'zod'
import { dayAfter } from '../../../../base/calendar-day.ts'
import { initialVectors } from '../../../../base/incident-words.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { listFirstNotices } from '../../../respond/duties/public.ts'
import { leftOutOf, listCountedAmong, shapeOf } from '../../../respond/incidents/public/figures.ts'
import { countReports } from '../../../respond/signals/public.ts'
import * as contract from '../contract/trends.ts'
import { cards, spanNames, type Moment } from '../contract/words.ts'
import { startOf } from '../rules/frames.ts'
import { yearlyRate } from '../rules/intervals.ts'
import { changeOf, isEnoughForSeasons, leastMonths, medianGapDays, sharesOf } from '../rules/often.ts'
import { closingTold, spanTold, type CaseTimes } from '../rules/spans.ts'
import { findBoard, saveBoard } from '../store/boards.ts'
import { listEveryMoment } from '../store/cases.ts'
import { frameShown, lookBack, watchedMonths, type Looking, type Reading } from './frame.ts'

type Shape = Awaited<ReturnType<typeof shapeOf>>

export const read = action(contract.readTrends, async (context, { years }) => {
  const looking = await lookBack(context, years)
  const { frame, entered, span } = looking
  const ago = (months: number) =>
    startOf(dayAfter(dayAfter(span.lastDay, 1), -months, 'months'), frame.timeZone)
  const shape = await shapeOf(context, frame, { start: ago(24), middle: ago(12) })
  return {
    frame: frameShown(looking),
    board: await boardOf(context),
    often: await oftenIn(context, looking, shape),
    leftOut: await leftOutOf(context, frame, entered),
    vectors: vectorsOf(shape),
    kinds: sharesOf(shape.kinds),
    seasons: {
      cells: shape.cells,
      isEnough: isEnoughForSeasons(shape.total, watchedMonths(looking, shape.first)),
    },
    times: await timesIn(context, looking, shape),
  }
})

export const arrange = action(contract.arrangeTrends, async (context, input) => {
  const row = { cards: input.cards, changedAt: context.now, changedBy: context.actor.name }
  await saveBoard(context, row)
  context.record({ stream: 'audit', kind: 'board.arrange', fields: leafFields({ cards: input.cards }) })
  return { cards: input.cards }
})

async function boardOf(context: Context) {
  const found = await findBoard(context)
  // What an older version knew and this one does not is left out.
  const known = found?.cards.filter((card) => cards.includes(card)) ?? []
  return {
    cards: known.length > 0 ? known : [...cards],
    isArranged: known.length > 0,
    can: context.can('trend.manage'),
  }
}

async function oftenIn(
  context: Reading,
  looking: Looking,
  shape: Shape,
): Promise<z.input<typeof contract.Trends>['often']> {
  const { size } = await organisationFor(context)
  const watched = watchedMonths(looking, shape.first)
  const dots = shape.latest
  return {
    total: shape.total,
    watchedMonths: Math.round(watched * 10) / 10,
    rate: yearlyRate(shape.total, watched),
    staff: size,
    reports: await countReports(context, looking.span),
    months: shape.months,
    dots: dots.map(({ at, closedAt: _closed, ...one }) => ({ ...one, at: at.toISOString() })),
    medianGapDays: medianGapDays(dots.map(({ at }) => at)),
    change: changeIn(looking, shape, watched),
  }
}

/** The last twelve months beside those before, where cases were kept long enough. */
function changeIn({ span }: Looking, { earlier, recent }: Shape, watched: number) {
  const before = Math.min(12, watched - 12)
  if (span.months < 24 || before < leastMonths) return null
  const change = changeOf({ events: earlier, exposure: before }, { events: recent, exposure: 12 })
  return change === undefined ? null : { ...change, beforeMonths: Math.round(before) }
}

function vectorsOf({ vectors }: Shape) {
  const keys = vectors.map(({ key, count }) => ({ key: key ?? 'open', count }))
  const known = ['open', ...initialVectors] as const
  return sharesOf(keys).flatMap(({ key, ...share }) => {
    const named = known.find((one) => one === key)
    return named === undefined ? [] : [{ key: named, ...share }]
  })
}

async function timesIn(
  context: Reading,
  { frame }: Looking,
  { total, closing, running, latest }: Shape,
): Promise<z.input<typeof contract.Span>[]> {
  const cases = await caseTimesIn(context, frame)
  return spanNames.map((name) => ({
    name,
    ...(name === 'close'
      ? closingTold(closing, running, { latest, now: context.now })
      : spanTold(name, cases, { total, now: context.now })),
  }))
}

/** Cases with what is known of their moments, and those that run. */
export async function caseTimesIn(context: Reading, frame: Looking['frame']): Promise<CaseTimes[]> {
  const known = new Map<string, Map<Moment, Date>>()
  const keep = (incidentId: string, moment: Moment, at: Date) => {
    const own = known.get(incidentId) ?? new Map<Moment, Date>()
    known.set(incidentId, own.has(moment) ? own : own.set(moment, at))
  }
  for (const { incidentId, moment, at } of await listEveryMoment(context)) keep(incidentId, moment, at)
  for (const { incidentId, at } of await listFirstNotices(context)) keep(incidentId, 'notified', at)
  const counted = await listCountedAmong(context, frame, [...known.keys()], { withOpen: true })
  return counted.map(({ id, number, openedAt, closedAt }) => ({
    ...{ id, number, openedAt, closedAt },
    moments: known.get(id) ?? new Map(),
  }))
}
