import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type { Context } from '../../../platform/action.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { LastChange } from '../../../base/last-change.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { readersOf } from './actions/shapes.ts'
import type { RuleStanding } from './contract.ts'
import { daysToRead, nextReview, ruleStanding } from './rules/standing.ts'
import { dayAfter } from '../../../base/calendar-day.ts'
import {
  approversOf,
  currentVersionsOf,
  findRuleRow,
  heldRules,
  listRuleRows,
  readingsOf,
  versionsOf,
  searchRules,
} from './store.ts'

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

/** How many house rules are in force, and since when the oldest of them. */
export async function rulesInForce(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly count: number; readonly since: Date | undefined }> {
  const rows = (await listRuleRows(context, { limit: 1000 })).filter((row) => row.currentNumber !== null)
  const dates = (await currentVersionsOf(context, rows)).map(({ publishedAt }) => publishedAt)
  return { count: rows.length, since: dates.toSorted((a, b) => a.getTime() - b.getTime())[0] }
}

/** What became of a house rule since then: its versions, each with who read it. Undefined for one that is not here. */
export async function lastChangeOfRule(
  context: Pick<Context, 'tx'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const row = await findRuleRow(context, id)
  if (row === undefined) return undefined
  const newer = (await versionsOf(context, [id])).filter(({ publishedAt }) => publishedAt > since)
  const readings = newer.length === 0 ? [] : await readingsOf(context, [id])
  const readers = newer.length === 0 ? [] : await readersOf(context)
  const readAt = (number: number, memberId: string) =>
    readings.find((one) => one.number === number && one.memberId === memberId)?.readAt ?? null
  return {
    name: row.name,
    path: `/house-rules/${id}`,
    hasChanged: newer.length > 0,
    versions: newer.map(({ number, publishedAt: at, publishedBy: by }) => ({
      ...{ at, by, name: `${number}` },
      readers: readers.map((reader) => ({ name: reader.name, readAt: readAt(number, reader.id) })),
    })),
  }
}

export const ruleSearch: SearchSource = {
  kind: 'rule',
  permission: 'house_rule.read',
  find: (context, sought) => searchRules(context, sought, { seesDrafts: context.can('house_rule.manage') }),
}
