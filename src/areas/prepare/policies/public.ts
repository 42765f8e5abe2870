import type { Context } from '../../../platform/action.ts'
import type { DueDate } from '../../../base/due-date.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { readersOf } from './actions/shapes.ts'
import type { RuleStanding } from './contract.ts'
import { daysToRead, nextReview, ruleStanding } from './rules/standing.ts'
import { dayAfter } from '../../../base/calendar-day.ts'
import { approversOf, currentVersionsOf, listRuleRows, readingsOf, heldRules } from './store.ts'

export { heldRules }

/** Days on which house rules ask for somebody: reviews by their owner, and what waits to be read or agreed to. */
export async function houseRuleDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const rows = await listRuleRows(context, { limit: 1000 })
  const ids = rows.map(({ id }) => id)
  const [readings, approvers] = [await readingsOf(context, ids), await approversOf(context, ids)]
  const versions = await currentVersionsOf(context, rows)
  const readers = await readersOf(context)
  return rows.flatMap((row): DueDate[] => {
    const { id, name: title, ownerId, currentNumber, draft, draftHash, reviewMonths } = row
    const path = `/house-rules/${id}`
    const day = nextReview(row)
    const review: DueDate[] =
      day === null
        ? []
        : [{ kind: 'rule_review', key: id, title, day, ownerId, path, everyMonths: reviewMonths }]
    const read = new Set(
      readings.filter((one) => one.ruleId === id && one.number === currentNumber).map((one) => one.memberId),
    )
    const published = versions
      .find((one) => one.ruleId === id)
      ?.publishedAt.toISOString()
      .slice(0, 10)
    const toRead = (published === undefined ? [] : readers)
      .filter((reader) => !read.has(reader.id))
      .map((reader) => ({
        kind: 'rule_reading' as const,
        key: `${id}-${currentNumber}-${reader.id}`,
        title,
        day: dayAfter(published ?? '', daysToRead),
        ownerId: reader.id,
        path,
      }))
    const waiting = approvers.filter((one) => one.ruleId === id && one.approvedHash !== draftHash)
    const toAgree =
      draft === null
        ? []
        : waiting.map(({ memberId, askedAt }) => ({
            kind: 'rule_approval' as const,
            key: `${id}-approve-${memberId}`,
            title,
            day: askedAt.toISOString().slice(0, 10),
            ownerId: memberId,
            path,
          }))
    return [...review, ...toRead, ...toAgree]
  })
}

/** What the list of what would fail today must know of house rules in force: those that ask for somebody. */
export async function houseRuleStanding(
  context: Pick<Context, 'tx' | 'now'>,
): Promise<{ readonly houseRules: readonly RuleStanding[] }> {
  const rows = (await listRuleRows(context, { limit: 1000 })).filter((row) => row.currentNumber !== null)
  const today = await todayOf(context)
  const readings = await readingsOf(
    context,
    rows.map(({ id }) => id),
  )
  const versions = await currentVersionsOf(context, rows)
  const readers = await readersOf(context)
  const houseRules = rows.map((row) => {
    const read = new Set(
      readings
        .filter(({ ruleId, number }) => ruleId === row.id && number === row.currentNumber)
        .map(({ memberId }) => memberId),
    )
    const publishedAt = versions.find(({ ruleId }) => ruleId === row.id)?.publishedAt.toISOString()
    return ruleStanding(
      { ...row, inForceSince: publishedAt?.slice(0, 10) ?? today },
      readers.filter(({ id }) => !read.has(id)).length,
      today,
    )
  })
  return { houseRules: houseRules.filter(({ reviewOver, unread }) => reviewOver !== null || unread > 0) }
}
