import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from '../../../../tests/downloads.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import { closeWith } from '../../respond/incidents/actions/close-incident.ts'
import * as costing from '../../respond/incidents/actions/keep-costs.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as lanes from '../../respond/incidents/actions/use-lanes.ts'
import * as systems from '../../respond/incidents/actions/work-systems.ts'
import * as causes from '../../respond/investigation/actions/find-causes.ts'
import * as figures from './actions/case-figures.ts'
import * as losses from './actions/estimate-losses.ts'
import * as cases from './actions/list-cases.ts'
import * as looks from './actions/looks.ts'
import * as report from './actions/make-report.ts'
import * as controls from './actions/read-controls.ts'
import * as costs from './actions/read-costs.ts'
import * as factors from './actions/read-factors.ts'
import * as trends from './actions/read-trends.ts'

const close = closeWith({ closureConditions: [] })
const move = systems.changeStateWith({ findReturnGaps: async () => [], keepMove: async () => {} })

describe('numbers over time', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
    await sql(`update app.tenant set created_at = now() - interval '3 years'`)
  })
  afterAll(() => w.close())

  const sql = (text: string, values: unknown[] = []) =>
    w.house.wall.inTenant(w.tenantId, ({ $client }) => $client.query(text, values))
  const declare = async (given: object = {}) =>
    (
      await w.perform(opening.open, w.lead, {
        ...{ title: 'Odd invoices', kind: 'ransomware', severity: 'S3' },
        ...given,
      })
    ).id
  const end = (id: string, given: object = {}) =>
    w.perform(close, w.lead, { id, summary: 'Over', initialVector: 'phishing', ...given })
  const openedAgo = (id: string, span: string) =>
    sql(`update app.incident set opened_at = now() - $2::interval where id = $1`, [id, span])
  const read = (who = w.owner) => w.perform(trends.read, who, {})

  test('U54 R112 an owner counts real cases alone, is shown what was left out, and sees no arrow below five', async () => {
    const real = await declare()
    const second = await declare({ kind: 'phishing-campaign' })
    await end(second, { initialVector: 'unknown' })
    await declare({ mode: 'exercise' })
    await declare({ mode: 'near_miss' })
    await end(await declare(), { disposition: 'false_alarm' })
    const late = await declare()
    await w.perform(causes.counting, w.lead, {
      id: late,
      counting: 'entered_afterwards',
      reason: 'From paper',
    })
    const tried = await declare()
    await w.perform(causes.counting, w.lead, { id: tried, counting: 'test', reason: 'Tried it out' })
    const secret = await declare({ circle: { suspects: [w.owner.memberId], people: [w.counsel.memberId] } })
    const lane = await w.perform(lanes.open, w.counsel, { id: real, kind: 'legal', people: [] })
    const words = `privileged${randomUUID().replaceAll('-', '')}`
    await w.perform(lanes.add, w.counsel, { id: real, lane: lane.id, text: words })

    const seen = await read()
    expect(seen.often.total).toBe(2)
    expect(seen.often.change).toBeNull()
    expect(seen.often.watchedMonths).toBe(24)
    expect(seen.often.rate.low).toBeCloseTo(0.121, 2)
    expect(seen.often.rate.high).toBeCloseTo(3.612, 2)
    expect(seen.seasons.isEnough).toBe(false)
    expect(new Map(seen.leftOut.map(({ reason, count }) => [reason, count]))).toEqual(
      new Map([
        ['exercise', 1],
        ['near_miss', 1],
        ['false_alarm', 1],
        ['entered_afterwards', 1],
        ['test', 1],
      ]),
    )
    expect(seen.vectors.map(({ key, count }) => [key, count])).toEqual([
      ['open', 1],
      ['unknown', 1],
    ])
    expect((await read(w.counsel)).often.total).toBe(3)
    const inCase = await w.perform(cases.listCases, w.counsel, { by: 'vector', value: 'open' })
    expect(inCase.items.map(({ id }) => id).toSorted()).toEqual([real, secret].toSorted())
    await expect(w.perform(figures.readFigures, w.owner, { id: secret })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const everything = JSON.stringify([
      await read(w.counsel),
      await w.perform(factors.readFactors, w.counsel, {}),
      await w.perform(costs.readCosts, w.counsel, {}),
      await w.perform(cases.listCases, w.counsel, {}),
    ])
    expect(everything).not.toContain(words)
    await expect(read(w.stranger)).resolves.toMatchObject({ often: { total: 0 } })
    await expect(read(w.guest)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('U52 R114 a responder moves systems and the times of the case are kept; what a person says goes before it', async () => {
    const id = await declare({ title: 'Files locked' })
    await openedAgo(id, '5 hours')
    const one = await w.perform(systems.add, w.responder, { id, name: 'FILE01', state: 'affected' })
    const other = await w.perform(systems.add, w.responder, { id, name: 'WEB01', state: 'suspected' })
    const to = (system: string, state: 'isolated' | 'ruled_out' | 'affected') =>
      w.perform(move, w.responder, { id, system, state, reason: 'Seen' })
    const at = async (moment: string) =>
      (await w.perform(figures.readFigures, w.lead, { id })).moments.find((row) => row.moment === moment)
    await to(one.id, 'isolated')
    expect(await at('contained')).toMatchObject({ at: null })
    await to(other.id, 'ruled_out')
    expect(await at('contained')).toMatchObject({ source: 'record', certainty: 'exact' })
    await to(one.id, 'affected')
    expect(await at('contained')).toMatchObject({ at: null })
    await to(one.id, 'isolated')
    const say = (moment: 'noticed' | 'started' | 'contained', said: string, note = '') =>
      w.perform(figures.say, w.responder, { id, moment, at: said, note })
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    await say('contained', hoursAgo(3), 'By the log of the switch')
    await to(one.id, 'affected')
    expect(await at('contained')).toMatchObject({ source: 'hand', note: 'By the log of the switch' })
    await to(one.id, 'isolated')
    await w.perform(figures.say, w.responder, { id, moment: 'contained', at: null })
    expect(await at('contained')).toMatchObject({ source: 'record', certainty: 'exact' })
    await say('contained', hoursAgo(3), 'By the log of the switch')
    await to(one.id, 'affected')
    await say('noticed', hoursAgo(6))
    await expect(say('started', hoursAgo(-1))).rejects.toMatchObject({ kind: 'invalid' })
    const { times } = await read()
    const span = (name: string) => times.find((one) => one.name === name)
    expect(span('answer')).toMatchObject({ count: 1, median: 60 })
    expect(span('contain')).toMatchObject({ count: 1, unfinished: 1, isListed: true })
    expect(span('contain')?.median).toBe(120)
    expect(span('recover')?.unfinished).toBe(2)

    const judge = (control: 'backup' | 'updates', grade: 'worked' | 'absent', note = '') =>
      w.perform(figures.grade, w.responder, { id, control, grade, note })
    const { grades } = await judge('backup', 'worked', 'Restored')
    expect(grades).toMatchObject([{ control: 'backup', grade: 'worked', gradedBy: w.responder.name }])
    await judge('updates', 'absent')
    await w.perform(controls.date, w.lead, { control: 'updates', since: dayAgo(200), note: 'Each night' })
    for (let n = 0; n < 6; n += 1) {
      const old = await declare()
      await end(old, { initialVector: 'exploited_vulnerability' })
      await openedAgo(old, `${300 + n} days`)
    }
    const record = await w.perform(controls.readControls, w.auditor, {})
    expect(record.graded).toBe(1)
    expect(record.ungraded.length).toBeGreaterThan(0)
    const updates = record.controls.find(({ control }) => control === 'updates')
    expect(updates).toMatchObject({
      counts: { absent: 1, worked: 0 },
      compared: { before: { count: 6 }, after: { count: 0 } },
    })
    // Six in seventeen months, then none in six: nothing is shown by that.
    expect(updates?.compared?.verdict).toBe('could_be_chance')
    expect((await read()).often.change).toMatchObject({ before: 0, after: 9, verdict: 'more' })
    const graded = await w.perform(cases.listCases, w.lead, { by: 'control', value: 'backup' })
    expect(graded.items.map((row) => row.id)).toEqual([id])
    const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
    expect(kinds).toContain('moment.say')
    expect(kinds).toContain('control.grade')
  })

  test('R97 a lead narrows the numbers to the cases of one pack, by how they began or by their kind', async () => {
    const all = await read()
    const beyond = await w.perform(trends.read, w.auditor, { years: 2, pack: 'web_applications' })
    expect(beyond.often.total).toBe(6)
    expect(beyond.often.total).toBeLessThan(all.often.total)
    expect(beyond.vectors.map(({ key }) => key)).toEqual(['exploited_vulnerability'])
    const listed = await w.perform(cases.listCases, w.auditor, { pack: 'web_applications', years: 2 })
    expect(listed.items).toHaveLength(6)
    expect((await w.perform(trends.read, w.auditor, { pack: 'own_devices' })).often.total).toBe(0)
  })

  test('R113 a lead goes from a pair of factors and from a system that comes again down to the cases', async () => {
    const laptop = await w.perform(assets.add, w.lead, { name: 'Laptop of the till', kind: 'computer' })
    const tills = await w.perform(vendors.add, w.lead, { name: 'Till firm', assetIds: [laptop.id] })
    const ids = [await declare(), await declare(), await declare()]
    for (const id of ids) {
      for (const kind of ['weak_sign_in', 'missing_update'] as const)
        await w.perform(causes.factor, w.responder, { id, kind, words: 'Seen in the log' })
      await w.perform(systems.add, w.responder, { id, name: 'Till', assetId: laptop.id, state: 'affected' })
    }
    const found = await w.perform(factors.readFactors, w.lead, {})
    expect(found.pairs).toEqual([{ one: 'missing_update', other: 'weak_sign_in', count: 3, of: 3 }])
    expect(found.factors[0]).toMatchObject({ count: 3, high: 1 })
    expect(found.assets).toEqual([{ id: laptop.id, name: 'Laptop of the till', count: 3 }])
    expect(found.vendors).toEqual([{ id: tills.id, name: 'Till firm', count: 3 }])
    expect(found.grid.map(({ id }) => id)).toEqual(ids.toReversed())
    const of = async (by: 'factor' | 'asset', value: string) =>
      (await w.perform(cases.listCases, w.lead, { by, value })).items.map(({ id }) => id)
    expect(await of('factor', 'weak_sign_in,missing_update')).toEqual(ids.toReversed())
    expect(await of('asset', laptop.id)).toEqual(ids.toReversed())
    expect(await of('asset', 'nonsense')).toEqual([])
    const pages = await w.perform(cases.listCases, w.lead, { by: 'asset', value: laptop.id, limit: 2 })
    const next = { by: 'asset', value: laptop.id, cursor: pages.next ?? '' } as const
    expect((await w.perform(cases.listCases, w.lead, next)).items.map(({ id }) => id)).toEqual([ids[0]])
  })

  test('R115 N10 an owner sees costs that agree with the invoices, what repeats, and what a year could cost', async () => {
    const paid = { kind: 'response_and_recovery', currency: 'EUR' } as const
    const ids = [await declare(), await declare()]
    for (const [place, id] of ids.entries()) {
      await w.perform(costing.add, w.lead, {
        ...{ ...paid, id, text: 'Forensics', amount: '1250.50', invoice: `R-${place}` },
      })
      await w.perform(costing.add, w.lead, { ...paid, id, text: 'About', amount: '100' })
      await w.perform(causes.factor, w.responder, { id, kind: 'reused_password', words: 'Same at the shop' })
    }
    const hidden = await declare({ circle: { suspects: [w.owner.memberId], people: [] } })
    await w.perform(costing.add, w.lead, {
      ...paid,
      id: hidden,
      text: 'Secret',
      amount: '9999',
      invoice: 'X',
    })
    const seen = await w.perform(costs.readCosts, w.owner, {})
    expect(seen.totals).toEqual([{ currency: 'EUR', amount: '2701.00', invoiced: '2501.00', said: '200.00' }])
    expect(seen.withCosts).toBe(2)
    const again = seen.repeats.find(({ key }) => key === 'reused_password')
    expect(again).toMatchObject({
      ...{ count: 2, cost: [{ currency: 'EUR', amount: '2701.00' }], repair: { key: 'password_manager' } },
    })
    expect(seen.repeats[0]?.key).toBe('reused_password')
    const given = {
      name: 'Ransomware',
      low: 10_000,
      high: 200_000,
      currency: 'EUR',
      counted: 'kind:ddos-extortion',
      prevented: 0.5,
    } as const
    const made = await w.perform(losses.estimate, w.lead, { ...given, priorEvents: 1, priorYears: 2 })
    expect(made.repaired?.mean).toBeCloseTo(made.year.mean / 2, 0)
    expect(made).toMatchObject({ ownEvents: 0, counted: 'kind:ddos-extortion' })
    const all = { ...given, counted: 'kind:ransomware', ownYears: 10 } as const
    const kept = await w.perform(losses.estimate, w.lead, all)
    expect(kept.ownEvents).toBeGreaterThan(5)
    expect(kept.ownYears).toBeCloseTo(3, 1)
    await w.perform(losses.estimate, w.lead, { ...given, priorEvents: 1, priorYears: 2 })
    const daily = { ...given, priorEvents: 1000, priorYears: 0.001 }
    await expect(w.perform(losses.estimate, w.lead, daily)).rejects.toMatchObject({ kind: 'invalid' })
    const { madeAt: _at, seed: _seed, year: _year, repaired: _repaired, ...inputs } = made
    expect((await w.perform(costs.readCosts, w.owner, {})).estimate).toMatchObject(inputs)
    await expect(w.perform(losses.estimate, w.lead, { ...given, low: 300_000 })).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  test('R111 R12 a quarter is laid on the table once, a missed look says so, its minutes stay, and the year is told in ranges', async () => {
    const gather = () => asSystem(w.house, w.tenantId, 'Quarterly figures', looks.gatherLook)
    await gather()
    await gather()
    const [first] = (await w.perform(looks.list, w.auditor, {})).items
    expect(first?.pack).toMatchObject({ taxonomy: 'muster-1/veris-1.4.1', graded: 0 })
    await sql(`update app.data_look set due_on = current_date - 3`)
    const missed = (await w.perform(looks.list, w.auditor, {})).items
    expect(missed.map(({ state }) => state)).toEqual(['missed'])
    const quarter = first?.quarter ?? ''
    const given = { quarter, heldOn: dayAgo(0), present: 'Owner, lead', minutes: 'Two cases by mail.' }
    const decisions = [{ text: 'Turn on the second step', ownerId: w.lead.memberId }]
    const held = await w.perform(looks.hold, w.lead, { ...given, decisions })
    expect(held).toMatchObject({ state: 'held', heldBy: w.lead.name, decisions: [{ dueOn: null }] })
    await expect(w.perform(looks.hold, w.lead, { ...given, decisions })).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect((await w.perform(looks.list, w.auditor, { q: 'second STEP' })).items).toHaveLength(1)
    expect((await w.perform(looks.list, w.auditor, { q: 'nothing of this' })).items).toEqual([])

    const year = new Date().getUTCFullYear()
    for (const wrong of [year + 1, year - 9])
      await expect(w.perform(report.makeYear, w.auditor, { year: wrong })).rejects.toMatchObject({
        kind: 'invalid',
      })
    const pdf = readPdf(await bytesOf(await w.perform(report.makeYear, w.auditor, { year })))
    expect(pdf.text).toMatch(/brings between \d/)
    expect(pdf.text).toMatch(/between 2501.00 EUR .* 2701.00 EUR/s)
    expect(pdf.text).toMatch(/improvements were carried out/)
    expect(pdf.text).not.toMatch(/12500|9999/)
    expect(pdf.text).not.toMatch(/score of|because of/)
    expect((await w.leaves()).at(-1)).toMatchObject({ kind: 'trend.report', fields: { year: String(year) } })
  })
})

function dayAgo(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short' }).format(
    Date.now() - days * 86_400_000,
  )
}
