import { expect, test } from 'vitest'
import { endOf, isNarrow, whyNotAsked } from './rules.ts'

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
