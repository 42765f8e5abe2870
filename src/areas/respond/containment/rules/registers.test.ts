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

  it.each(['10.0.0.5', '192.168.1.0/24', '172.20.0.1', '127.0.0.1', 'fd00::1', '::1', '0.0.0.0/0'])(
    'a responder does not block the own network by mistake: %s',
    (value) => {
      expect(isOwnNetwork('address', value)).toBe(true)
      expect(isOwnNetwork('address', '203.0.113.7')).toBe(false)
    },
  )
})

describe('watches', () => {
  const window = { startsAt: '2026-03-01T20:00:00Z', endsAt: '2026-03-02T06:00:00Z', everyMinutes: 240 }

  it('R59 a rota takes turns, and the last check is at the end of the window', () => {
    expect(checksOfWindow({ ...window, watcherIds: ['a', 'b'] })).toEqual({
      checks: [
        { dueAt: new Date('2026-03-02T00:00:00Z'), watcherId: 'a' },
        { dueAt: new Date('2026-03-02T04:00:00Z'), watcherId: 'b' },
        { dueAt: new Date('2026-03-02T06:00:00Z'), watcherId: 'a' },
      ],
    })
  })

  it('R59 nobody can plan a watch that ends before it begins, or more checks than anybody keeps', () => {
    const backwards = { ...window, endsAt: window.startsAt, watcherIds: ['a'] }
    expect(checksOfWindow(backwards)).toEqual({ fault: expect.stringContaining('after') })
    const endless = { ...window, endsAt: '2027-03-01T20:00:00Z', everyMinutes: 15, watcherIds: ['a'] }
    expect(checksOfWindow(endless)).toEqual({ fault: expect.stringContaining(String(mostChecks)) })
  })

  it('R70 a plan looks again after 7, 30 and 90 days', () => {
    const dates = checksOfPlan('2026-03-01T08:00:00Z', ['a', 'b']).map(({ dueAt }) => dueAt.toISOString())
    expect(dates).toEqual([
      '2026-03-08T08:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
      '2026-05-30T08:00:00.000Z',
    ])
    expect(planDays).toHaveLength(dates.length)
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
