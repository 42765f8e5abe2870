/** "Was this you?": asked by those who judge signals, answered by the one whose account it is. */
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, linkAction, type Context, type DoorContext } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { callSomeone, refuseFlood } from '../../../../platform/visits.ts'
import {
  getMember,
  namesOf,
  organisationFor,
  pathInOrganisation,
} from '../../../register/people/public/people.ts'
import * as contract from '../contract/questions.ts'
import { isProved, questionHours, whyNotAnswered } from '../rules/questions.ts'
import { recountClusters } from '../store/clusters.ts'
import { markGroupingDue } from '../store/grouping.ts'
import { findGroups } from '../store/groups.ts'
import {
  addQuestion,
  getQuestionToAnswer,
  keepAnswer,
  questionsAbout,
  questionsTo,
  raiseGroupOf,
  tenantOfQuestionLink,
  type QuestionRow,
} from '../store/questions.ts'
import { signalsNamingAccount } from '../store/relations.ts'
import { getSignalToChange } from '../store/signals.ts'

/** Where whoever is asked answers, signed in. */
const answerPath = '/'

export const ask = action(contract.askAboutAccount, async (context, wanted) => {
  const signal = await getSignalToChange(context, await signalMeant(context, wanted))
  const member = await getMember(context, wanted.memberId)
  refuseUnless(
    member.status === 'active',
    'conflict',
    `${member.name} cannot be asked here: this person is not active. Call them.`,
  )
  const isAsked = (await questionsAbout(context, [signal.id])).some(
    (each) => each.account === wanted.account && whyNotAnswered(each, context.now) === undefined,
  )
  refuseUnless(
    !isAsked,
    'conflict',
    `${member.name} was asked about this and has not answered yet. If it cannot wait, call them.`,
  )
  const { token, hash: tokenHash } = newLinkToken()
  const row = {
    id: context.newId(),
    signalId: signal.id,
    account: wanted.account,
    title: signal.title,
    memberId: member.id,
    askedBy: context.actor.name,
    askerId: context.actor.kind === 'member' ? context.actor.memberId : null,
    askedAt: context.now,
    expiresAt: new Date(context.now.getTime() + questionHours * 3_600_000),
  }
  await addQuestion(context, { ...row, tokenHash })
  context.record({
    stream: 'intake',
    kind: 'question.ask',
    fields: { question: row.id, signal: signal.id, account: wanted.account, asked: member.name },
  })
  const url = `${context.services.config.url}/was-this-you/${token}`
  await context.announce({
    kind: 'account.asked',
    memberId: member.id,
    account: wanted.account,
    title: signal.title,
    url,
    path: answerPath,
  })
  const unanswered = { answer: null, answeredAt: null, answeredHow: null, words: '' }
  return { ...shownTo(context, { ...row, ...unanswered }, member.name), url }
})

