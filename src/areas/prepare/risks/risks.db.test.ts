import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performIn, world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import { planWith } from '../plan/actions/change-plan.ts'
import * as copies from '../backups/actions/manage-copies.ts'
import { readWith } from '../readiness/actions/read-readiness.ts'
import { revoke, shareWith, viewWith } from '../readiness/actions/share-pages.ts'
import { controlsWith } from '../controls/actions/network.ts'
import { controlDates } from '../controls/public.ts'
import * as risks from './actions.ts'
import { riskDates } from './public.ts'

describe('risks', () => {
  let w: World
  let today: string
  const rooms = {
    lastExercise: async () => undefined,
    unwatchedStanding: async () => ({ sources: 1, days: 30, essential: 0, unheard: [] }),
    untestedStanding: async () => ({ parts: null, continuity: [], findings: [] }),
    pastCases: async () => [],
  }
  const readiness = readWith(rooms)
  const { read: readPlan, change: changePlan } = planWith({ lastRehearsals: async () => new Map() })
  beforeAll(async () => {
    w = await world()
    today = dayIn(w.house.now(), 'Europe/Vienna')
  })
  afterAll(() => w.close())

  const stale = async () =>
    (await w.perform(readPlan, w.lead, {})).sections
      .filter(({ changedSince }) => changedSince !== null)
      .map(({ section }) => section)
  const words = { likelihood: 'possible', harm: 'heavy' } as const
  const failures = async () =>
    (await w.perform(readiness, w.auditor, {})).failures.filter(({ kind }) => kind.startsWith('risk_'))

  test('R5 a new risk turns the sections that rest on it to "needs review" in its own transaction', async () => {
    const reviewed = (['prepare', 'contain', 'recover', 'learn'] as const).map((section) => ({
      section,
      ownerId: w.owner.memberId,
      isReviewed: true as const,
    }))
    await w.perform(changePlan, w.lead, { sections: reviewed })
    expect(await stale()).toEqual([])
    const flood = { name: 'The cellar floods', ...words, ownerId: w.lead.memberId }
    const { id, changedAt } = await w.perform(risks.add, w.responder, flood)
    expect(await stale()).toEqual(['prepare', 'contain', 'recover'])
    await w.perform(changePlan, w.lead, { sections: reviewed })
    // What is taken back leaves no section behind that nobody can explain.
    await expect(w.perform(risks.add, w.lead, flood)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await stale()).toEqual([])
    await w.perform(risks.decide, w.responder, { id, verdict: 'keep', reason: 'A pump is ordered' })
    expect(await stale()).toEqual(['prepare', 'contain', 'recover'])
    // Whoever wrote on from what they read before the decision is told so, and overwrites nothing.
    const late = {
      ...flood,
      id,
      measures: 'Nothing',
      basedOn: new Date(Date.parse(changedAt) - 1).toISOString(),
    }
    await expect(w.perform(risks.change, w.lead, late)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R102 who watches the network is saved once of two who write at once, and what passes unseen stands among what would fail today', async () => {
    const notice = {
      id: crypto.randomUUID(),
      number: 1,
      title: 'Locked',
      kind: 'ransomware' as const,
      notice: 'A call',
    }
    const ports = { pastCases: async () => [notice] }
    const { read, save, judge } = controlsWith(ports)
    const fails = async () =>
      (await w.perform(readWith({ ...rooms, ...ports }), w.lead, {})).failures
        .filter(({ path }) => path === '/network-watch')
        .map(({ kind, name, count }) => [kind, name || count])
    expect(await w.perform(read, w.auditor, {})).toMatchObject({ version: 0, past: [{ kind: 'ransomware' }] })
    expect(await fails()).toEqual([])
    const net = await w.perform(assets.add, w.lead, { name: 'Guest network', kind: 'network' })
    expect((await w.perform(read, w.lead, {})).missing).toEqual([{ id: net.id, name: 'Guest network' }])
    const segments = [
      { name: 'Guest network', assetId: net.id, watched: 'no' as const },
      { name: 'Office', watched: 'yes' as const, how: 'Firewall', checkedOn: today },
    ]
    const given = { basedOn: 0, ownerId: w.owner.memberId, segments }
    const saved = await w.perform(save, w.responder, given)
    expect(saved).toMatchObject({ version: 1, missing: [], nextLookOn: dayAfter(today, 6, 'months') })
    await expect(w.perform(save, w.lead, given)).rejects.toMatchObject({ detail: { reason: 'outdated' } })
    const twice = w.perform(save, w.lead, { ...given, basedOn: 1, segments: [...segments, ...segments] })
    await expect(twice).rejects.toMatchObject({ kind: 'invalid' })
    await expect(w.perform(save, w.auditor, given)).rejects.toMatchObject({ kind: 'forbidden' })
    const [past] = saved.past
    const signs = past?.signs ?? []
    expect(await fails()).toEqual([
      ['network_unwatched', 'Guest network'],
      ['signs_unknown', signs.length + 1],
    ])
    const sign = signs[0]?.sign ?? ''
    await w.perform(judge, w.lead, { kind: 'ransomware', sign, verdict: 'unseen' })
    await w.perform(judge, w.lead, { kind: 'ransomware', sign, verdict: 'seen', how: 'The firewall' })
    const made = w.perform(judge, w.lead, { kind: 'ransomware', sign: 'Never said', verdict: 'seen' })
    await expect(made).rejects.toMatchObject({ kind: 'not_found' })
    expect((await fails()).at(-1)).toEqual(['signs_unknown', signs.length])
    expect(await asSystem(w.house, w.tenantId, 'Test', controlDates)).toMatchObject([
      { kind: 'network_look', ownerId: w.owner.memberId, path: '/network-watch' },
    ])
  })

  test('a responder cannot accept a risk, a lead can with a reason and an end, and it asks for them when that is over', async () => {
    const { id } = await w.perform(risks.add, w.lead, { name: 'The key is lost', ...words })
    expect(await failures()).toMatchObject([
      { kind: 'risk_unowned', name: 'The key is lost', path: `/risks/${id}` },
    ])
    const until = dayAfter(today, 30)
    const accept = { id, verdict: 'accept', reason: 'A new lock costs more', until } as const
    await expect(w.perform(risks.decide, w.responder, accept)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(risks.decide, w.lead, accept)).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'verdict' }] },
    })
    const owned = { id, name: 'The key is lost', ...words, ownerId: w.lead.memberId }
    await w.perform(risks.change, w.lead, owned)
    const accepted = await w.perform(risks.decide, w.lead, accept)
    expect(accepted).toMatchObject({ state: 'accepted', decisions: [{ verdict: 'accept', until }] })
    expect(await asSystem(w.house, w.tenantId, 'Test', riskDates)).toContainEqual(
      expect.objectContaining({ kind: 'risk_acceptance', key: id, day: until, ownerId: w.lead.memberId }),
    )
    await expect(w.perform(risks.change, w.lead, { ...owned, ownerId: null })).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await failures()).toEqual([])
    await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query(`update app.risk set accepted_until = $2, review_on = $2 where id = $1`, [
        id,
        dayAfter(today, -1),
      ]),
    )
    expect(await failures()).toMatchObject([{ kind: 'risk_acceptance_over', day: dayAfter(today, -1) }])
    await w.perform(risks.decide, w.lead, { id, verdict: 'end', reason: 'The door has no key any more' })
    expect(await failures()).toEqual([])
    await expect(w.perform(risks.decide, w.lead, accept)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('a lead begins with what the answers and a system without a backup suggest, the worst risk first in the list', async () => {
    const till = await w.perform(assets.add, w.lead, { name: 'Till', kind: 'machine' })
    await w.perform(functions.add, w.lead, { name: 'Selling', priority: 1, assetIds: [till.id] })
    const { items } = await w.perform(risks.propose, w.lead, {})
    expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(['ransomware', till.id]))
    const [first] = items
    const taken = {
      name: 'Our files are locked',
      kind: 'ransomware',
      likelihood: 'rare',
      harm: 'threatening',
    } as const
    await w.perform(risks.add, w.lead, taken)
    await w.perform(risks.add, w.lead, {
      name: 'The till is gone',
      ...words,
      likelihood: 'often',
      assetId: till.id,
    })
    const left = (await w.perform(risks.propose, w.lead, {})).items.map(({ key }) => key)
    expect(left).not.toContain('ransomware')
    expect(left).not.toContain(till.id)
    expect(first?.reasons.length).toBeGreaterThan(0)
    const page = await w.perform(risks.list, w.auditor, { limit: 2 })
    expect(page.items.map(({ name }) => name)).toEqual(['Our files are locked', 'The till is gone'])
    const rest = await w.perform(risks.list, w.auditor, { limit: 2, cursor: page.next ?? '' })
    expect(rest.items.map(({ name }) => name)).toEqual(['The cellar floods'])
    const found = await w.perform(risks.list, w.auditor, { q: 'TILL' })
    expect(found.items).toMatchObject([{ name: 'The till is gone', asset: 'Till' }])
    expect((await w.perform(risks.list, w.auditor, { q: '%' })).items).toEqual([])
  })

  test('R11 a reader without an account sees the chosen proofs while they hold, each opening is kept, and a closed link is dead', async () => {
    const view = (token: string, perform = w.perform) => perform(viewWith(rooms), w.nobody, { token })
    const dead = { kind: 'not_found', message: expect.stringContaining('not valid any more') }
    const proof = {
      restored: 'May',
      used: 'Printed a bill',
      minutes: 40,
      evidence: 'Photo 12',
      tester: 'Anna',
    }
    const prove = async (name: string) => {
      const { id } = await w.perform(copies.add, w.lead, { name, everyHours: 24 })
      await w.perform(copies.test, w.lead, {
        id,
        testedAt: w.house.now().toISOString(),
        succeeded: true,
        ...proof,
      })
      return { id, key: `restore ${id} ${name}` }
    }
    const nightly = await prove('Nightly')
    await prove('Accounts')
    const share = (by: typeof w.lead, lines: string[]) =>
      w.perform(shareWith(rooms), by, { name: 'Big customer', days: 7, lines })
    await expect(share(w.responder, [nightly.key])).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(share(w.lead, [`${nightly.key}x`])).rejects.toMatchObject({ kind: 'conflict' })
    const { page, url } = await share(w.lead, [nightly.key])
    const token = url.split('/').at(-1) ?? ''
    const seen = await view(token)
    expect(seen).toMatchObject({ name: 'Big customer', lines: [{ kind: 'restore', name: 'Nightly' }] })
    expect(JSON.stringify(seen)).not.toMatch(/Accounts|Photo|Anna/)
    const pages = async (who: typeof w.lead) => (await w.perform(readiness, who, {})).pages
    expect(await pages(w.lead)).toMatchObject([{ id: page.id, views: 1, state: 'open' }])
    expect(await pages(w.auditor)).toEqual([])
    expect((await w.leaves()).filter(({ kind }) => kind === 'readiness.view')).toHaveLength(1)

    // However many were closed since, the one that is open stands in front, where it can be closed.
    const newer = await share(w.lead, [nightly.key])
    await w.perform(revoke, w.lead, { id: newer.page.id })
    expect(await pages(w.lead)).toMatchObject([{ id: page.id }, { id: newer.page.id, state: 'revoked' }])

    // A restore that fails takes its line away; the page stands, and says nothing that cannot be proved.
    const failed = { id: nightly.id, testedAt: w.house.now().toISOString(), tester: 'Anna', succeeded: false }
    await w.perform(copies.test, w.lead, failed)
    expect((await view(token)).lines).toEqual([])

    const later = performIn({ ...w.house, now: () => new Date(w.house.now().getTime() + 8 * 86_400_000) })
    await expect(view(token, later)).rejects.toMatchObject(dead)
    await w.perform(revoke, w.owner, { id: page.id })
    await expect(view(token)).rejects.toMatchObject(dead)
    await expect(view('A'.repeat(22))).rejects.toMatchObject(dead)
    await expect(w.perform(revoke, w.owner, { id: page.id })).rejects.toMatchObject({ kind: 'conflict' })
    const rows = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query('select * from app.readiness_page'),
    )
    expect(JSON.stringify(rows.rows)).not.toContain(token)
  })
})
