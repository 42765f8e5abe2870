import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, linkAction, type Context, type DoorContext } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { refuseFlood } from '../../../../platform/visits.ts'
import { organisationFor } from '../../people/public/people.ts'
import * as contract from '../contract/call-tree.ts'
import { inCallingOrder, minutesBetween, reachOf } from '../rules/call-tree.ts'
import { updateContact } from '../store/contacts.ts'
import {
  answersOf,
  endTest,
  findAnswerByToken,
  getAnswer,
  getTest,
  insertAnswers,
  insertTest,
  keepAnswer,
  keepToken,
  listLinks,
  listTests,
  tenantOfReachLink,
  type AnswerRecord,
  type TestRecord,
} from '../store/reach.ts'
import { readDirectory } from './directory.ts'

export const start = action(contract.startReachTest, async (context, { note }) => {
  const directory = await readDirectory(context)
  const links = (await listLinks(context)).filter(({ contactId }) => directory.byId.has(contactId))
  refuseUnless(links.length > 0, 'conflict', 'There is no call tree yet. First say who calls whom.')
  const id = context.newId()
  const test = await insertTest(context, {
    ...{ id, note, startedAt: context.now, startedBy: context.actor.name, endedAt: null },
  })
  if (test === undefined)
    refuse('conflict', 'A trial is running already. Answer in that one, or end it first.', {
      reason: 'running',
    })
  const nameOf = (one: string | null) => (one === null ? '' : (directory.byId.get(one)?.name ?? ''))
  const unanswered = { tokenHash: null, answeredAt: null, channel: null, heard: null, heardBy: null }
  await insertAnswers(
    context,
    inCallingOrder(links).map(({ contactId, calledBy }) => ({
      ...{ testId: id, contactId, name: nameOf(contactId), caller: nameOf(calledBy), ...unanswered },
    })),
  )
  context.record({ stream: 'audit', kind: 'reach.start', fields: { test: id, note, asked: links.length } })
  const memberIds = links.flatMap(({ contactId }) =>
    directory.byId.get(contactId)?.source === 'member' ? [contactId] : [],
  )
  await context.announce({ kind: 'reach.asked', testId: id, by: context.actor.name, memberIds })
  return one(context, test)
})

export const listTrials = action(contract.listReachTests, async (context) => ({
  items: await testsOf(context, await listTests(context, 12)),
  next: null,
}))

export const answer = action(contract.answerReachTest, async (context, { id, contactId, channel }) => {
  const test = await getRunning(context, id)
  const isSelf = context.actor.kind === 'member' && context.actor.memberId === contactId
  const asked = await getAnswer(context, { testId: id, contactId })
  refuseUnless(
    isSelf || context.can('contact.manage') || (await isCallerOf(context, contactId)),
    'forbidden',
    'Only who calls this person, or somebody who keeps the contacts, can say that they answered.',
  )
  await hear(context, { test, asked, channel, heard: isSelf ? 'page' : 'caller' })
  return one(context, test)
})

export const makeLink = action(contract.linkReachTest, async (context, { id, contactId }) => {
  await getRunning(context, id)
  const { name, answeredAt } = await getAnswer(context, { testId: id, contactId })
  refuseUnless(answeredAt === null, 'conflict', `${name} has answered already.`)
  const { token, hash } = newLinkToken()
  await keepToken(context, { testId: id, contactId, hash })
  context.record({ stream: 'audit', kind: 'reach.link', fields: { test: id, contact: contactId, name } })
  return { url: `${context.services.config.url}/reach/${token}` }
})

export const end = action(contract.endReachTest, async (context, { id }) => {
  await getRunning(context, id)
  const test = await endTest(context, id, context.now)
  const [shown] = await testsOf(context, [test])
  const { asked = 0, answered = 0 } = shown ?? {}
  context.record({ stream: 'audit', kind: 'reach.end', fields: { test: id, asked, answered } })
  return one(context, test)
})

export const readLink = linkAction(contract.readReachLink, byLink, async (context, { token }) => {
  const { asked, test } = await askedBy(context, token)
  const { name: organisation } = await organisationFor(context)
  return {
    organisation,
    name: asked.name,
    startedAt: test.startedAt.toISOString(),
    isAnswered: asked.answeredAt !== null,
    isOver: test.endedAt !== null,
  }
})

