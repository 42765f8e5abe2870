import { expect, test } from 'vitest'
import { factNames } from '../../rules/case-facts.ts'
import { draftOf, kindOf, valueOf } from './fact-fields.ts'

test('whoever types places, contracts or codes is understood, and what cannot be read is not guessed', () => {
  expect(valueOf('affected', 'at 120\nUS-CA: 40')).toEqual({ AT: 120, 'US-CA': 40 })
  expect(valueOf('affected', 'Austria many')).toBeUndefined()
  expect(valueOf('affected', '')).toEqual({})
  expect(valueOf('contracts', 'Bäcker GmbH, 48 Stunden\nMill Ltd; 5 business days\nFarm')).toEqual([
    { id: 'c1', counterparty: 'Bäcker GmbH', notice_value: 48, notice_unit: 'hours' },
    { id: 'c2', counterparty: 'Mill Ltd', notice_value: 5, notice_unit: 'business_days' },
    { id: 'c3', counterparty: 'Farm' },
  ])
  expect(valueOf('contracts', 'Farm, 3 moons')).toBeUndefined()
  expect(valueOf('entity.established_in', 'at, de-by')).toEqual(['AT', 'DE-BY'])
  expect(valueOf('ransom_paid', '')).toBeUndefined()
  expect(valueOf('affected_total', 'many')).toBeUndefined()
})

test('what a person said comes back into the field as it was', () => {
  const same = (fact: string, value: unknown) => expect(valueOf(fact, draftOf(fact, value))).toEqual(value)
  same('ransom_paid', false)
  same('affected', { AT: 3, 'US-CA': 9 })
  same('entity.classes', ['nis2_important'])
  same('contracts', [{ id: 'c1', counterparty: 'Farm', notice_value: 3, notice_unit: 'calendar_days' }])
  same('times.became_aware_at', '2026-10-23T14:40:00.000Z')
  same('risk_to_individuals', 'high')
  for (const fact of factNames) expect(kindOf(fact)).toBeTruthy()
})
