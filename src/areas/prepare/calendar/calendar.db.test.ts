import ical from 'node-ical'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import { houseRuleDates } from '../policies/public.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import { suspendMemberWith } from '../../register/people/actions/members.ts'
import { vendorDates } from '../../register/vendors/public.ts'
import * as feed from './actions/feed.ts'
import * as routines from './actions/keep-routines.ts'
import { readWith } from './actions/read-calendar.ts'
import { remindOfWeek } from './jobs.ts'

const suspendMember = suspendMemberWith({ heldBy: async () => [] })

const rooms = { sources: [vendorDates, houseRuleDates] }

describe('the calendar', () => {
  let w: World
  const told: { memberId: string | null; title: string }[] = []
  beforeAll(async () => {
    w = await world()
    w.house.announcer.on('date.near', async (_context, event) => void told.push(event))
  })
  afterAll(() => w.close())

  const today = () => dayIn(w.house.now(), 'Europe/Vienna')
  const read = (who: MemberActor, whose: 'mine' | 'everybody' = 'mine') =>
    w.perform(readWith(rooms), who, { whose })
  const fetched = async (token: string) => {
    const body = await (await w.perform(feed.feedWith(rooms), w.nobody, { token })).open()
    return body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : ''
  }

  test('R109 R129 what suppliers ask for and what the firm does again and again stands on one page with its minutes', async () => {
    const { id: vendor } = await w.perform(vendors.add, w.lead, { name: 'Bank', ownerId: w.lead.memberId })
    await w.perform(vendors.addContact, w.lead, { id: vendor, name: 'Hotline', phone: '1' })
    const routine = await w.perform(routines.add, w.lead, {
      name: 'Close old accounts',
      everyValue: 1,
      minutes: 10,
      ownerId: w.staff.memberId,
      nextOn: dayAfter(today(), -3),
    })
    const everybody = await read(w.lead, 'everybody')
    expect(everybody.items.map(({ kind, state }) => [kind, state])).toEqual([
      ['routine', 'overdue'],
      ['contact_check', 'this_week'],
    ])
    expect(everybody.week).toEqual({ count: 2, minutes: 15 })
    // Staff see what is theirs, whatever they ask for.
    const own = await read(w.staff, 'everybody')
    expect(own.items.map(({ title, minutes }) => [title, minutes])).toEqual([['Close old accounts', 10]])
    await expect(w.perform(routines.turn, w.auditor, { id: routine.id, minutes: 1 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const done = await w.perform(routines.turn, w.staff, {
      id: routine.id,
      minutes: 16,
      note: 'One was left',
    })
    expect(done).toMatchObject({
      nextOn: dayAfter(dayAfter(today(), -3), 1, 'months'),
      last: { minutes: 16 },
    })
    expect((await read(w.lead)).load).toMatchObject({ measuredMinutes: 2 })
  })

  test('a person is reminded once a week of what waits for them, and nobody for whom nothing does', async () => {
    const remind = () =>
      asSystem(w.house, w.tenantId, 'calendar.week', (context) => remindOfWeek(context, rooms))
    await remind()
    await remind()
    expect(told).toMatchObject([{ memberId: w.lead.memberId, title: 'one thing, about 5 minutes' }])
    await asSystem(w.house, w.tenantId, 'calendar.week', (context) =>
      remindOfWeek({ ...context, now: new Date(context.now.getTime() + 8 * 86_400_000) }, rooms),
    )
    expect(told).toHaveLength(2)
  })

  test('a foreign calendar program reads the feed, a new address ends the old one, and a leaver reads nothing', async () => {
    const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? ''
    await expect(w.perform(feed.makeLink, w.staff, { everything: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const first = tokenOf(await w.perform(feed.makeLink, w.responder, { everything: true, language: 'de' }))
    const events = Object.values(ical.sync.parseICS(await fetched(first))).filter(
      (part) => part?.type === 'VEVENT',
    )
    expect(events.map((event) => 'summary' in event && event.summary)).toContain(
      'Anrufen und die Nummern von Bank prüfen',
    )
    const second = tokenOf(await w.perform(feed.makeLink, w.responder, {}))
    await expect(fetched(first)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await fetched(second)).toContain('BEGIN:VCALENDAR')
    const { rows } = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query('select * from app.calendar_link'),
    )
    expect(JSON.stringify(rows)).not.toContain(second)
    await w.perform(suspendMember, w.owner, { id: w.responder.memberId, reason: 'Left' })
    const gone = await Promise.all(
      [second, 'A'.repeat(22)].map((token) => fetched(token).catch((error: unknown) => String(error))),
    )
    expect(gone[0]).toBe(gone[1])
  })
})
