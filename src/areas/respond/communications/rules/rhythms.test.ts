import { expect, test } from 'vitest'
import { firstLook, leadMinutes, lookNow, remindedOf } from './rhythms.ts'

const at = (text: string) => new Date(`2026-03-06T${text}:00Z`)

test('U38 a report is drafted before its time, and its owner is reminded at its time and then in peace', () => {
  expect([15, 60, 120, 1440].map(leadMinutes)).toEqual([3, 15, 30, 30])
  expect(firstLook(at('12:00'), 60)).toEqual(at('11:45'))
  expect(lookNow(at('12:00'), 60, at('11:45'))).toEqual({ stage: 'soon', lookAt: at('12:00') })
  expect(lookNow(at('12:00'), 60, at('12:00'))).toEqual({ stage: 'late', lookAt: at('16:00') })
  expect(lookNow(at('12:00'), 600, at('12:01'))).toEqual({ stage: 'late', lookAt: at('22:01') })
})

test('U38 where its owner left or may not see the case, the lead hears of a report, and else the leaders', () => {
  const inside = [
    { id: 'owner', role: 'owner' },
    { id: 'lead', role: 'lead' },
    { id: 'clerk', role: 'staff' },
    { id: 'helper', role: 'responder' },
  ] as const
  expect(remindedOf(inside, ['helper', 'lead'], 'statement.draft')).toEqual(['helper'])
  expect(remindedOf(inside, ['gone', 'lead'], 'statement.draft')).toEqual(['lead'])
  expect(remindedOf(inside, ['clerk', null], 'statement.draft')).toEqual(['owner', 'lead'])
})
