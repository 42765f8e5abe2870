import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { caseFacts, statementDesk } from '../../../../tests/statement-desk.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import * as systems from '../incidents/actions/work-systems.ts'
import { listInbox } from './actions/inbox.ts'
import * as rhythms from './actions/keep-rhythms.ts'
import * as pages from './actions/partner-pages.ts'
import * as publicPages from './actions/public-page.ts'
import * as ruling from './actions/statement-rules.ts'
import * as writing from './actions/write-statements.ts'
import { prepareReports } from './jobs/prepare-reports.ts'

let small: World
beforeAll(async () => {
  small = await world()
})
afterAll(() => small.close())
afterEach(() => small.setNow(undefined))

const { declare, draft, list, agreed, release } = statementDesk(() => small)
const [known = ''] = caseFacts.confirmed

test('U38 reports by audience come due on a rhythm: drafted from what is sure, their owner reminded, let go by a person', async () => {
  const id = await declare()
  await small.perform(systems.add, small.lead, { id, name: 'NAS', state: 'affected' })
  const start = Date.now()
  const after = (minutes: number) => new Date(start + minutes * 60_000)
  const tick = async (minutes: number) => {
    small.setNow(after(minutes))
    await asSystem(small.house, small.tenantId, 'Muster', prepareReports)
    const board = await small.perform(writing.read, small.lead, { id })
    return { ...board, drafts: board.statements.filter(({ state }) => state === 'draft') }
  }
  const due = async () =>
    (await small.perform(listInbox, small.responder, {})).items.filter(
      ({ kind, path }) => kind === 'statement.due' && path.includes(id),
    )
  const wish = {
    ...{ id, audience: 'customers' as const, isOn: true, everyMinutes: 60, revision: 0 },
    ...{ nextAt: after(60).toISOString(), ownerId: small.responder.memberId },
  }
  await small.perform(rhythms.set, small.responder, wish)
  await expect(small.perform(rhythms.set, small.lead, wish)).rejects.toMatchObject({
    detail: { reason: 'stale' },
  })
  expect((await tick(44)).drafts).toEqual([])
  const [first] = (await tick(46)).drafts
  expect(first?.body.confirmed).toEqual([known])
  expect((await tick(47)).drafts).toHaveLength(1)
  expect((await due()).map(({ title }) => title)).toEqual([expect.stringContaining('A draft waits for you')])
  expect((await tick(61)).rhythms).toMatchObject([{ isLate: true, statementId: first?.id }])
  expect((await due())[0]?.title).toContain('was due')

  if (first === undefined) throw new Error('nothing was drafted')
  await list(id, first.id, 'name,email\nAnn,ann@example.org')
  await agreed(id, first)
  await release(id, first)
  // A day later one report comes due, not a day's worth, and it is for the same people.
  const { drafts, rhythms: standing } = await tick(60 * 25)
  expect(drafts.map(({ recipients, stage }) => [recipients.all, stage])).toEqual([[1, 'update']])
  expect(standing).toMatchObject([{ outsiders: 1, isLate: true }])

  // The team's own goes by itself, once the organisation says so, and is kept as it went.
  const team = {
    ...wish,
    audience: 'team' as const,
    nextAt: after(60 * 26).toISOString(),
    goesByItself: true,
  }
  const own = { ...team, memberIds: [small.responder.memberId], ownerId: small.lead.memberId }
  await expect(small.perform(rhythms.set, small.lead, own)).rejects.toThrow('owner can allow it')
  const { rules, revision } = await small.perform(ruling.read, small.owner, {})
  await small.perform(ruling.set, small.owner, { revision, rules: { ...rules, teamByItself: true } })
  await expect(small.perform(rhythms.set, small.responder, own)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(small.perform(rhythms.set, small.lead, { ...own, audience: 'staff' })).rejects.toMatchObject({
    kind: 'conflict',
  })
  await small.perform(rhythms.set, small.lead, own)
  await tick(60 * 26 - 5)
  const { statements } = await tick(60 * 26)
  expect(statements.find(({ audience }) => audience === 'team')).toMatchObject({
    ...{ state: 'released', releasedBy: 'Muster', recipients: { all: 1, reached: 0 } },
    sentText: expect.stringContaining(known),
    ticks: [{ tick: 'approver', by: 'Muster' }],
  })

  // Whoever stops one is not held to the rest of what they send.
  const nobody = '0190a0a0-0000-7000-8000-00000000000a'
  const stop = { ...wish, isOn: false, revision: 1, ownerId: nobody, everyMinutes: 15 }
  const stopped = await small.perform(rhythms.set, small.responder, stop)
  expect(stopped.find(({ audience }) => audience === 'customers')).toMatchObject({
    ...{ isOn: false, ownerId: small.responder.memberId, everyMinutes: 60, revision: 2 },
  })
})

test('U42 whoever promised the public a word is reminded before it is due, once it is late, and no more when it stands there', async () => {
  const id = await declare()
  const start = Date.now()
  const at = (minutes: number) => new Date(start + minutes * 60_000)
  await small.perform(publicPages.set, small.lead, {
    id,
    isOpen: true,
    nextUpdateAt: at(60).toISOString(),
  })
  const heard = async (minutes: number) => {
    small.setNow(at(minutes))
    await asSystem(small.house, small.tenantId, 'Muster', prepareReports)
    const { items } = await small.perform(listInbox, small.lead, {})
    return items.filter(({ path }) => path === `/incidents/${id}/outside`).length
  }
  expect([await heard(29), await heard(30), await heard(31), await heard(60), await heard(62)]).toEqual([
    0, 1, 1, 2, 2,
  ])
  const said = await draft(id, { audience: 'public' })
  await agreed(id, said)
  await release(id, said)
  const { publicPage } = await small.perform(pages.read, small.lead, { id })
  expect(publicPage).toMatchObject({ updates: 1, nextUpdateAt: null })
  const promises = (await small.leaves({ stream: id })).filter(({ kind }) => kind === 'page.change')
  expect(promises).toHaveLength(1)
  expect(await heard(600)).toBe(2)
})
