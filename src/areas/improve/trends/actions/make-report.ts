import { action, type Context } from '../../../../platform/action.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import {
  costFiguresOf,
  countCounted,
  findFirstCounted,
  leftOutOf,
  listCountedIds,
  listUntoldIds,
  shapeOf,
} from '../../../respond/incidents/public/figures.ts'
import { countCarriedOut } from '../../improvements/public.ts'
import * as contract from '../contract/looks.ts'
import { controlNames, spanNames, taxonomyVersion } from '../contract/words.ts'
import { yearReport, type YearFigures } from '../documents/year-report.ts'
import { kindsOf, rangesOf } from '../rules/costs.ts'
import { calendarYear, lookState } from '../rules/frames.ts'
import { gradeCounts } from '../rules/grades.ts'
import { yearlyRate, type Watched } from '../rules/intervals.ts'
import { changeOf, leastMonths, sharesOf } from '../rules/often.ts'
import { closingTold, spanTold } from '../rules/spans.ts'
import { listLooks } from '../store/boards.ts'
import { listEveryGrade } from '../store/cases.ts'
import { lookAt, watchedMonths, type Looking, type Reading } from './frame.ts'
import { downtimeIn } from './read-downtime.ts'
import { caseTimesIn } from './read-trends.ts'

/** Printed with other people's eyes in mind: no restricted case, none of TLP:RED, whoever makes it. */
export const makeYear = action(contract.makeYearReport, async (context, { year, language }) => {
  const figures = await figuresOf(context, year)
  const { timeZone } = await organisationFor(context)
  context.record({
    stream: 'audit',
    kind: 'trend.report',
    fields: { year, language, cases: figures.total, taxonomy: figures.taxonomy },
  })
  const { typesetter } = context
  return {
    name: `security-year-${year}.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(yearReport(figures, { language, madeAt: context.now, timeZone })),
  }
})

async function figuresOf(context: Context, year: number): Promise<YearFigures> {
  const looking = await lookAt(context, (timeZone) => calendarYear(year, timeZone, context.now), true)
  const earlier = await lookAt(context, (timeZone) => calendarYear(year - 1, timeZone, context.now), true)
  const ahead = 'This year has not begun.'
  refuseUnless(looking.frame.from <= context.now, 'invalid', ahead, {
    faults: [{ path: 'year', message: ahead }],
  })
  const { frame, entered } = looking
  const shape = await shapeOf(context, frame)
  const costs = await costFiguresOf(context, frame)
  const unkept = 'No case was kept here in this year yet. Choose a later one.'
  refuseUnless(shape.total > 0 || looking.createdAt < frame.to, 'invalid', unkept, {
    faults: [{ path: 'year', message: unkept }],
  })
  const watched = Math.min(12, watchedMonths(looking, shape.first))
  const cases = await caseTimesIn(context, frame)
  const before = await watchedIn(context, earlier)
  return {
    organisation: (await organisationFor(context)).name,
    year,
    taxonomy: taxonomyVersion,
    watchedMonths: watched,
    total: shape.total,
    rate: yearlyRate(shape.total, watched),
    change:
      Math.min(before.exposure, watched) < leastMonths
        ? undefined
        : changeOf(before, { events: shape.total, exposure: watched }),
    leftOut: await leftOutOf(context, frame, entered),
    vectors: sharesOf(shape.vectors.map(({ key, count }) => ({ key: key ?? 'open', count }))),
    spans: spanNames.map((name) => ({
      name,
      ...(name === 'close'
        ? closingTold(shape.closing, shape.running, { latest: shape.latest, now: context.now })
        : spanTold(name, cases, { total: shape.total, now: context.now })),
    })),
    kinds: kindsOf(costs.sums),
    costs: rangesOf(costs.sums, costs.cases),
    withCosts: costs.withCosts,
    work: { minutes: costs.minutes, unpricedMinutes: costs.unpriced },
    downtime: await downtimeIn(context, frame),
    ...(await gradesIn(context, frame)),
    improvements: await countCarriedOut(context, frame, await listUntoldIds(context)),
    looks: await looksIn(context, year),
  }
}

/** Cases of a year, and the months of it in which they were kept here. */
async function watchedIn(context: Reading, looking: Looking): Promise<Watched> {
  const { frame, createdAt } = looking
  const first = await findFirstCounted(context, frame)
  const isKept = first !== undefined || createdAt < frame.to
  return {
    events: await countCounted(context, frame, []),
    exposure: isKept ? Math.min(12, watchedMonths(looking, first)) : 0,
  }
}

async function gradesIn(context: Reading, frame: Looking['frame']) {
  const given = await listEveryGrade(context)
  const counted = await listCountedIds(
    context,
    frame,
    given.map(({ incidentId }) => incidentId),
  )
  const own = given.filter(({ incidentId }) => counted.has(incidentId))
  const controls = controlNames.flatMap((control) => {
    const ofControl = own.filter((one) => one.control === control)
    return ofControl.length === 0 ? [] : [{ control, counts: gradeCounts(ofControl) }]
  })
  return { graded: counted.size, controls }
}

async function looksIn(context: Reading, year: number): Promise<YearFigures['looks']> {
  const today = await todayOf(context)
  const found = await listLooks(context, { limit: 4, before: `${year + 1}-1` })
  return found
    .filter(({ quarter }) => quarter.startsWith(`${year}-`))
    .map((row) => ({ quarter: row.quarter, state: lookState(row, today) }))
    .toReversed()
}
