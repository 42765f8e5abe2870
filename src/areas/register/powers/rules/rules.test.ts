import { describe, expect, test } from 'vitest'
import { warningKinds } from '../contract/words.ts'
import { isOwnName, mandateState } from './mandates.ts'
import { firstHandover, onCallAt, rotaEnd, turnsFor, type Absence, type Plan } from './on-call.ts'
import { warningsOf, type Holdings } from './warnings.ts'

const person = (id: string, rest: Partial<{ isHere: boolean; isAway: boolean; atNight: boolean }> = {}) => ({
  ...{ id, name: id.toUpperCase(), isHere: true, isAway: false, atNight: true },
  ...rest,
})
const right = (holder: ReturnType<typeof person> | null, rest: object = {}) => ({
  ...{ decision: 'spend', holder, deputy: person('z'), also: [], quorum: 1 },
  ...rest,
})
const kindsOf = (holdings: Partial<Holdings>) =>
  warningsOf({ roles: [], rights: [], mandates: [], ...holdings }, warningKinds).map(({ kind }) => kind)

describe('R22 who may decide', () => {
  test('an owner hears which decision nobody may take, or nobody after hours', () => {
    expect(kindsOf({ rights: [right(person('a'))] })).toEqual([])
    expect(kindsOf({ rights: [right(null, { deputy: null })] })).toEqual(['right_nobody'])
    const byDay = { atNight: false }
    expect(kindsOf({ rights: [right(person('a', byDay), { deputy: person('z', byDay) })] })).toEqual([
      'right_after_hours',
    ])
    expect(kindsOf({ rights: [right(person('a', byDay))] })).toEqual([])
  })

  test('an owner hears of a decision whose people have left, are all away, or are too few', () => {
    expect(kindsOf({ rights: [right(person('a', { isHere: false }), { deputy: null })] })).toEqual([
      'right_left',
    ])
    const away = { isAway: true }
    expect(kindsOf({ rights: [right(person('a', away), { deputy: person('z', away) })] })).toEqual([
      'right_away',
    ])
    expect(kindsOf({ rights: [right(person('a'), { quorum: 3, also: [person('a')] })] })).toEqual([
      'right_quorum',
    ])
    expect(kindsOf({ rights: [right(person('a'), { deputy: null })] })).toEqual(['right_no_deputy'])
  })
})

describe('R15 roles in a business of three', () => {
  const role = (name: string, holder: string | null, deputy: string | null = null) => ({
    ...{ role: name, name: '', holder: holder === null ? null : person(holder) },
    deputy: deputy === null ? null : person(deputy),
  })
  const mandate = (roleName: string, contactId: string) => ({
    ...({ title: roleName, role: roleName, contactId, state: 'in_force', endsOn: '2027-01-01' } as const),
  })

  test('three people hold all seven roles without a warning, when each has a deputy and a mandate', () => {
    const roles = [
      role('lead', 'a', 'b'),
      role('technical', 'b', 'c'),
      role('communications', 'a', 'c'),
      role('legal', 'c', 'a'),
      role('hr', 'c', 'a'),
      role('finance', 'a', 'c'),
      role('scribe', 'c', 'b'),
    ]
    const mandates = roles.map((one) => mandate(one.role, one.holder?.id ?? ''))
    expect(kindsOf({ roles, mandates })).toEqual([])
  })

  test('a lead who is the only technician, a role without deputy and one without holder each warn', () => {
    const mandates = [mandate('lead', 'a'), mandate('technical', 'a')]
    expect(kindsOf({ roles: [role('lead', 'a', 'b'), role('technical', 'a', 'c')], mandates })).toEqual([])
    expect(kindsOf({ roles: [role('lead', 'a', 'b'), role('technical', 'a')], mandates })).toEqual([
      'lead_only_technician',
      'role_no_deputy',
    ])
    expect(kindsOf({ roles: [role('lead', null), role('hr', null)] })).toEqual(['role_nobody'])
    const gone = { ...role('hr', 'a', 'b'), holder: person('a', { isHere: false }) }
    expect(kindsOf({ roles: [gone] })).toEqual(['role_left'])
  })
})