export const listMine = action(contract.listMyQuestions, async (context) => {
  if (context.actor.kind !== 'member') return { items: [] }
  const rows = await questionsTo(context, context.actor.memberId)
  return {
    items: rows.map(({ id, account, title, askedBy, askedAt, expiresAt }) => ({
      ...{ id, account, title, askedBy },
      askedAt: askedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  }
})

export const answerMine = action(contract.answerMyQuestion, async (context, { id, answer, words }) => {
  const { actor } = context
  if (actor.kind !== 'member') return refuse('forbidden', 'Only the person who is asked can answer.')
  const question = await getQuestionToAnswer(context, { id, memberId: actor.memberId })
  refuseOver(context, question)
  if (answer === 'not_me') await answered(context, question, { answer, how: 'session', words })
  else {
    const sessions = await context.services.sessions.listSessions(actor.userId)
    const session = sessions.find((each) => each.id === actor.sessionId)
    refuseUnless(
      isProved(session, question, context.now),
      'forbidden',
      'Sign in once more with your second factor, then say yes: an open session could be in other hands.',
      { reason: 'proof_needed' },
    )
    await answered(context, question, { answer, how: 'proved', words })
  }
  return { answer }
})

export const readLink = linkAction(contract.readQuestionLink, byLink, async (context, { token }) => {
  const question = await getQuestionToAnswer(context, { tokenHash: hashOfToken(token) })
  const { name: organisation } = await organisationFor(context)
  const names = await namesOf(context, [question.memberId])
  return {
    organisation,
    name: names.get(question.memberId) ?? '',
    account: question.account,
    title: question.title,
    askedAt: question.askedAt.toISOString(),
    isAnswered: question.answer !== null,
    isOver: question.expiresAt <= context.now,
    path: await pathInOrganisation(context, answerPath),
  }
})

export const answerLink = linkAction(
  contract.answerQuestionLink,
  byLink,
  async (context, { token, words }) => {
    const question = await getQuestionToAnswer(context, { tokenHash: hashOfToken(token) })
    refuseOver(context, question)
    await answered(context, question, { answer: 'not_me', how: 'link', words })
    return { answer: 'not_me' as const }
  },
)

/** The questions about these signals, for those who judge them. */
export async function askedAbout(
  context: Context,
  signalIds: readonly string[],
): Promise<contract.Question[]> {
  const rows = await questionsAbout(context, signalIds)
  const names = await namesOf(
    context,
    rows.map(({ memberId }) => memberId),
  )
  return rows.map((row) => shownTo(context, row, names.get(row.memberId) ?? ''))
}

function shownTo({ now }: Pick<Context, 'now'>, row: QuestionRow, name: string): contract.Question {
  const { id, account, askedBy, answer, answeredHow, words } = row
  return {
    ...{ id, account, name, askedBy, answer, answeredHow, words },
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isOver: answer === null && row.expiresAt <= now,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }
}

/** Of a group, the newest of its signals that names the account. */
async function signalMeant(
  context: Context,
  { signalId, alertGroupId, account }: { signalId?: string; alertGroupId?: string; account: string },
): Promise<string> {
  if (signalId !== undefined) return signalId
  if (alertGroupId === undefined) return refuse('invalid', 'Say of which signal or which alert group.')
  const [group] = await findGroups(context, [alertGroupId])
  if (group === undefined) return refuse('not_found', 'There is no such alert group here.')
  const found = await signalsNamingAccount(context, { groupId: group.id, account })
  return found ?? refuse('conflict', 'No signal of this group names this account. Look at it again.')
}

function refuseOver({ now }: Pick<Context, 'now'>, question: QuestionRow): void {
  const why = whyNotAnswered(question, now)
  refuseUnless(why === undefined, 'conflict', why ?? '')
}

interface Answered {
  readonly answer: contract.QuestionAnswer
  readonly how: (typeof contract.answerWays)[number]
  readonly words: string
}

/** A no raises the group at once, whatever had been decided about it, and those who judge signals hear of it. */
async function answered(
  context: Context,
  question: QuestionRow,
  { answer, how, words }: Answered,
): Promise<void> {
  // First of all, as grouping does: who holds this lock waits for nobody who waits for it.
  if (answer === 'not_me') await markGroupingDue(context)
  await keepAnswer(context, { id: question.id, answer, how, words })
  const name = (await namesOf(context, [question.memberId])).get(question.memberId) ?? ''
  context.record({
    stream: 'intake',
    kind: 'question.answer',
    fields: { question: question.id, signal: question.signalId, asked: name, answer, how, words },
  })
  const group = answer === 'not_me' ? await raiseGroupOf(context, question.signalId) : undefined
  if (group !== undefined) {
    await recountClusters(context, [group.id])
    const { id, title, wasAside } = group
    if (wasAside) context.record({ stream: 'intake', kind: 'group.reopen', fields: { group: id, title } })
  }
  await context.announce({
    kind: 'account.answered',
    answer,
    name,
    askerId: question.askerId,
    title: question.title,
    path: group === undefined ? `/signals/${question.signalId}` : `/signals/groups/${group.id}`,
  })
}

async function byLink(door: DoorContext, { token }: { readonly token: string }) {
  refuseFlood(door, { what: 'question link', perMinute: 30, advice: callSomeone })
  const tenantId = await tenantOfQuestionLink(door.house.services.door, hashOfToken(token))
  if (tenantId === undefined) return undefined
  return { kind: 'visitor' as const, tenantId, ref: 'question link', name: 'Somebody with a link' }
}
