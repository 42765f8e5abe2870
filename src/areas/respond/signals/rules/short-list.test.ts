import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { habitsOf } from './habits.ts'
import { kindOf, nameOf, tickOf, type Moment } from './moments.ts'
import { shortList, type ShortList } from './short-list.ts'

const monday = tickOf(new Date('2026-03-02T00:00:00Z'))
const perDay = 288

function moment(said: { at: number; name?: string; host?: string } & Partial<Moment>): Moment {
  const { at, host = 'mail', ...rest } = said
  const name = nameOf(said.name ?? 'disk is full')
  const things = [`host ${host}`]
  const kind = kindOf('tool', name, said.things ?? things)
  const plain = { sourceId: 'tool', count: 1, severity: 'medium' as const, things, kind }
  return { ...plain, ...rest, name, signalId: `${kind} ${at}`, tick: monday + at }
}

/** The same thing each hour of so many days. */
function daily(days: number, name: string, host?: string): Moment[] {
  return Array.from({ length: days * 24 }, (_, hour) =>
    moment({ at: hour * 12, name, ...(host && { host }) }),
  )
}

function listOf(moments: readonly Moment[]): ShortList {
  return shortList(moments, habitsOf(moments))
}

function partition({ groups }: ShortList): string[][] {
  return groups
    .map(({ moments }) => moments.map(({ moment: { signalId } }) => signalId).toSorted())
    .toSorted((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1))
}

describe('from many to few', () => {
  it('leaves aside what comes every hour and shows what never came', () => {
    const list = listOf([
      ...daily(5, 'virus database updated'),
      moment({ at: 3 * perDay, name: 'root shell' }),
    ])
    expect(list.groups.map(({ moments }) => moments.length)).toEqual([1])
    expect(list.ordinary.length).toBe(120)
  })

  it('U6 joins what the same machine says within an hour, and not what it says the day after', () => {
    const list = listOf([
      ...daily(5, 'virus database updated'),
      moment({ at: 3 * perDay, name: 'login failed' }),
      moment({ at: 3 * perDay + 12, name: 'new admin' }),
      moment({ at: 3 * perDay + 25, name: 'log cleared' }),
      moment({ at: 4 * perDay, name: 'printer offline', host: 'printer' }),
    ])
    expect(list.groups.map(({ moments }) => moments.length).toSorted()).toEqual([1, 1, 2])
  })

  it('joins two machines by an address that both name, and by the same alert within ten minutes', () => {
    const base = daily(5, 'virus database updated')
    const address = ['host web', 'address 203.0.113.9']
    const shared = listOf([
      ...base,
      moment({ at: 3 * perDay, name: 'scan', things: ['host mail', 'address 203.0.113.9'] }),
      moment({ at: 3 * perDay + 10, name: 'login failed', things: address }),
    ])
    const swept = listOf([
      ...base,
      moment({ at: 3 * perDay, name: 'scan', host: 'a' }),
      moment({ at: 3 * perDay + 2, name: 'scan', host: 'b' }),
      moment({ at: 3 * perDay + 5, name: 'scan', host: 'c' }),
    ])
    expect(shared.groups[0]?.moments[1]?.join).toMatchObject({ by: 'thing', thing: 'address 203.0.113.9' })
    expect(swept.groups.map(({ moments }) => moments.map(({ join }) => join.by))).toEqual([
      ['first', 'sweep'],
      ['first'],
    ])
  })

  it('shows an ordinary alert that comes in a flood, with how many are usual', () => {
    const flood = moment({ at: 4 * perDay + 6, name: 'web error', count: 400 })
    const list = listOf([...daily(6, 'web error'), flood])
    expect(list.groups[0]?.reasons).toContainEqual({ code: 'burst', name: 'web error', count: 401, usual: 1 })
  })

  it('puts what the tool calls critical and what looks like steps of an attack above what is only new', () => {
    const list = listOf([
      ...daily(6, 'virus database updated'),
      moment({ at: 3 * perDay, name: 'paper jam', host: 'printer' }),
      moment({ at: 3 * perDay, name: 'port scan', host: 'web' }),
      moment({ at: 3 * perDay, name: 'something odd', host: 'nas', severity: 'critical' }),
    ])
    expect(list.groups.map(({ moments: [first] }) => first?.moment.name)).toEqual([
      'something odd',
      'port scan',
      'paper jam',
    ])
  })

  it('says of the first day of a tool that everything is new, and ranks it below a later surprise', () => {
    const list = listOf([
      moment({ at: 2, name: 'first of its kind', host: 'a' }),
      ...daily(5, 'virus database updated'),
      moment({ at: 4 * perDay, name: 'never seen', host: 'b' }),
    ])
    expect(list.groups[0]?.moments[0]?.moment.name).toBe('never seen')
    const opening = list.groups.find(({ moments: [first] }) => first?.moment.name === 'first of its kind')
    expect(opening?.reasons).toContainEqual({ code: 'learning' })
  })

  it('leaves aside what people taught to be noise', () => {
    const moments = [...daily(5, 'virus database updated'), moment({ at: 3 * perDay, name: 'test alarm' })]
    const list = shortList(
      moments,
      habitsOf(moments, ({ name }) => name === 'test alarm'),
    )
    expect(list.groups).toEqual([])
  })
})

const said = fc.record({
  at: fc.integer({ min: 0, max: 4 * perDay }),
  name: fc.constantFrom('login failed', 'scan', 'new service', 'web error'),
  host: fc.constantFrom('mail', 'web', 'nas'),
  address: fc.constantFrom('', 'address 203.0.113.9', 'address 198.51.100.4'),
})

it('U6 makes the same groups whatever order the signals arrive in', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 60 }), fc.infiniteStream(fc.nat(12)), (all, late) => {
      const moments = all.map(({ address, host, ...rest }, index) => ({
        ...moment({ ...rest, things: [`host ${host}`, ...(address === '' ? [] : [address])] }),
        signalId: String(index),
      }))
      // Each arrives up to an hour after it was said.
      const arrived = moments
        .map((each) => ({ each, at: each.tick + (late.next().value ?? 0) }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ each }) => each)
      const [inTime, shuffled] = [listOf(moments), listOf(arrived)]
      expect(partition(shuffled)).toEqual(partition(inTime))
      expect(shuffled.groups.map(({ standing }) => standing)).toEqual(
        inTime.groups.map(({ standing }) => standing),
      )
    }),
  )
})
