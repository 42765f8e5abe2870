import { expect, test } from 'vitest'
import { isSameFilter, listOf, mayChange, mayShare, stillValid } from './rules.ts'

const known = { q: null, status: ['open', 'closed'] }

test('U61 a reader opens a view whose filter no longer exists with what of it still holds, and is told how much is gone', () => {
  expect(stillValid({ q: 'till', status: 'open' }, known)).toEqual({
    valid: { q: 'till', status: 'open' },
    gone: [],
  })
  expect(stillValid({ q: 'till', status: 'asleep', colour: 'red' }, known)).toEqual({
    valid: { q: 'till' },
    gone: ['status', 'colour'],
  })
  expect(stillValid({ constructor: 'x' }, known).gone).toEqual(['constructor'])
})

test('U61 only its maker changes a view, and an owner one that is shared', () => {
  const view = { makerId: 'anna', isShared: false }
  const owner = { memberId: 'olga', role: 'owner' } as const
  expect(mayChange(view, { memberId: 'anna', role: 'responder' })).toBe(true)
  expect(mayChange(view, owner)).toBe(false)
  expect(mayChange({ ...view, isShared: true }, owner)).toBe(true)
  expect(mayChange({ ...view, isShared: true }, { memberId: 'leo', role: 'lead' })).toBe(false)
  expect([mayShare({ role: 'guest' }), mayShare({ role: 'staff' })]).toEqual([false, true])
})

test('U61 a reader is told that a list is no longer as its view was saved, whatever order the filters stand in', () => {
  expect(isSameFilter({ q: 'a', status: 'open' }, { status: 'open', q: 'a' })).toBe(true)
  expect(isSameFilter({ q: '' }, {})).toBe(true)
  expect(isSameFilter({ q: 'a' }, { q: 'a', status: 'open' })).toBe(false)
})

test('U61 views of the notes of one case are those of every case, and any other list is its own page', () => {
  expect(listOf('/incidents/01935760-bc08-76ae-a934-7745f76ad442/notes')).toBe('/incidents/*/notes')
  expect(listOf('/duty-register')).toBe('/duty-register')
})
