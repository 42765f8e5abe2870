import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem, type Download } from '../../../platform/action.ts'
import * as keeping from '../contacts/actions/keep-contacts.ts'
import * as powers from './actions/hold-powers.ts'
import * as mandates from './actions/mandates.ts'
import * as rota from './actions/rota.ts'
import { decisions } from './contract/words.ts'
import { announceEnds } from './jobs.ts'
import { memberOnCall, powersStanding, takenOnPowers } from './public.ts'

const remove = keeping.removeContactWith({ takenOn: takenOnPowers })
/** On the calendar of the company. */
const inDays = (w: World, days: number) => dayAfter(dayIn(w.house.now(), 'Europe/Vienna'), days)

describe('who may do what on the day', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('R22 for each of the eight decisions an owner says who, who stands in, the limit and how many agree', async () => {
    const [holderId, deputyId] = [w.lead.memberId, w.owner.memberId]
    for (const decision of decisions)
      await w.perform(powers.setRight, w.owner, {
        ...{ decision, holderId, deputyId, amount: 5000, currency: 'EUR' },
        quorum: decision === 'pay' ? 2 : 1,
      })
    const read = await w.perform(powers.readPowers, w.auditor, {})
    expect(read.rights.map(({ decision }) => decision)).toEqual([...decisions])
    expect(read.rights.find(({ decision }) => decision === 'pay')).toMatchObject({
      ...{ holder: { name: w.lead.name }, deputy: { name: w.owner.name }, quorum: 2, amount: 5000 },
    })
    // Nobody of them wrote down a number that works at night.
    expect(read.warnings.filter(({ kind }) => kind === 'right_after_hours')).toHaveLength(8)
    const night = { kind: 'mobile', value: '+43 660 1', atNight: true, whenDown: true } as const
    await w.perform(keeping.change, w.lead, { id: deputyId, ways: [night] })
    const after = await w.perform(powers.readPowers, w.auditor, {})
    expect(after.warnings.filter(({ kind }) => kind.startsWith('right_'))).toEqual([])
    expect(after.rights[0]?.deputy).toMatchObject({ number: '+43 660 1', atNight: true })
    const set = (input: object) => w.perform(powers.setRight, w.owner, { decision: 'pay', ...input })
    await expect(set({ holderId, deputyId: holderId })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(set({ holderId, quorum: 2 })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(set({ holderId: w.stranger.memberId })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(w.perform(powers.setRight, w.responder, { decision: 'pay' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(powers.readPowers, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('an owner gives roles to their own people and to helpers from outside, who cannot be taken off the list then', async () => {
    const helper = await w.perform(keeping.add, w.lead, { kind: 'helper', name: 'IT Care' })
    const technical = { role: 'technical', holderId: helper.id, deputyId: w.responder.memberId } as const
    await w.perform(powers.setRole, w.owner, technical)
    const own = await w.perform(powers.addRole, w.owner, { name: 'Shop floor', holderId: w.staff.memberId })
    const read = await w.perform(powers.readPowers, w.lead, {})
    expect(read.roles.map(({ role }) => role)).toEqual([
      ...['lead', 'technical', 'communications', 'legal', 'hr', 'finance', 'scribe'],
      own.role,
    ])
    await expect(w.perform(remove, w.lead, { id: helper.id, reason: 'x' })).rejects.toMatchObject({
      message: expect.stringContaining('the role technical'),
    })
    await expect(w.perform(powers.dropRole, w.owner, { role: own.role })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await w.perform(powers.setRole, w.owner, { role: own.role, name: 'Shop floor' })
    await w.perform(powers.dropRole, w.owner, { role: own.role })
    await w.perform(powers.setRole, w.owner, { role: 'technical', holderId: w.responder.memberId })
    await w.perform(remove, w.lead, { id: helper.id, reason: 'contract ended' })
  })

  test('R23 a mandate holds when an owner has given it and its holder has signed it, and warns once it ran out', async () => {
    const made = await w.perform(mandates.write, w.owner, {
      ...{ title: 'Technical lead', role: 'technical', contactId: w.responder.memberId },
      ...{ decisions: ['isolate', 'spend'], amount: 2000, terms: 'One line.\nAnother.' },
      ...{ startsOn: inDays(w, 0), endsOn: inDays(w, 30) },
    })
    expect(made).toMatchObject({ state: 'draft', can: { give: true, take: false, end: true } })
    const sign = (as: 'giver' | 'holder', by: typeof w.owner, name = by.name) =>
      w.perform(mandates.sign, by, { id: made.id, as, name })
    await expect(sign('giver', w.lead)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sign('holder', w.owner)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sign('giver', w.owner, 'Somebody else')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(sign('holder', w.staff)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await sign('giver', w.owner)).toMatchObject({ state: 'half_signed' })
    expect((await w.perform(mandates.listMine, w.responder, {})).items).toMatchObject([
      { can: { take: true } },
    ])
    expect((await w.perform(mandates.listMine, w.staff, {})).items).toEqual([])
    expect(await sign('holder', w.responder)).toMatchObject({ state: 'in_force', daysLeft: 30 })
    await expect(sign('holder', w.responder)).rejects.toMatchObject({ kind: 'conflict' })
    const heard: unknown[] = []
    w.house.announcer.on('date.near', async (_context, event) => void heard.push(event))
    const run = (days: number) =>
      asSystem(w.house, w.tenantId, 'powers.mandates', (context) =>
        announceEnds({ ...context, now: new Date(w.house.now().getTime() + days * 86_400_000) }),
      )
    for (const days of [0, 1, 17, 18, 40]) await run(days)
    expect(heard).toMatchObject([{ what: 'mandate_end', daysLeft: 30 }, { daysLeft: 13 }])
    const later = await asSystem(w.house, w.tenantId, 'plan', (context) =>
      powersStanding({ ...context, now: new Date(w.house.now().getTime() + 31 * 86_400_000) }),
    )
    expect(later.warnings).toContainEqual({
      ...{ kind: 'mandate_expired', about: 'Technical lead', name: '', day: made.endsOn },
    })
    const pdf: Download = await w.perform(mandates.print, w.responder, { id: made.id })
    // The typesetter gives bytes, no stream.
    const bytes = (await pdf.open()) as Uint8Array
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
    const ended = await w.perform(mandates.end, w.lead, { id: made.id, reason: 'left' })
    expect(ended).toMatchObject({ state: 'ended', endReason: 'left' })
  })

  test('somebody from outside signs on paper, and an owner says that the paper is there', async () => {
    const helper = await w.perform(keeping.add, w.lead, { kind: 'helper', name: 'Carla Care' })
    const made = await w.perform(mandates.write, w.owner, {
      ...{ title: 'On call', contactId: helper.id, startsOn: inDays(w, 0), endsOn: inDays(w, 300) },
    })
    const sign = (name: string, by = w.owner) =>
      w.perform(mandates.sign, by, { id: made.id, as: 'holder', method: 'paper', name })
    await expect(sign('Carla Care', w.lead)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sign('Cara Clare')).rejects.toMatchObject({ kind: 'invalid' })
    expect(await sign('carla care')).toMatchObject({
      signatures: [{ as: 'holder', method: 'paper', memberId: null, recordedBy: w.owner.name }],
    })
  })

  test('U12 everybody sees who is on call now; leave brings in the next one, and a swap is on record', async () => {
    const today = inDays(w, 0)
    const handoverDay = ((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
    const planned = await w.perform(rota.plan, w.lead, {
      ...{ handoverDay, handoverTime: '00:00', startsOn: today, weeks: 4 },
      order: [w.responder.memberId, w.lead.memberId],
    })
    expect(planned).toMatchObject({
      onCall: { name: w.responder.name },
      insteadOf: '',
      endsOn: inDays(w, 28),
    })
    const away = [{ from: today, to: inDays(w, 1) }]
    await w.perform(keeping.change, w.lead, { id: w.responder.memberId, away })
    expect(await w.perform(rota.readRota, w.counsel, {})).toMatchObject({
      ...{ onCall: { name: w.lead.name }, insteadOf: w.responder.name },
    })
    const swapped = await w.perform(rota.swap, w.lead, {
      ...{ weekOf: today, contactId: w.owner.memberId, reason: 'Responder is on leave' },
    })
    expect(swapped.turns[0]).toMatchObject({ person: { name: w.owner.name }, isNow: true })
    const onCall = await asSystem(w.house, w.tenantId, 'reminder', (context) => memberOnCall(context))
    expect(onCall).toBe(w.owner.memberId)
    await expect(
      w.perform(rota.swap, w.lead, { weekOf: inDays(w, 3), contactId: w.owner.memberId, reason: 'x' }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      w.perform(rota.plan, w.lead, { startsOn: inDays(w, -2), order: [w.owner.memberId] }),
    ).rejects.toMatchObject({ kind: 'invalid' })
  })
})
