import { dayAfter } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, namesOf, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import type { RuleContent } from '../contract.ts'
import { checkCode, contentHash, daysToRead, missingForPublishing } from '../rules/standing.ts'
import {
  approversOf,
  getRuleRow,
  holdRuleRow,
  insertRule,
  insertVersion,
  nameApprovers,
  saveApproval,
  updateRule,
  versionsOf,
  type RuleRecord,
} from '../store.ts'
import { memberOf, readersOf, ruleOf } from './shapes.ts'

export const add = action(contract.addHouseRule, async (context, { approverIds, content, ...fields }) => {
  await refuseUnknown(context, { ...fields, approverIds })
  const row = {
    ...fields,
    ...draftOf(context, content),
    id: context.newId(),
    currentNumber: null,
    reviewedOn: null,
    addedAt: context.now,
    withdrawnAt: null,
  }
  const added = (await insertRule(context, row)) ?? refuseTaken(fields.name)
  context.record({
    stream: 'audit',
    kind: 'house_rule.add',
    fields: leafFields({ rule: added.id, ...fields, approverIds, hash: row.draftHash }),
  })
  await ask(context, added, approverIds)
  return ruleOf(context, added)
})

/** Who agreed to other words has to agree anew: an approval counts for the hash it was given to. */
export const save = action(
  contract.saveHouseRuleDraft,
  async (context, { id, approverIds, content, basedOn, ...fields }) => {
    const { draftHash } = await holdLiving(context, id)
    await refuseUnknown(context, { ...fields, approverIds })
    refuseUnless(
      draftHash === basedOn,
      'conflict',
      'Somebody else has written in this draft in the meantime. Copy your words, read theirs, and write again.',
      { reason: 'outdated' },
    )
    const draft = draftOf(context, content)
    await orTaken(fields.name, updateRule(context, id, { ...fields, ...draft }))
    context.record({
      stream: 'audit',
      kind: 'house_rule.draft',
      fields: leafFields({ rule: id, ...fields, approverIds, hash: draft.draftHash }),
    })
    const row = await getRuleRow(context, id)
    await ask(context, row, approverIds)
    return ruleOf(context, row)
  },
)

export const approve = action(contract.approveHouseRule, async (context, { id, hash }) => {
  const row = await holdLiving(context, id)
  refuseUnless(row.draft !== null, 'conflict', 'There is no draft to agree to.')
  refuseUnless(
    row.draftHash === hash,
    'conflict',
    'The draft was changed in the meantime. Read it again, then agree.',
  )
  const memberId = memberOf(context)
  const approval = { ruleId: id, approvedAt: context.now, approvedHash: hash }
  const isNamed = memberId !== undefined && (await saveApproval(context, { ...approval, memberId }))
  refuseUnless(isNamed, 'conflict', 'Only a person who was named to agree can do this. Ask whoever wrote it.')
  context.record({ stream: 'audit', kind: 'house_rule.approve', fields: { rule: id, name: row.name, hash } })
  return ruleOf(context, row)
})

/** An unchangeable version, and a task for everybody to read it. */
export const publish = action(contract.publishHouseRule, async (context, { id, note }) => {
  const row = await holdLiving(context, id)
  const content = row.draft ?? refuse('conflict', 'There is no draft to publish. Write one first.')
  const approvals = await approvalsFor(context, id, content)
  const number = ((await versionsOf(context, [id]))[0]?.number ?? 0) + 1
  const version = {
    ruleId: id,
    number,
    content,
    code: checkCode(id, number, content),
    note,
    approvals,
    publishedAt: context.now,
    publishedBy: context.actor.name,
  }
  await insertVersion(context, version)
  await updateRule(context, id, {
    draft: null,
    draftHash: null,
    draftedAt: null,
    draftedBy: null,
    currentNumber: number,
    reviewedOn: await todayOf(context),
  })
  await nameApprovers(context, id, { memberIds: [], askedAt: context.now })
  context.record({
    stream: 'audit',
    kind: 'house_rule.publish',
    fields: leafFields({
      rule: id,
      name: row.name,
      number,
      code: version.code,
      hash: contentHash(content),
      approvals,
      note,
    }),
  })
  const readers = await readersOf(context)
  await tell(
    context,
    'rule_to_read',
    row,
    readers.map((reader) => reader.id),
  )
  return ruleOf(context, await getRuleRow(context, id))
})

