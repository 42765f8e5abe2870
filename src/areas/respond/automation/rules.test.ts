import { expect, test } from 'vitest'
import { endOf, isNarrow, whyNotAsked, whyNotPermitted } from './rules.ts'

const wish = {
  purpose: 'look_up',
  isNarrow: false,
  isLeader: false,
  mayAct: false,
  isConfirmed: false,
  reason: '',
} as const

test('a responder looks something up in an open case, and acts nowhere', () => {
  expect(whyNotAsked(wish)).toBeUndefined()
  expect(whyNotAsked({ ...wish, purpose: 'act', isConfirmed: true, reason: 'x' })).toMatchObject({
    kind: 'forbidden',
  })
})

test('nobody outside hears of a restricted or TLP:RED case unless a lead says why and confirms', () => {
  expect(isNarrow({ tlp: 'red', isRestricted: false })).toBe(true)
  expect(isNarrow({ tlp: 'amber', isRestricted: true })).toBe(true)
  expect(isNarrow({ tlp: 'amber', isRestricted: false })).toBe(false)
  const narrow = { ...wish, isNarrow: true }
  expect(whyNotAsked({ ...narrow, isConfirmed: true, reason: 'x' })).toMatchObject({ reason: 'not_leader' })
  expect(whyNotAsked({ ...narrow, isLeader: true, isConfirmed: true })).toMatchObject({
    reason: 'unconfirmed',
  })
  expect(whyNotAsked({ ...narrow, isLeader: true, reason: 'x' })).toMatchObject({ reason: 'unconfirmed' })
  expect(whyNotAsked({ ...narrow, isLeader: true, isConfirmed: true, reason: 'x' })).toBeUndefined()
})

test('a lead who acts reads, says why and confirms', () => {
  const act = { ...wish, purpose: 'act', mayAct: true, isLeader: true } as const
  expect(whyNotAsked(act)).toMatchObject({ reason: 'unconfirmed' })
  expect(whyNotAsked({ ...act, isConfirmed: true, reason: 'It spreads' })).toBeUndefined()
})

test('nobody is told that something failed which may have been done', () => {
  expect(endOf('act', { state: 'broken_off' }).state).toBe('unknown')
  expect(endOf('act', { state: 'answered', status: 504 }).state).toBe('unknown')
  expect(endOf('act', { state: 'unsent', trouble: 'tls' })).toEqual({ state: 'failed', trouble: 'tls' })
  expect(endOf('act', { state: 'answered', status: 403 }).state).toBe('failed')
  expect(endOf('look_up', { state: 'broken_off' }).state).toBe('failed')
  expect(endOf('look_up', { state: 'answered', status: 302 })).toEqual({
    state: 'failed',
    trouble: 'redirect',
  })
  expect(endOf('look_up', { state: 'answered', status: 204 })).toEqual({ state: 'answered', trouble: null })
})

test('U14 nobody asks another program what the mark of the case forbids: in PAP:RED nothing, in PAP:AMBER only what says that it is passive', () => {
  const passive = { purpose: 'look_up', isPassive: true } as const
  const unsaid = { purpose: 'look_up', isPassive: false } as const
  const act = { purpose: 'act', isPassive: true } as const
  for (const pap of [null, 'clear', 'green'] as const)
    for (const one of [passive, unsaid, act]) expect(whyNotPermitted(pap, one)).toBeUndefined()
  expect(whyNotPermitted('amber', passive)).toBeUndefined()
  expect(whyNotPermitted('amber', unsaid)).toMatch(/An owner says so under Settings/)
  // One that acts is not passive, whatever it says of itself.
  expect(whyNotPermitted('amber', act)).toMatch(/do not act/)
  for (const one of [passive, unsaid, act])
    expect(whyNotPermitted('red', one)).toMatch(/no other program is asked/)
})
