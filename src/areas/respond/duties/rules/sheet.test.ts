import { expect, test } from 'vitest'
import type { FlatFacts } from './case-facts.ts'
import { factNames } from './case-facts.ts'
import { goesWithRest, sheetFacts, sheetProposals, type LeftFacts } from './sheet.ts'
import type { SheetLine, SheetSystem } from './sheet-sayings.ts'

const at = new Date('2026-11-02T10:00:00Z')
const line = (change: Partial<SheetLine> = {}): SheetLine => ({
  ...{ topic: 'data', dataKind: 'personal', what: 'Customer list', standing: 'known', people: null },
  ...{ places: {}, details: [], isEncrypted: null, hoursDown: null, isCritical: null, hitsCustomers: null },
  changedAt: at,
  ...change,
})
const work = (change: Partial<SheetLine>) =>
  line({ topic: 'work', dataKind: null, what: 'Orders', ...change })
const system = (change: Partial<SheetSystem> = {}): SheetSystem => ({
  ...{ name: 'FILE01', standing: 'known', dataKinds: ['customer', 'staff'], changedAt: at },
  ...change,
})
const said = (facts: Record<string, unknown>): FlatFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [
      fact,
      { value, by: 'Lea', ref: 'u:1', at: at.toISOString(), reason: '' },
    ]),
  )
const factsOf = (lines: SheetLine[], systems: SheetSystem[] = []) =>
  Object.fromEntries(sheetFacts(lines, systems).map(({ fact, value }) => [fact, value]))
const proposed = (lines: SheetLine[], known: Record<string, unknown>, left: LeftFacts = {}) =>
  sheetProposals(lines, [], { known: said(known), left })
const valuesOf = (lines: SheetLine[], known: Record<string, unknown>) =>
  Object.fromEntries(proposed(lines, known).map(({ fact, value, takesAway }) => [fact, [value, takesAway]]))

test('a lead is proposed every fact that the sheet holds and the law asks for', () => {
  const facts = factsOf(
    [
      line({ people: 50, places: { AT: 40, DE: 10 }, details: ['children', 'ssn'], isEncrypted: false }),
      line({ dataKind: 'payment_card', people: 30, places: { AT: 30 } }),
      line({ dataKind: 'passwords' }),
      work({ hoursDown: 6, isCritical: true, hitsCustomers: false }),
    ],
    [system()],
  )
  expect(facts).toEqual({
    personal_data_affected: true,
    data_categories: ['basic_contact', 'card_data', 'children', 'credentials', 'employee', 'financial'],
    pi_elements: ['online_credentials', 'ssn'],
    card_data_affected: true,
    affected: { AT: 40, DE: 10 },
    affected_total: 50,
    encrypted_and_key_safe: false,
    service_disruption_hours: 6,
    critical_service_affected: true,
    service_recipients_likely_affected: false,
  })
  for (const fact of Object.keys(facts)) expect(factNames).toContain(fact)
})

test('a lead who knows nothing is proposed nothing, and papers of the firm are about nobody', () => {
  expect(factsOf([])).toEqual({})
  expect(factsOf([line({ dataKind: 'trade_secret' }), line({ dataKind: 'unknown' }), work({})])).toEqual({})
  expect(factsOf([line({ dataKind: 'other', people: 3 })])).toMatchObject({ personal_data_affected: true })
})

test('encrypted counts only when all of it was', () => {
  const suspected = line({ standing: 'suspected', isEncrypted: true })
  expect(factsOf([suspected])).toMatchObject({ encrypted_and_key_safe: true })
  expect(factsOf([suspected, line({ dataKind: 'bank' })])['encrypted_and_key_safe']).toBeUndefined()
})

test('where all lines are only suspected, whether serious harm is to be feared is asked and never ticked with the rest', () => {
  const fact = 'serious_harm_assessment_open'
  const suspected = line({ standing: 'suspected' })
  const harm = (lines: SheetLine[], known = {}) => proposed(lines, known).find((one) => one.fact === fact)
  expect(harm([suspected])).toMatchObject({ value: true, isJudgement: true, takesAway: false })
  const unseen = proposed([suspected], {}).filter(goesWithRest)
  expect(unseen.map((one) => one.fact)).toContain('personal_data_affected')
  expect(unseen.map((one) => one.fact)).not.toContain(fact)
  expect(harm([suspected, line({ dataKind: 'bank' })])).toBeUndefined()
  expect(factsOf([suspected])[fact]).toBeUndefined()
  // Once something is known for sure, it is less than was said.
  expect(harm([line()], { [fact]: true })).toMatchObject({ value: false, takesAway: true })
})

test('R37 what is ruled out proposes to take its own away, marked as less, and leaves what a person said beyond it', () => {
  const known = {
    personal_data_affected: true,
    data_categories: ['basic_contact', 'financial', 'location'],
    affected: { AT: 40, FR: 2 },
    affected_total: 42,
  }
  const lines = [
    line({ standing: 'ruled_out', people: 40, places: { AT: 40 } }),
    line({ dataKind: 'bank', what: 'Invoices' }),
  ]
  expect(valuesOf(lines, known)).toEqual({
    data_categories: [['financial', 'location'], true],
    affected: [{ FR: 2 }, true],
    affected_total: [2, true],
  })
  const none = [line({ standing: 'ruled_out', people: 40 })]
  expect(valuesOf(none, { personal_data_affected: true, affected_total: 40 })).toEqual({
    personal_data_affected: [false, true],
    affected_total: [0, true],
  })
  expect(valuesOf(none, {})).toEqual({ personal_data_affected: [false, false] })
})

test('what the sheet and a person say alike is proposed to nobody, in whatever order it stands', () => {
  const lines = [line({ details: ['children'], places: { DE: 1, AT: 2 } })]
  const known = {
    personal_data_affected: true,
    data_categories: ['children', 'basic_contact'],
    affected: { AT: 2, DE: 1 },
    affected_total: 3,
  }
  expect(proposed(lines, known)).toEqual([])
})

test('what was left as it was stays left until the sheet proposes another value', () => {
  const left = { affected_total: { proposed: 40, by: 'Lea', at: at.toISOString(), reason: 'A guess' } }
  const [once] = proposed(
    [line({ people: 40 })],
    { personal_data_affected: true, data_categories: ['basic_contact'] },
    left,
  )
  expect(once).toMatchObject({ fact: 'affected_total', left: { by: 'Lea', reason: 'A guess' } })
  const [again] = proposed(
    [line({ people: 41 })],
    { personal_data_affected: true, data_categories: ['basic_contact'] },
    left,
  )
  expect(again).toMatchObject({ value: 41, left: null, from: [{ what: 'Customer list', standing: 'known' }] })
})

test('a line of the sheet counts before what the register guesses of a system', () => {
  const ruledOut = line({ standing: 'ruled_out' })
  expect(factsOf([ruledOut], [system({ dataKinds: ['customer'] })])).not.toMatchObject({
    personal_data_affected: true,
  })
  expect(factsOf([], [system({ dataKinds: ['customer'], standing: 'suspected' })])).toEqual({
    personal_data_affected: true,
    data_categories: ['basic_contact'],
  })
})
