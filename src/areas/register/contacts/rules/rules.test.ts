import { describe, expect, test } from 'vitest'
import type { CallNode, ReachAnswer } from '../contract/call-tree.ts'
import { TimeZone, Ways, type Way } from '../contract/words.ts'
import { callTreeData } from '../documents/call-tree.ts'
import { inCallingOrder, minutesBetween, nextTestAt, reachOf, treeFault } from './call-tree.ts'
import { circleSentence, deputyCircle } from './deputies.ts'
import {
  directoryOf,
  freshnessOf,
  isAwayOn,
  isNamed,
  isSameReach,
  waysOf,
  worksAtNight,
  worksWhenDown,
} from './directory.ts'
import { elsewhereOf } from './elsewhere.ts'
import { visibleWays } from './sight.ts'

const now = new Date('2026-06-01T10:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const way = (kind: Way['kind'], value: string, rest: Partial<Way> = {}): Way => ({
  ...{ kind, value, atNight: false, whenDown: false },
  ...rest,
})
const own = { kind: 'staff', organisation: '', job: '', confirmedAt: null, isLinked: false } as const

describe('whom a frightened owner finds', () => {
  test('an owner finds everybody once, by name, wherever they stand', () => {
    const elsewhere = elsewhereOf({
      people: [
        { id: 'm', name: 'Zoë', email: 'z@x.example', role: 'lead', phone: '1', nightPhone: '1' },
        { id: 'g', name: 'Guest', email: 'g@x.example', role: 'guest', phone: '2', nightPhone: '' },
      ],
      suppliers: [
        {
          ...{ id: 's', name: 'Äther Hosting', does: 'Servers' },
          contacts: [
            { name: 'Desk', phone: '3', nightPhone: '4', email: 'd@x', other: '', confirmedAt: daysAgo(9) },
            { name: 'Boss', phone: '', nightPhone: '', email: '', other: 'Signal', confirmedAt: null },
          ],
        },
      ],
      retainers: [{ id: 'r', name: 'Night Firm', phone: '', nightPhone: '5', email: '' }],
      insurers: [{ id: 'i', insurer: 'Safe Ltd', number: 'N1', hotline: '6', reportTo: '' }],
    })
    const listed = directoryOf(
      [
        { ...own, id: 'o', name: 'bert' },
        { ...own, id: 'm', isLinked: true, name: '', job: 'Leads' },
        { ...own, id: 'gone', isLinked: true, name: '' },
      ],
      elsewhere,
    )
    expect(listed.map(({ name }) => name)).toEqual(['Äther Hosting', 'bert', 'Night Firm', 'Safe Ltd', 'Zoë'])
    expect(listed.at(-1)).toMatchObject({ id: 'm', source: 'member', job: 'Leads', path: '/people/m' })
    expect(listed[0]).toMatchObject({ confirmedAt: daysAgo(9), organisation: 'Desk, Boss' })
    const [zoe, host] = elsewhere
    expect(zoe?.ways).toMatchObject([
      { value: '1', atNight: true },
      { kind: 'work_mail', whenDown: false },
    ])
    expect(host?.ways.map(({ value, atNight }) => [value, atNight])).toEqual([
      ['3', false],
      ['4', true],
      ['d@x', false],
      ['Signal', false],
    ])
  })

  test('an owner finds somebody by any part of name, firm or task, with accents and without', () => {
    const row = { name: 'Zoë Müller', organisation: 'Äther', job: 'Hosting desk' }
    expect(isNamed(row, 'zoe aether')).toBe(false)
    expect(isNamed(row, 'muller ather')).toBe(true)
    expect(isNamed(row, ' desk ')).toBe(true)
    expect(isNamed(row, 'desk x')).toBe(false)
    expect(isNamed(row, '')).toBe(true)
  })

  test('a contact of the team goes amber after a quarter, any other after six months', () => {
    expect(freshnessOf(null, false, now)).toBe('never')
    expect(freshnessOf(daysAgo(91), true, now)).toBe('fresh')
    expect(freshnessOf(daysAgo(93), true, now)).toBe('amber')
    expect(freshnessOf(daysAgo(93), false, now)).toBe('fresh')
    expect(freshnessOf(daysAgo(184), false, now)).toBe('amber')
  })

  test('somebody on leave is away from the first day to the last, both counted', () => {
    const away = [{ from: '2026-06-01', to: '2026-06-03' }]
    expect(
      ['2026-05-31', '2026-06-01', '2026-06-03', '2026-06-04'].map((day) => isAwayOn(away, day)),
    ).toEqual([false, true, true, false])
  })

  test('a number is the same number however it is written, and what was added here stands behind', () => {
    expect(isSameReach([way('mobile', '+43 660 1')], [way('phone', '+436601')])).toBe(true)
    expect(isSameReach([way('private_mail', 'A@x')], [way('private_mail', 'a@x', { atNight: true })])).toBe(
      true,
    )
    expect(isSameReach([way('phone', '1')], [])).toBe(false)
    expect(waysOf([way('phone', '0 1')], [way('phone', '01'), way('messenger', '@z')])).toEqual([
      { ...way('phone', '0 1'), isOwn: false },
      { ...way('messenger', '@z'), isOwn: true },
    ])
  })

  test('a letter reaches nobody in the night on which the systems are down', () => {
    const ways = [way('address', 'Road 1', { whenDown: true }), way('work_mail', 'a@x')]
    expect([worksWhenDown(ways), worksAtNight(ways)]).toEqual([false, false])
    const mobile = way('mobile', '1', { whenDown: true, atNight: true })
    expect([worksWhenDown([mobile]), worksAtNight([mobile])]).toEqual([true, true])
  })

  test('a person cannot write a place that is none, nor a way without a number', () => {
    expect(TimeZone.safeParse('Europe/Atlantis').success).toBe(false)
    expect(TimeZone.safeParse('Europe/Vienna').success).toBe(true)
    expect(Ways.safeParse([{ kind: 'phone', value: '  ' }]).success).toBe(false)
  })
})

