import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Account } from '../contract/accounts.ts'
import { accountParts, planDays } from '../contract/words.ts'
import { isReset, openParts, whyNotSettled } from './accounts.ts'
import { defanged, isOwnNetwork, readBlock } from './blocks.ts'
import { checksOfPlan, checksOfWindow, isMissed, mostChecks, recheckAt, tookMinutes } from './watches.ts'

const done = { note: '', at: '2026-03-01T08:00:00Z', by: 'Ben' }

describe('accounts and secrets', () => {
  it('R55 an account counts as reset only when all five parts are cleared or not there', () => {
    const cleared: Account['cleared'] = {}
    for (const part of accountParts) {
      expect(isReset(cleared)).toBe(false)
      cleared[part] = { ...done, result: part === 'mailbox_rules' ? 'none' : 'cleared' }
    }
    expect(isReset(cleared)).toBe(true)
    expect(openParts({ ...cleared, tokens: { ...done, result: 'unknown' } })).toEqual(['tokens'])
  })

  it('R48 a secret is rotated once what depends on it was checked, or left with a reason', () => {
    const rotated = { state: 'rotated', note: '', dependantsChecked: false } as const
    expect(whyNotSettled(rotated, '')).toBeUndefined()
    expect(whyNotSettled(rotated, 'Web shop')).toMatchObject({ field: 'dependantsChecked' })
    expect(whyNotSettled({ ...rotated, dependantsChecked: true }, 'Web shop')).toBeUndefined()
    expect(whyNotSettled({ ...rotated, state: 'not_needed' }, '')).toMatchObject({ field: 'note' })
    expect(whyNotSettled({ ...rotated, state: 'to_rotate' }, 'Web shop')).toBeUndefined()
  })
})

describe('blocks', () => {
  it.each([
    ['address', '203.0.113.7', '203.0.113.7'],
    ['address', '203[.]0[.]113[.]0/24', '203.0.113.0/24'],
    ['address', '2001:DB8::1', '2001:db8::1'],
    ['domain', 'hxxps://Login[.]evil[.]example/pay?x=1', 'login.evil.example'],
    ['domain', '*.evil.example', '*.evil.example'],
    ['hash', 'A'.repeat(64), 'a'.repeat(64)],
    ['sender', 'Boss[at]evil[.]example', 'boss@evil.example'],
    ['sender', '@evil.example', '@evil.example'],
  ] as const)('U24 a responder pastes a %s as %s and it is kept in one spelling', (kind, pasted, value) => {
    expect(readBlock(kind, pasted)).toEqual({ value })
  })

  it.each([
    ['address', '203.0.113.300'],
    ['address', 'evil.example'],
    ['domain', '203.0.113.7'],
    ['domain', 'evil'],
    ['domain', `${'a'.repeat(64)}.example`],
    ['domain', '<img src=x>.example'],
    ['hash', 'abc'],
    ['sender', 'boss at evil'],
  ] as const)('U24 a responder is told what fits when a %s is none: %s', (kind, pasted) => {
    expect(readBlock(kind, pasted)).toEqual({ fault: expect.stringMatching(/^Write /) })
  })

  it('a reader can click on nothing that is blocked, and pasting what is shown gives the same block', () => {
    expect(defanged('domain', 'a.evil.example')).toBe('a[.]evil[.]example')
    fc.assert(
      fc.property(fc.emailAddress(), fc.ipV4(), (mailbox, address) => {
        for (const [kind, pasted] of [
          ['sender', mailbox],
          ['address', address],
        ] as const) {
          const read = readBlock(kind, pasted)
          if ('fault' in read) continue
          const shown = defanged(kind, read.value)
          expect(shown).not.toMatch(/[a-z0-9]\.[a-z0-9]|@/i)
          expect(readBlock(kind, shown)).toEqual(read)
        }
      }),
    )
  })

  it.each([
    '10.0.0.5',
    '192.168.1.0/24',
    '192.0.0.0/8',
    '172.20.0.1',
    '172.0.0.0/8',
    '127.0.0.1',
    '100.64.0.9',
    'fd00::1',
    'fe80::1',
    '::1',
    '::1/128',
    '::/64',
    '::ffff:192.168.1.1',
    '0.0.0.0/0',
    '8.0.0.0/5',
    '2000::/3',
  ])('a responder does not block the own network by mistake: %s', (value) => {
    expect(isOwnNetwork('address', value)).toBe(true)
  })

  it.each([
    '203.0.113.7',
    '192.169.0.0/16',
    '172.32.0.0/12',
    '11.0.0.0/8',
    '2001:db8::1',
    '::ffff:203.0.113.7',
  ])('a responder can block what is not the own network: %s', (value) =>
    expect(isOwnNetwork('address', value)).toBe(false),
  )
})

