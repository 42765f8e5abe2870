import { action, type Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { listOutages } from '../../../respond/containment/public.ts'
import {
  costFiguresOf,
  countCounted,
  leftOutOf,
  listCountedIds,
  listUntoldIds,
  shapeOf,
} from '../../../respond/incidents/public/figures.ts'
import { hoursDownByCase } from '../../../respond/investigation/public.ts'
import { countCarriedOut } from '../../improvements/public.ts'
import * as contract from '../contract/looks.ts'
import { controlNames, grades, spanNames, taxonomyVersion } from '../contract/words.ts'
import { yearReport, type YearFigures } from '../documents/year-report.ts'
import { kindsOf, rangesOf } from '../rules/costs.ts'
import { downtimeOf } from '../rules/downtime.ts'
import { calendarYear, lookState } from '../rules/frames.ts'
import { yearlyRate } from '../rules/intervals.ts'
import { changeOf, sharesOf } from '../rules/often.ts'
import { closingTold, spanTold } from '../rules/spans.ts'
import { listLooks } from '../store/boards.ts'
import { listEveryGrade } from '../store/cases.ts'
import { lookAt, watchedMonths, type Looking, type Reading } from './frame.ts'
import { caseTimesIn } from './read-trends.ts'

/** Printed with other people's eyes in mind: no restricted case, none of TLP:RED, whoever makes it. */
export const makeYear = action(contract.makeYearReport, async (context, { year, language }) => {
  const figures = await figuresOf(context, year)
  context.record({
    stream: 'audit',
    kind: 'trend.report',
    fields: { year, language, cases: figures.total, taxonomy: figures.taxonomy },
  })
  const { typesetter } = context.services
  return {
    name: `security-year-${year}.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(yearReport(figures, { language, madeAt: context.now })),
  }
})

async function figuresOf(context: Context, year: number): Promise<YearFigures> {
  const looking = await lookAt(context, (timeZone) => calendarYear(year, timeZone), true)
  const earlier = await lookAt(context, (timeZone) => calendarYear(year - 1, timeZone), true)
  const { frame, entered } = looking
  const shape = await shapeOf(context, frame)
  const costs = await costFiguresOf(context, frame)
  const watched = Math.min(12, watchedMonths(looking, shape.first))
  const cases = await caseTimesIn(context, frame)
  const before = { events: await countCounted(context, earlier.frame, []), exposure: 12 }
  return {
    organisation: (await organisationFor(context)).name,
    year,
    taxonomy: taxonomyVersion,
    watchedMonths: watched,
    total: shape.total,
    rate: yearlyRate(shape.total, watched),
    change:
      earlier.createdAt < earlier.frame.to
        ? changeOf(before, { events: shape.total, exposure: watched })
        : undefined,
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

async function downtimeIn(context: Reading, frame: Looking['frame']) {
  const [outages, sheet] = [await listOutages(context), await hoursDownByCase(context)]
  const counted = await countedOf(context, frame, [...outages, ...sheet])
  return downtimeOf(
    outages.filter(({ incidentId }) => counted.has(incidentId)),
    sheet.filter(({ incidentId }) => counted.has(incidentId)),
    context.now,
  )
}

async function gradesIn(context: Reading, frame: Looking['frame']) {
  const given = await listEveryGrade(context)
  const counted = await countedOf(context, frame, given)
  const own = given.filter(({ incidentId }) => counted.has(incidentId))
  const controls = controlNames.flatMap((control) => {
    const ofControl = own.filter((one) => one.control === control)
    const count = (grade: string) => ofControl.filter((one) => one.grade === grade).length
    return ofControl.length === 0
      ? []
      : [{ control, counts: Object.fromEntries(grades.map((grade) => [grade, count(grade)])) }]
  })
  return { graded: counted.size, controls }
}

async function countedOf(
  context: Reading,
  frame: Looking['frame'],
  rows: readonly { readonly incidentId: string }[],
): Promise<ReadonlySet<string>> {
  return listCountedIds(
    context,
    frame,
    rows.map(({ incidentId }) => incidentId),
  )
}

async function looksIn(context: Reading, year: number): Promise<YearFigures['looks']> {
  const today = await todayOf(context)
  const found = await listLooks(context, { limit: 4, before: `${year + 1}-1` })
  return found
    .filter(({ quarter }) => quarter.startsWith(`${year}-`))
    .map((row) => ({ quarter: row.quarter, state: lookState(row, today) }))
    .toReversed()
}