export const review = action(contract.reviewHouseRule, async (context, { id, note }) => {
  const row = await holdLiving(context, id)
  refuseUnless(row.currentNumber !== null, 'conflict', 'Nothing is in force yet. Publish it first.')
  await updateRule(context, id, { reviewedOn: await todayOf(context) })
  context.record({
    stream: 'audit',
    kind: 'house_rule.review',
    fields: { rule: id, name: row.name, number: row.currentNumber, note },
  })
  return ruleOf(context, await getRuleRow(context, id))
})

export const withdraw = action(contract.withdrawHouseRule, async (context, { id, reason }) => {
  const { name } = await holdLiving(context, id)
  await updateRule(context, id, { withdrawnAt: context.now })
  context.record({ stream: 'audit', kind: 'house_rule.withdraw', fields: { rule: id, name, reason } })
  return ruleOf(context, await getRuleRow(context, id))
})

function draftOf(context: Context, content: RuleContent) {
  return {
    draft: content,
    draftHash: contentHash(content),
    draftedAt: context.now,
    draftedBy: context.actor.name,
  }
}

async function holdLiving(context: Context, id: string): Promise<RuleRecord> {
  const row = await holdRuleRow(context, id)
  refuseUnless(row.withdrawnAt === null, 'conflict', 'This house rule was withdrawn. Write it anew instead.')
  return row
}

async function refuseUnknown(
  context: Context,
  named: { readonly ownerId: string | null; readonly approverIds: readonly string[] },
): Promise<void> {
  for (const id of [named.ownerId, ...named.approverIds]) if (id !== null) await getMember(context, id)
}

/** Tells those who were not asked before; the one who asks knows. */
async function ask(
  context: Context,
  { id, name }: RuleRecord,
  approverIds: readonly string[],
): Promise<void> {
  const memberIds = [...new Set(approverIds)]
  const asked = await nameApprovers(context, id, { memberIds, askedAt: context.now })
  const others = asked.filter((memberId) => memberId !== memberOf(context))
  await tell(context, 'rule_to_agree', { id, name }, others)
}

async function tell(
  context: Context,
  what: 'rule_to_read' | 'rule_to_agree',
  { id, name: title }: Pick<RuleRecord, 'id' | 'name'>,
  memberIds: readonly string[],
): Promise<void> {
  const day = dayAfter(await todayOf(context), daysToRead)
  const about = { title, day, daysLeft: daysToRead, path: `/house-rules/${id}` }
  for (const memberId of memberIds) await context.announce({ kind: 'date.near', what, memberId, ...about })
}

/** Names and days of those who agreed to exactly these words; refuses with the list of what is missing. */
async function approvalsFor(context: Context, id: string, content: RuleContent): Promise<string[]> {
  const approvers = await approversOf(context, [id])
  const names = await namesOf(
    context,
    approvers.map(({ memberId }) => memberId),
  )
  const named = approvers.map((approver) => ({ ...approver, name: names.get(approver.memberId) ?? '' }))
  const missing = missingForPublishing(content, named)
  refuseUnless(missing.length === 0, 'conflict', `This cannot be published yet. ${missing.join(' ')}`, {
    reason: 'incomplete',
    faults: missing.map((message) => ({ path: 'content', message })),
  })
  return named.map(({ name, approvedAt }) => `${name}, ${approvedAt?.toISOString().slice(0, 10) ?? ''}`)
}
