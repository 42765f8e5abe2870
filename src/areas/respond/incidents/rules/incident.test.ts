import { expect, test } from 'vitest'
import {
  allowed,
  closureOf,
  isOverdue,
  readSearch,
  whyClosed,
  whyNotClosable,
  whyStateNeedsReason,
} from './incident.ts'

const wanted = { summary: 'Contained', initialVector: 'phishing', disposition: 'resolved' } as const

test('a lead cannot change a closed incident, but can still export it', () => {
  expect(whyClosed({ status: 'open' })).toBeUndefined()
  expect(whyClosed({ status: 'closed' })).toMatch(/closed/)
  expect(allowed({ status: 'closed' }, { note: true, close: true, export: true })).toEqual({
    note: false,
    close: false,
    export: true,
  })
  expect(allowed({ status: 'open' }, { note: true, close: false })).toEqual({ note: true, close: false })
})

test('a lead who closes a duplicate must say of which, and not of itself', () => {
  expect(whyNotClosable({ number: 7 }, wanted)).toBeUndefined()
  expect(whyNotClosable({ number: 7 }, { ...wanted, disposition: 'duplicate' })).toMatch(/number/)
  expect(whyNotClosable({ number: 7 }, { ...wanted, disposition: 'duplicate', duplicateOf: 7 })).toMatch(
    /itself/,
  )
  expect(
    whyNotClosable({ number: 7 }, { ...wanted, disposition: 'duplicate', duplicateOf: 3 }),
  ).toBeUndefined()
  expect(whyNotClosable({ number: 7 }, { ...wanted, duplicateOf: 3 })).toMatch(/duplicate/)
})

test('a reader of the closing record sees the tasks that were left open', () => {
  const open = [{ id: 'a', title: 'Call the bank' }]
  expect(closureOf(wanted, open, 'Anna')).toEqual({
    ...wanted,
    duplicateOf: null,
    openTasks: open,
    closedBy: 'Anna',
  })
})

test('a responder gives a reason for going back, for jumping a step and for ruling out, and for nothing else', () => {
  expect(whyStateNeedsReason('suspected', 'affected')).toBeUndefined()
  expect(whyStateNeedsReason('suspected', 'isolated')).toBeUndefined()
  expect(whyStateNeedsReason('isolated', 'cleaned')).toBeUndefined()
  expect(whyStateNeedsReason('affected', 'cleaned')).toMatch(/left out/)
  expect(whyStateNeedsReason('cleaned', 'reconnected')).toMatch(/left out/)
  expect(whyStateNeedsReason('verified', 'affected')).toMatch(/back/)
  expect(whyStateNeedsReason('suspected', 'ruled_out')).toMatch(/know/)
  expect(whyStateNeedsReason('ruled_out', 'suspected')).toMatch(/brought/)
})

test('a task is overdue from the moment its time has passed until it is done', () => {
  const due = new Date('2026-03-01T08:00:00Z')
  const later = new Date('2026-03-01T08:00:01Z')
  expect(isOverdue({ dueAt: due, doneAt: null }, due)).toBe(false)
  expect(isOverdue({ dueAt: due, doneAt: null }, later)).toBe(true)
  expect(isOverdue({ dueAt: due, doneAt: later }, later)).toBe(false)
  expect(isOverdue({ dueAt: null, doneAt: null }, later)).toBe(false)
})

test('a searcher may type a number as people say it, or words with any sign in them', () => {
  expect(readSearch(' INC-7 ')).toEqual({ number: 7 })
  expect(readSearch('42')).toEqual({ number: 42 })
  expect(readSearch("Müller's (VPN) & 'drop")).toEqual({ words: ['muller', 's', 'vpn', 'drop'] })
  expect(readSearch('!!!')).toEqual({ words: [] })
})