describe('watches', () => {
  const now = new Date('2026-03-01T19:00:00Z')
  const window = { startsAt: '2026-03-01T20:00:00Z', endsAt: '2026-03-02T06:00:00Z', everyMinutes: 240 }

  it('R59 a rota takes turns, and the last check is at the end of the window', () => {
    expect(checksOfWindow({ ...window, watcherIds: ['a', 'b'] }, now)).toEqual({
      checks: [
        { dueAt: new Date('2026-03-02T00:00:00Z'), watcherId: 'a' },
        { dueAt: new Date('2026-03-02T04:00:00Z'), watcherId: 'b' },
        { dueAt: new Date('2026-03-02T06:00:00Z'), watcherId: 'a' },
      ],
    })
  })

  it('R59 nobody can plan a watch that ends before it begins, or more checks than anybody keeps', () => {
    const backwards = { ...window, endsAt: window.startsAt, watcherIds: ['a'] }
    expect(checksOfWindow(backwards, now)).toMatchObject({ fault: expect.stringContaining('after') })
    const endless = { ...window, endsAt: '2027-03-01T18:00:00Z', everyMinutes: 15, watcherIds: ['a'] }
    expect(checksOfWindow(endless, now)).toMatchObject({
      fault: expect.stringContaining(String(mostChecks)),
    })
  })

  it('R70 a plan looks again after 7, 30 and 90 days', () => {
    const planned = checksOfPlan('2026-03-01T08:00:00Z', ['a', 'b'], now)
    const dates = 'checks' in planned ? planned.checks.map(({ dueAt }) => dueAt.toISOString()) : []
    expect(dates).toEqual([
      '2026-03-08T08:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
      '2026-05-30T08:00:00.000Z',
    ])
    expect(planDays).toHaveLength(dates.length)
  })

  it('nobody plans a watch that is over, or further away than a year', () => {
    const past = { ...window, startsAt: '2026-02-01T08:00:00Z', endsAt: '2026-03-01T18:00:00Z' }
    const far = { ...window, endsAt: '9999-12-31T00:00:00Z' }
    for (const wanted of [past, far, { ...far, startsAt: '9999-12-30T00:00:00Z' }])
      expect(checksOfWindow({ ...wanted, watcherIds: ['a'] }, now)).toMatchObject({
        fault: expect.any(String),
      })
    for (const from of ['9999-12-31T00:00:00Z', '2025-11-01T08:00:00Z', '1000-01-01T00:00:00Z'])
      expect(checksOfPlan(from, ['a'], now)).toMatchObject({ field: 'from' })
    expect(checksOfPlan('2026-01-01T08:00:00Z', ['a'], now)).toMatchObject({ checks: { length: 3 } })
  })

  it('R59 a check is missed a quarter of an hour after its time, and never once it was done', () => {
    const check = { dueAt: new Date('2026-03-01T08:00:00Z'), doneAt: null }
    expect(isMissed(check, new Date('2026-03-01T08:14:59Z'))).toBe(false)
    expect(isMissed(check, new Date('2026-03-01T08:15:00Z'))).toBe(true)
    expect(isMissed({ ...check, doneAt: check.dueAt }, new Date('2026-03-02T08:15:00Z'))).toBe(false)
  })

  it('R58 an unknown foothold is looked at again after a day', () => {
    expect(recheckAt(new Date('2026-03-01T08:00:00Z')).toISOString()).toBe('2026-03-02T08:00:00.000Z')
    expect(tookMinutes(new Date('2026-03-01T08:00:00Z'), new Date('2026-03-01T09:30:29Z'))).toBe(90)
  })
})