describe('R23 mandates', () => {
  const terms = { startsOn: '2026-05-01', endsOn: '2026-05-31', endedAt: null }
  const both = [{ as: 'giver' }, { as: 'holder' }] as const

  test('a mandate holds from its first day to its last, once both have signed', () => {
    const at = (today: string, signatures: Parameters<typeof mandateState>[0]['signatures'] = both) =>
      mandateState({ ...terms, signatures }, today)
    expect(at('2026-05-01', [])).toBe('draft')
    expect(at('2026-05-01', [{ as: 'holder' }])).toBe('half_signed')
    expect(['2026-04-30', '2026-05-01', '2026-05-31', '2026-06-01'].map((day) => at(day))).toEqual([
      'not_begun',
      'in_force',
      'in_force',
      'expired',
    ])
    expect(mandateState({ ...terms, signatures: both, endedAt: new Date() }, '2026-05-02')).toBe('ended')
  })

  test('an owner hears of a mandate that ran out, until another one holds, and of one that nobody signed', () => {
    const one = (state: Holdings['mandates'][number]['state'], contactId = 'a') => ({
      ...{ title: 'Lead', role: 'lead', contactId, state, endsOn: '2026-05-31' },
    })
    expect(kindsOf({ mandates: [one('expired')] })).toEqual(['mandate_expired'])
    expect(kindsOf({ mandates: [one('expired'), one('in_force', 'b')] })).toEqual([])
    expect(kindsOf({ mandates: [one('half_signed'), one('ended')] })).toEqual(['mandate_unsigned'])
  })

  test('a person signs with their own name, however it is spaced', () => {
    expect(isOwnName(' anna  AHN ', 'Anna Ahn')).toBe(true)
    expect(isOwnName('Anna', 'Anna Ahn')).toBe(false)
  })
})

describe('U12 who is on call', () => {
  const people = new Map<string, Absence>(
    ['a', 'b', 'c'].map((id) => [id, { id, away: [], deputyId: null }] as const),
  )
  const plan: Plan = {
    ...{ handoverDay: 1, handoverTime: '08:00', windows: [], timeZone: 'Europe/Vienna' },
    turns: turnsFor(['a', 'b', 'c'], { from: '2026-03-23', weeks: 3 }),
  }
  const at = (instant: string, change: Partial<Plan> = {}, known = people) =>
    onCallAt({ ...plan, ...change }, known, new Date(instant))?.contactId

  test('a turn begins at the hour on the wall, also in the week in which the clocks change', () => {
    // 29 March 2026, 02:00: Vienna goes from UTC+1 to UTC+2.
    expect(at('2026-03-23T06:59:59Z')).toBeUndefined()
    expect(at('2026-03-23T07:00:00Z')).toBe('a')
    expect(at('2026-03-30T05:59:59Z')).toBe('a')
    expect(at('2026-03-30T06:00:00Z')).toBe('b')
    expect(at('2026-04-13T05:59:59Z')).toBe('c')
    expect(at('2026-04-13T06:00:00Z')).toBeUndefined()
    const skipped = {
      handoverDay: 7,
      handoverTime: '02:30',
      turns: [{ weekOf: '2026-03-29', contactId: 'a' }],
    }
    expect([at('2026-03-29T01:29:00Z', skipped), at('2026-03-29T01:31:00Z', skipped)]).toEqual([
      undefined,
      'a',
    ])
  })

  test('whoever is on leave is stood in for by their deputy, then by the next in turn', () => {
    const away = [{ from: '2026-03-24', to: '2026-03-25' }]
    const known = new Map(people).set('a', { id: 'a', away, deputyId: 'c' })
    expect(at('2026-03-23T12:00:00Z', {}, known)).toBe('a')
    expect(at('2026-03-24T12:00:00Z', {}, known)).toBe('c')
    expect(at('2026-03-24T12:00:00Z', {}, new Map(known).set('c', { id: 'c', away, deputyId: null }))).toBe(
      'b',
    )
    const alone = new Map([['a', { id: 'a', away, deputyId: null }]])
    expect(at('2026-03-24T12:00:00Z', {}, alone)).toBeUndefined()
  })

  test('outside the hours nobody is on call; a night goes on into the next day', () => {
    const windows = [
      { days: [1, 2, 3, 4, 5], from: '18:00', to: '06:00' },
      { days: [6, 7], from: '00:00', to: '23:59' },
    ]
    const on = (instant: string) => at(instant, { windows }) !== undefined
    expect(on('2026-03-24T16:59:00Z')).toBe(false)
    expect(on('2026-03-24T17:00:00Z')).toBe(true)
    expect(on('2026-03-25T04:59:00Z')).toBe(true)
    expect(on('2026-03-25T05:00:00Z')).toBe(false)
    expect(on('2026-03-28T04:00:00Z')).toBe(true)
  })

  test('a plan begins on the next day of handover, and its end is told eight weeks ahead', () => {
    expect(firstHandover('2026-03-23', 1)).toBe('2026-03-23')
    expect(firstHandover('2026-03-24', 1)).toBe('2026-03-30')
    expect(firstHandover('2026-03-24', 7)).toBe('2026-03-29')
    expect(rotaEnd([], '2026-03-24')).toBeNull()
    expect(rotaEnd(plan.turns, '2026-03-24')).toBe('2026-04-13')
    expect(rotaEnd([{ weekOf: '2026-12-01' }], '2026-03-24')).toBeNull()
  })
})
