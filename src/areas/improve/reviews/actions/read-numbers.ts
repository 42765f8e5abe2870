import { dayAfter } from '../../../../base/calendar-day.ts'
import { modes } from '../../../../base/incident-words.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { SectionName } from '../../../prepare/plan/contract/plan.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import { readReviewNumbers, type ReviewCounts, type SectionRecord } from '../contract/numbers.ts'
import { failuresBySection, mostFailures } from '../rules/effectiveness.ts'
import { joinedCounts, quartersOf, verdictSums } from '../rules/numbers.ts'
import { countJudgements, countReviews, listLastJudgements } from '../store/judgements.ts'
import { openFailures } from './judge-sections.ts'

/** So many times of each section are named. */
const lastNamed = 5

export const readNumbers = action(readReviewNumbers, async (context, { years, of }) => {
  const today = await todayOf(context)
  const from = dayAfter(dayAfter(today, -12 * years, 'months'), 1)
  const wanted = of === 'all' ? modes : [of]
  const counted = await countReviews(context, { from, to: today, today })
  return {
    ...{ from, to: today },
    split: modes.map((mode) => ({ mode, ...joinedCounts(counted.filter((one) => one.mode === mode)) })),
    joined: joinedCounts(counted.filter((one) => wanted.includes(one.mode))) satisfies ReviewCounts,
    sections: await sectionsIn(context, { from, to: today, modes: wanted }),
  }
})

async function sectionsIn(
  context: Context,
  time: { readonly from: string; readonly to: string; readonly modes: readonly (typeof modes)[number][] },
): Promise<SectionRecord[]> {
  const rows = await countJudgements(context, time)
  const last = await listLastJudgements(context, { ...time, each: lastNamed })
  const failures = failuresBySection(await openFailures(context, time.to), time.to)
  return SectionName.options.map((section) => {
    const own = rows.filter((one) => one.section === section)
    const failuresInYear = failures.get(section) ?? 0
    return {
      ...{ section, counts: verdictSums(own), failuresInYear, isForced: failuresInYear >= mostFailures },
      quarters: quartersOf(own),
      last: last
        .filter((one) => one.section === section)
        .map(({ title, mode, judged, words, judgedOn: on, reviewId, incidentId, subjectId }) => ({
          ...{ title, mode, judged, words, on, reviewId },
          exerciseId: incidentId === null ? subjectId : null,
        })),
    }
  })
}
