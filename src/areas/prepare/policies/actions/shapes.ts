import { may } from '../../../../base/access.ts'
import { doubtful } from '../../../../base/questions.ts'
import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers, namesOf, todayOf } from '../../../register/people/public/people.ts'
import type { HouseRule, HouseRuleDetail, RuleContent } from '../contract.ts'
import { missingForPublishing, nextReview } from '../rules/standing.ts'
import {
  approversOf,
  countReaders,
  currentVersionsOf,
  doubtsOf,
  readingsOf,
  versionsOf,
  type ApproverRecord,
  type RuleRecord,
  type VersionRecord,
} from '../store.ts'

/** Rules as they are shown, each with what it asks of whoever looks. */
export async function rulesOf(
  context: Pick<Context, 'tx' | 'now' | 'actor'>,
  rows: readonly RuleRecord[],
): Promise<HouseRule[]> {
  const today = await todayOf(context)
  const ids = rows.map(({ id }) => id)
  const versions = await currentVersionsOf(context, rows)
  const [readings, approvers] = [await readingsOf(context, ids), await approversOf(context, ids)]
  const readers = await readersOf(context)
  const me = memberOf(context)
  return rows.map((row) => {
    const { id, name, ownerId, reviewMonths, withdrawnAt } = row
    const current = versions.find(({ ruleId }) => ruleId === id)
    const read = new Set(
      readings
        .filter(({ ruleId, number }) => ruleId === id && number === current?.number)
        .map(({ memberId }) => memberId),
    )
    const isReader = me !== undefined && readers.some((reader) => reader.id === me)
    const nextReviewOn = withdrawnAt === null ? nextReview(row) : null
    return {
      id,
      name,
      ownerId,
      reviewMonths,
      state: withdrawnAt !== null ? 'withdrawn' : current === undefined ? 'draft' : 'published',
      current: current === undefined ? null : { ...standingOf(current), summary: current.content.summary },
      nextReviewOn,
      isReviewDue: nextReviewOn !== null && nextReviewOn <= today,
      hasDraft: row.draft !== null,
      awaitsMe: awaits(row, approvers, me),
      reading:
        current === undefined || withdrawnAt !== null || !isReader
          ? 'nothing'
          : read.has(me)
            ? 'read'
            : 'to_read',
      readBy: readers.filter((reader) => read.has(reader.id)).length,
      readers: readers.length,
    }
  })
}

/** One rule with everything that whoever looks may see of it. */
export async function ruleOf(context: Context, row: RuleRecord): Promise<HouseRuleDetail> {
  const [shown] = await rulesOf(context, [row])
  if (shown === undefined) throw new Error('one row gives one rule')
  const versions = await versionsOf(context, [row.id])
  const current = versions.find(({ number }) => number === row.currentNumber)
  const mayManage = may(context.actor, 'house_rule.manage')
  return {
    ...shown,
    content: current === undefined ? null : readable(current.content),
    versions: versions.map((version) => ({ ...standingOf(version), approvals: version.approvals })),
    draft: await draftOf(context, row, mayManage),
    editable: mayManage ? (row.draft ?? current?.content ?? null) : null,
    toRead: mayManage && shown.state === 'published' ? await namesToRead(context, row) : [],
    doubts: mayManage && current !== undefined ? await doubtsIn(context, current) : [],
  }
}

/** The words without the answers to the questions. */
export function readable(content: RuleContent): NonNullable<HouseRuleDetail['content']> {
  return { ...content, questions: content.questions.map(({ right: _right, ...question }) => question) }
}

export function standingOf({ number, code, publishedAt, publishedBy, note }: VersionRecord) {
  return { number, code, publishedBy, note, publishedAt: publishedAt.toISOString() }
}

/** Everyone who has to know the rules of the house: whoever has joined, guests of one case aside. */
export async function readersOf(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return (await listActiveMembers(context)).filter(({ role }) => role !== 'guest')
}

export function memberOf({ actor }: Pick<Context, 'actor'>): string | undefined {
  return actor.kind === 'member' ? actor.memberId : undefined
}

function awaits(row: RuleRecord, approvers: readonly ApproverRecord[], me: string | undefined): boolean {
  if (row.draft === null || row.withdrawnAt !== null) return false
  const mine = approvers.find(({ ruleId, memberId }) => ruleId === row.id && memberId === me)
  return mine !== undefined && mine.approvedHash !== row.draftHash
}

/** Whoever neither writes nor was asked to agree does not see what is not in force. */
async function draftOf(
  context: Context,
  row: RuleRecord,
  mayManage: boolean,
): Promise<HouseRuleDetail['draft']> {
  const { draft, draftHash, draftedAt, draftedBy } = row
  if (draft === null || draftHash === null || draftedAt === null || draftedBy === null) return null
  const approvers = await approversOf(context, [row.id])
  if (!mayManage && !approvers.some(({ memberId }) => memberId === memberOf(context))) return null
  const names = await namesOf(
    context,
    approvers.map(({ memberId }) => memberId),
  )
  const named = approvers.map(({ memberId, approvedAt, approvedHash }) => ({
    memberId,
    name: names.get(memberId) ?? '',
    approvedHash,
    approvedAt: approvedHash === draftHash ? (approvedAt?.toISOString() ?? null) : null,
  }))
  return {
    content: draft,
    hash: draftHash,
    writtenBy: draftedBy,
    writtenAt: draftedAt.toISOString(),
    approvers: named.map(({ approvedHash: _hash, ...approver }) => approver),
    missing: missingForPublishing(draft, named),
  }
}

async function namesToRead(context: Context, { id, currentNumber }: RuleRecord): Promise<string[]> {
  const readings = await readingsOf(context, [id])
  const read = new Set(
    readings.filter(({ number }) => number === currentNumber).map(({ memberId }) => memberId),
  )
  return (await readersOf(context)).filter((reader) => !read.has(reader.id)).map(({ name }) => name)
}

async function doubtsIn(
  context: Context,
  { ruleId, number, content }: VersionRecord,
): Promise<HouseRuleDetail['doubts']> {
  const counts = await doubtsOf(context, ruleId, number)
  return doubtful(counts, await countReaders(context, ruleId, number)).map(
    ({ question: place, ...doubt }) => {
      const asked = content.questions[place]
      return {
        ...doubt,
        clause: content.clauses[asked?.clause ?? -1]?.heading ?? '',
        question: asked?.question ?? '',
      }
    },
  )
}