describe('deputies', () => {
  const deputyOf = new Map([
    ['a', 'b'],
    ['b', 'c'],
    ['x', 'y'],
    ['y', 'x'],
  ])
  test('nobody stands in for themselves, for each other, or in a circle', () => {
    expect(deputyCircle(deputyOf, { id: 'a', deputyId: 'a' })).toEqual(['a', 'a'])
    expect(deputyCircle(deputyOf, { id: 'b', deputyId: 'a' })).toEqual(['b', 'a', 'b'])
    expect(deputyCircle(deputyOf, { id: 'c', deputyId: 'a' })).toEqual(['c', 'a', 'b', 'c'])
    expect(deputyCircle(deputyOf, { id: 'd', deputyId: 'a' })).toBeUndefined()
    expect(deputyCircle(deputyOf, { id: 'd', deputyId: 'x' })).toBeUndefined()
  })

  test('whoever chose such a deputy reads why it does not help', () => {
    expect(circleSentence(['Anna', 'Anna'])).toContain('themselves')
    expect(circleSentence(['Bert', 'Anna', 'Bert'])).toMatch(/^Anna has Bert as deputy already/)
    expect(circleSentence(['C', 'A', 'B', 'C'])).toContain('C, then A, then B, then C')
  })
})

describe('R24 the call tree', () => {
  const link = (contactId: string, calledBy: string | null = null) => ({ contactId, calledBy })
  test('a tree with somebody twice, a caller outside it, or a circle cannot be called', () => {
    expect(treeFault([link('a'), link('b', 'a'), link('c', 'a')])).toBeUndefined()
    expect(treeFault([link('a'), link('a')])).toEqual({ kind: 'twice', contactId: 'a' })
    expect(treeFault([link('a', 'z')])).toEqual({ kind: 'stranger', contactId: 'z' })
    expect(treeFault([link('a', 'c'), link('b', 'a'), link('c', 'b'), link('d')])).toEqual({
      kind: 'circle',
      ids: ['a', 'c', 'b', 'a'],
    })
  })

  test('everybody stands behind the one who calls them; who lost their caller is called first', () => {
    const order = inCallingOrder([link('a'), link('d', 'gone'), link('c', 'b'), link('b', 'a')])
    expect(order.map(({ contactId, depth }) => `${contactId}${depth}`)).toEqual(['a0', 'b1', 'c2', 'd0'])
  })

  test('a caller on the staff sees the numbers that they need, and no others', () => {
    const tree = [link('root'), link('me', 'root'), link('mine', 'me'), link('other', 'root')]
    const seen = (me: string | null, seesAll = false) =>
      tree.map(({ contactId }) => contactId).filter(visibleWays(tree, { me, seesAll }))
    expect(seen('me')).toEqual(['root', 'me', 'mine'])
    expect(seen('stranger')).toEqual([])
    expect(seen(null)).toEqual([])
    expect(seen(null, true)).toHaveLength(4)
  })

  test('a trial says how many answered, and how many minutes the first and the half of them took', () => {
    const of = (minutes: number | null) => ({ minutes }) as ReachAnswer // only the minutes are looked at
    expect(reachOf([of(9), of(null), of(2), of(4)])).toEqual({
      asked: 4,
      answered: 3,
      firstMinutes: 2,
      halfMinutes: 4,
    })
    expect(reachOf([of(null), of(null)])).toMatchObject({
      answered: 0,
      firstMinutes: null,
      halfMinutes: null,
    })
    expect(minutesBetween(now, new Date(now.getTime() + 61_000))).toBe(2)
    expect(minutesBetween(now, daysAgo(1))).toBe(0)
  })

  test('a trial is due a week after the tree was made, then each quarter', () => {
    expect(nextTestAt(null, now).toISOString()).toBe('2026-06-08T10:00:00.000Z')
    expect(nextTestAt(now, daysAgo(500)).toISOString()).toBe('2026-09-01T10:00:00.000Z')
  })

  test('a printed card holds for each caller whom to call, the number that works when all is down first', () => {
    const node = (contactId: string, calledBy: string | null, ways: Way[] = []): CallNode => ({
      ...{ contactId, calledBy, ways, name: contactId, organisation: '', kind: 'staff', depth: 0 },
      ...{ freshness: 'fresh', isAway: false, deputyName: '', isUnreachable: ways.length === 0 },
    })
    const numbers = [
      way('work_mail', 'b@x'),
      way('phone', '1', { whenDown: true }),
      way('mobile', '2', { whenDown: true, atNight: true }),
    ]
    const data = callTreeData(
      {
        organisation: 'X',
        timeZone: 'Europe/Vienna',
        people: [node('Anna', null), node('Bert', 'Anna', numbers)],
      },
      now,
    )
    expect(data.cards).toMatchObject([
      {
        caller: 'Whoever notices it first',
        calls: [{ name: 'Anna', more: expect.stringContaining('no way') }],
      },
      {
        caller: 'Anna',
        calls: [{ name: 'Bert', numbers: [{ number: '2' }, { number: '1' }, { number: 'b@x' }] }],
      },
    ])
  })
})
