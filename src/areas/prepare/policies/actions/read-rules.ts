import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { wrongAnswers } from '../../../../base/questions.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract.ts'
import { compareContents } from '../rules/compare.ts'
import { readCode } from '../rules/standing.ts'
import {
  countAnswer,
  findVersionByCode,
  getRuleRow,
  insertReading,
  listRuleRows,
  versionsOf,
} from '../store.ts'
import { memberOf, readable, ruleOf, rulesOf, standingOf } from './shapes.ts'

export const list = action(contract.listHouseRules, async (context, { limit, cursor }) => {
  const rows = await listRuleRows(context, { limit: limit + 1, after: pageAfter(cursor) })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await rulesOf(context, items), next }
})

export const get = action(contract.getHouseRule, async (context, { id }) =>
  ruleOf(context, await getRuleRow(context, id)),
)

export const compare = action(contract.compareHouseRule, async (context, { id, number }) => {
  await getRuleRow(context, id)
  const versions = await versionsOf(context, [id])
  const version = versions.find((one) => one.number === number)
  if (version === undefined) refuse('not_found', 'There is no such version of this house rule.')
  const before = versions.find((one) => one.number === number - 1)
  return {
    ...standingOf(version),
    content: readable(version.content),
    changes: compareContents(before?.content, version.content),
  }
})

/** Right answers are a reading, on the record with its reader. A wrong one is counted for the question alone. */
export const answer = action(contract.answerHouseRule, async (context, { id, number, answers }) => {
  const row = await getRuleRow(context, id)
  const memberId = memberOf(context)
  if (memberId === undefined) refuse('conflict', 'Only a person can say that they have read this.')
  refuseUnless(row.withdrawnAt === null, 'conflict', 'This house rule was withdrawn. Nobody has to read it.')
  refuseUnless(row.currentNumber === number, 'conflict', 'There is a newer version. Read that one.')
  const version = (await versionsOf(context, [id])).find((one) => one.number === number)
  const questions = version?.content.questions ?? []
  const wrong = wrongAnswers(questions, answers)
  for (const question of questions.keys())
    await countAnswer(context, { ruleId: id, number, question, isWrong: wrong.includes(question) })
  const readAgain = wrong.map((place) => questions[place]?.clause ?? 0)
  if (wrong.length > 0) return { isUnderstood: false, readAgain }
  const isNew = await insertReading(context, { ruleId: id, number, memberId, readAt: context.now })
  if (isNew)
    context.record({
      stream: 'audit',
      kind: 'house_rule.read',
      fields: { rule: id, name: row.name, number, member: memberId },
    })
  return { isUnderstood: true, readAgain: [] }
})

export const check = action(contract.checkHouseRuleCode, async (context, { code }) => {
  const version = await findVersionByCode(context, readCode(code))
  if (version === undefined)
    refuse('not_found', 'No version printed here has this code. Check each letter, or take a fresh copy.')
  const { id, name, currentNumber, withdrawnAt } = await getRuleRow(context, version.ruleId)
  const isCurrent = currentNumber === version.number
  const state: 'withdrawn' | 'current' | 'superseded' =
    withdrawnAt !== null ? 'withdrawn' : isCurrent ? 'current' : 'superseded'
  return {
    id,
    name,
    number: version.number,
    publishedOn: version.publishedAt.toISOString().slice(0, 10),
    state,
    current: withdrawnAt === null ? currentNumber : null,
  }
})