/** A second answer by the same link is no fault: the telephone was put down and picked up again. */
export const answerByLink = linkAction(
  contract.answerReachLink,
  byLink,
  async (context, { token, channel }) => {
    const { asked, test } = await askedBy(context, token)
    refuseUnless(test.endedAt === null, 'conflict', 'This trial is over. You need not do anything.')
    if (asked.answeredAt !== null) {
      const fields = { test: test.id, contact: asked.contactId, name: asked.name, channel, again: 'yes' }
      context.record({ stream: 'audit', kind: 'reach.answer', fields })
    } else await hear(context, { test, asked, channel, heard: 'link' })
    return { minutes: minutesBetween(test.startedAt, asked.answeredAt ?? context.now) }
  },
)

/** Trials as they are shown, each with its answers in the order of calling. */
export async function testsOf(
  context: Pick<Context, 'tx'>,
  tests: readonly TestRecord[],
): Promise<contract.ReachTest[]> {
  const all = await answersOf(
    context,
    tests.map(({ id }) => id),
  )
  return tests.map((test) => {
    const answers = all
      .filter(({ testId }) => testId === test.id)
      .map(({ contactId, name, caller, answeredAt, channel, heard, heardBy }) => ({
        ...{ contactId, name, caller, channel, heard, heardBy },
        answeredAt: answeredAt?.toISOString() ?? null,
        minutes: answeredAt === null ? null : minutesBetween(test.startedAt, answeredAt),
      }))
    return {
      id: test.id,
      note: test.note,
      startedAt: test.startedAt.toISOString(),
      startedBy: test.startedBy,
      endedAt: test.endedAt?.toISOString() ?? null,
      ...reachOf(answers),
      answers,
    }
  })
}

interface Heard {
  readonly test: TestRecord
  readonly asked: AnswerRecord
  readonly channel: contract.ReachChannel
  readonly heard: 'link' | 'page' | 'caller'
}

/** Whoever answered was reached: the contact counts as confirmed from now on. */
async function hear(context: Context, { test, asked, channel, heard }: Heard): Promise<void> {
  const { contactId, name } = asked
  const by = heard === 'caller' ? context.actor.name : name
  const given = { answeredAt: context.now, channel, heard, heardBy: by }
  refuseUnless(
    await keepAnswer(context, { testId: test.id, contactId, ...given }),
    'conflict',
    `${name} has answered already.`,
  )
  await updateContact(context, contactId, {
    ...{ confirmedAt: context.now, confirmedBy: by, confirmedHow: 'tested' },
  })
  const minutes = minutesBetween(test.startedAt, context.now)
  context.record({
    stream: 'audit',
    kind: 'reach.answer',
    fields: { test: test.id, contact: contactId, name, channel, heard, minutes },
  })
}

async function isCallerOf(context: Context, contactId: string): Promise<boolean> {
  if (context.actor.kind !== 'member') return false
  const { memberId } = context.actor
  const link = (await listLinks(context)).find((one) => one.contactId === contactId)
  return link?.calledBy === memberId
}

async function getRunning(context: Context, id: string): Promise<TestRecord> {
  const test = await getTest(context, id)
  refuseUnless(test.endedAt === null, 'conflict', 'This trial is over. Begin another one.')
  return test
}

async function one(context: Context, test: TestRecord): Promise<contract.ReachTest> {
  const [shown] = await testsOf(context, [test])
  if (shown === undefined) throw new Error('one trial gives one answer')
  return shown
}

async function askedBy(
  context: Context,
  token: string,
): Promise<{ readonly asked: AnswerRecord; readonly test: TestRecord }> {
  const asked = await findAnswerByToken(context, hashOfToken(token))
  if (asked === undefined) refuse('not_found', 'This link is not valid any more. Ask for a new one.')
  return { asked, test: await getTest(context, asked.testId) }
}

async function byLink(door: DoorContext, { token }: { readonly token: string }) {
  refuseFlood(door, { what: 'reach link', perMinute: 60 })
  const tenantId = await tenantOfReachLink(door.house.services.door, hashOfToken(token))
  if (tenantId === undefined) return undefined
  return { kind: 'visitor' as const, tenantId, ref: 'reach link', name: 'Somebody with a link' }
}
