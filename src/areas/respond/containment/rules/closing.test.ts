import { describe, expect, it } from 'vitest'
import type { Board } from '../contract/board.ts'
import { againstClearance, isOutdated } from './clearance.ts'
import { openPoints } from './closing.ts'

const now = new Date('2026-03-03T08:00:00Z')
const empty: Parameters<typeof openPoints>[0] = {
  systems: [],
  accounts: [],
  secrets: [],
  measures: [],
  weaknesses: [],
  footholds: [],
  watches: [],
  clearance: null,
  functions: [],
}
const system: Board['systems'][number] = {
  id: 's',
  name: 'FILE01',
  state: 'affected',
  assetId: null,
  isolation: null,
  checks: {},
  isWatched: false,
  override: null,
  retirement: null,
  plan: null,
  kind: null,
  missing: [],
}
const signed = { reason: 'x', at: '2026-03-01T08:00:00Z', by: 'Ben' }
const measure: Board['measures'][number] = {
  id: 'm',
  title: 'Mail only on phones',
  ownerId: null,
  expiresAt: '2026-03-02T08:00:00Z',
  isOverdue: true,
  renewals: [],
  endedAt: null,
  endedBy: null,
  endNote: null,
  addedAt: '2026-03-01T08:00:00Z',
}
const clearance: Board['clearance'] = {
  criteria: [],
  isOutdated: false,
  basis: 'x',
  claimedAt: signed.at,
  claimedBy: 'Ben',
  signedAt: signed.at,
  signedBy: 'Eva',
  soloReason: null,
}
const plan: Board['watches'][number] = {
  id: 'w',
  kind: 'plan',
  systemId: null,
  title: 'Sign-ins',
  startsAt: signed.at,
  endsAt: '2026-06-01T08:00:00Z',
  addedBy: 'Ben',
  checks: [],
}
const foothold: Board['footholds'][number] = {
  id: 'f',
  platform: 'windows',
  item: 'services',
  answer: null,
  note: '',
  answeredAt: null,
  answeredBy: null,
  recheckAt: null,
  removedAt: null,
  removedBy: null,
}

describe('closing', () => {
  it('a lead who entered nothing here closes as before, systems that nobody worked on included', () => {
    expect(openPoints({ ...empty, systems: [system] }, true, now)).toEqual([])
  })

  it('R45 a measure that ran out holds up every ending, a false alarm too', () => {
    const facts = { ...empty, measures: [measure, { ...measure, isOverdue: false }], systems: [system] }
    for (const isReal of [true, false])
      expect(openPoints(facts, isReal, now)).toEqual([expect.stringContaining('Mail only on phones')])
  })

  it('a system whose way back was begun has to come to an end, and the attacker to be signed out', () => {
    const begun = { ...system, override: signed }
    const facts = { ...empty, systems: [begun], clearance, watches: [plan] }
    expect(openPoints(facts, true, now)).toEqual([expect.stringContaining('FILE01')])
    for (const ended of [{ state: 'reconnected' }, { state: 'ruled_out' }, { retirement: signed }] as const)
      expect(openPoints({ ...facts, systems: [{ ...begun, ...ended }] }, true, now)).toEqual([])
    expect(openPoints(facts, false, now)).toEqual([])
  })

  it('an account, a secret, a hole, a function hold up closing until each is settled', () => {
    const facts = {
      ...empty,
      clearance,
      watches: [plan],
      accounts: [
        { id: 'a', name: 'anna@', place: '', holder: '', cleared: {}, isReset: false, addedAt: signed.at },
      ],
      secrets: (['unknown', 'to_rotate', 'rotated', 'not_needed'] as const).map((state) => ({
        id: state,
        assetId: null,
        name: state,
        kind: 'key' as const,
        dependants: '',
        state,
        dependantsChecked: false,
        note: '',
        settledAt: null,
        settledBy: null,
        addedAt: signed.at,
      })),
    }
    expect(openPoints(facts, true, now)).toEqual([
      'The account anna@ is not reset yet: password, sessions, tokens, app passwords, mailbox rules.',
      'Nobody has said whether "unknown" has to be changed.',
      '"to_rotate" still has to be changed.',
    ])
  })

  it('R58 a list of footholds is answered whole, what is there removed, what is unknown looked at again', () => {
    const footholds = [
      foothold,
      { ...foothold, answer: 'no' as const },
      { ...foothold, answer: 'yes' as const },
      { ...foothold, answer: 'yes' as const, removedAt: signed.at },
      { ...foothold, answer: 'unknown' as const, recheckAt: '2026-03-03T08:00:00Z' },
      { ...foothold, answer: 'unknown' as const, recheckAt: '2026-03-04T08:00:00Z' },
    ]
    expect(openPoints({ ...empty, footholds, clearance, watches: [plan] }, true, now)).toEqual([
      'One question is still open in the list of footholds.',
      expect.stringContaining('not removed'),
      expect.stringContaining('look again'),
    ])
  })

  it('R70 where an attacker was inside, somebody signs and a plan looks again; a missed check is caught up', () => {
    const footholds = [{ ...foothold, answer: 'no' as const }]
    expect(openPoints({ ...empty, footholds }, true, now)).toHaveLength(2)
    const half = { ...clearance, signedAt: null, signedBy: null }
    expect(openPoints({ ...empty, footholds, clearance: half, watches: [plan] }, true, now)).toEqual([
      expect.stringContaining('second person'),
    ])
    const missed = {
      id: 'c',
      dueAt: signed.at,
      watcherId: null,
      result: null,
      note: '',
      doneAt: null,
      doneBy: null,
      isMissed: true,
    }
    const watches = [{ ...plan, checks: [missed, missed] }]
    expect(openPoints({ ...empty, footholds, clearance, watches }, true, now)).toEqual([
      expect.stringContaining('Sign-ins'),
    ])
  })
})

describe('that the attacker is gone', () => {
  const claimedAt = new Date('2026-03-02T08:00:00Z')
  const nothing = { reopenedAt: null, foundAt: [] }
  const at = (text: string) => new Date(text)

  it('R70 what a lead said before a check found something, or before the case was opened again, does not count', () => {
    expect(isOutdated(claimedAt, nothing)).toBe(false)
    expect(isOutdated(claimedAt, { ...nothing, foundAt: [at('2026-03-01T08:00:00Z')] })).toBe(false)
    expect(isOutdated(claimedAt, { ...nothing, foundAt: [at('2026-03-02T09:00:00Z')] })).toBe(true)
    expect(isOutdated(claimedAt, { ...nothing, reopenedAt: at('2026-03-02T09:00:00Z') })).toBe(true)
    const footholds = [{ ...foothold, answer: 'no' as const }]
    const old = { ...clearance, isOutdated: true }
    expect(openPoints({ ...empty, footholds, clearance: old, watches: [plan] }, true, now)).toEqual([
      expect.stringContaining('anew'),
    ])
  })

  it('R60 a lead cannot say it while the room itself shows a criterion that does not hold', () => {
    expect(againstClearance(empty, now)).toEqual([])
    const facts = { ...empty, footholds: [{ ...foothold, answer: 'yes' as const }] }
    expect(againstClearance(facts, now)).toEqual([expect.stringContaining('not removed')])
  })
})
