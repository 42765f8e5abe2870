import { expect, test } from 'vitest'
import { Facts } from '../../../register/obligations/contract.ts'
import type { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import { csvLine } from '../../../../base/csv-line.ts'
import { FactChange } from '../contract/facts.ts'
import {
  assumedTimes,
  changed,
  factNames,
  faultsOfChanges,
  readFacts,
  wireFacts,
  type FlatFacts,
} from './case-facts.ts'
import { proposalsOf } from './proposals.ts'
import { registerCells, registerHeading } from './register.ts'
import { dueReminders, remindersOf } from './reminders.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import { movedBetween, standingOf } from './standing.ts'

const by = { by: 'Lea', ref: 'u:1', at: '2026-11-02T10:00:00.000Z', reason: '' }
const said = (facts: Record<string, unknown>): FlatFacts =>
  Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, { value, ...by }]))
const fallback = { zone: 'Europe/Vienna', openedAt: '2026-11-02T09:00:00.000Z' }
const at = (text: string) => Date.parse(text)

function duty(change: Partial<EvaluatedDuty> = {}): EvaluatedDuty {
  const explanation = {
    ...{ text: '', regime: 'GDPR', law: '', citation: 'art. 33', confirmed: true, checkedOn: '2026-11-21' },
    ...{ binding: 'statutory' as const, rule: '', facts: [], missing: [], exemptions: [], softTarget: null },
    ...{ content: [], how: null, lateConsequence: null, notes: [] },
    start: { from: 'became_aware_at', at: '2026-11-02T09:00:00Z', standsInFor: null },
  }
  return {
    ...{ key: 'a', regime: 'eu.gdpr', recipient: { kind: 'supervisory_authority', name: 'DSB' } },
    ...{ stage: 'initial', dueAt: '2026-11-05T09:00:00Z', extendedDueAt: null, asap: false },
    ...{ projected: false, recordOnly: false, voluntary: false, status: 'live', overdue: false },
    ...{ submittedAt: null, explanation },
    ...change,
  }
}

test('a responder who changes a fact, or judges a risk, says how they know', () => {
  const known = said({ ransom_paid: false })
  const path = (changes: Parameters<typeof faultsOfChanges>[1], reason = '') =>
    faultsOfChanges(known, changes, reason).map((fault) => fault.path)
  expect(path([{ fact: 'ransom_paid', value: true }])).toEqual(['reason'])
  expect(path([{ fact: 'ransom_paid', value: null }])).toEqual(['reason'])
  expect(path([{ fact: 'risk_to_individuals', value: 'none' }])).toEqual(['reason'])
  expect(path([{ fact: 'malicious_act', value: true }])).toEqual([])
  expect(path([{ fact: 'ransom_paid', value: true }], 'The bank said so')).toEqual([])
  expect(path([{ fact: 'submissions', value: {} }], 'x')).toEqual(['changes.0.fact'])
  expect(path([{ fact: 'constructor', value: {} }], 'x')).toEqual(['changes.0.fact'])
  const twice = { fact: 'malicious_act', value: true }
  expect(path([twice, twice])).toEqual(['changes.1.fact'])
  expect(path([{ fact: 'role', value: null }])).toEqual(['changes.0.value'])
})

test('a lead who said nothing about times has the clock run from when the case was declared', () => {
  expect(assumedTimes({}, fallback)).toEqual({ became_aware_at: fallback.openedAt })
  const told = said({ 'times.detected_at': '2026-11-01T09:00:00Z', affected: { AT: 4 } })
  expect(assumedTimes(told, fallback)).toEqual({})
  const facts = Facts.parse(wireFacts(told, fallback, { 'eu.nis2.notification': '2026-11-03T00:00:00Z' }))
  expect(facts).toMatchObject({ 'entity.tz': 'Europe/Vienna', affected: { AT: 4 } })
  expect(facts.times).toEqual({ detected_at: '2026-11-01T09:00:00.000Z' })
  expect(changed(told, [{ fact: 'affected', value: null }], by)).not.toHaveProperty('affected')
  expect(factNames).toContain('times.classified_major_at')
})

test('a case proposes what it knows, and silence proposes nothing', () => {
  const known = {
    ...{ kind: 'ransomware' as const, openedAt: fallback.openedAt, country: 'AT', timeZone: 'Europe/Vienna' },
    ...{ sector: 'retail', sheet: [{ fact: 'affected_total', value: 40 }], eea: ['AT', 'DE'] },
  }
  const proposed = proposalsOf(known)
  expect(proposed.get('entity.eu_main_establishment')).toBe('AT')
  expect(proposed.get('affected_total')).toBe(40)
  expect(proposed.get('malicious_act')).toBe(true)
  for (const fact of proposed.keys()) expect(factNames).toContain(fact)
  const silent = proposalsOf({
    ...known,
    kind: 'other',
    country: 'US',
    sheet: [],
  })
  expect(
    ['personal_data_affected', 'malicious_act', 'entity.eu_main_establishment'].map((f) => silent.has(f)),
  ).toEqual([false, false, false])
})

test('a frightened owner sees first what is overdue, then what ends soon', () => {
  expect(standingOf(duty(), undefined, at('2026-11-02T10:00:00Z'))).toBe('running')
  expect(standingOf(duty(), undefined, at('2026-11-04T20:00:00Z'))).toBe('soon')
  expect(standingOf(duty(), undefined, at('2026-11-05T09:00:00Z'))).toBe('overdue')
  const relieved = duty({ extendedDueAt: '2026-11-06T12:00:00Z' })
  expect(standingOf(relieved, undefined, at('2026-11-05T09:00:00Z'))).toBe('soon')
  expect(standingOf(duty({ dueAt: null, asap: true }), undefined, 0)).toBe('at_once')
  expect(standingOf(duty(), 'declined', at('2027-01-01T00:00:00Z'))).toBe('declined')
})

test('a lead is told what a changed fact moved', () => {
  const later = duty({ dueAt: '2026-11-06T09:00:00Z' })
  const other = duty({ key: 'b' })
  const what = (before: EvaluatedDuty[], after: EvaluatedDuty[]) =>
    movedBetween(before, after).map(({ key, what: how }) => [key, how])
  expect(what([duty()], [later, other])).toEqual([
    ['a', 'moved'],
    ['b', 'appeared'],
  ])
  expect(what([duty(), other], [duty(), { ...other, status: 'possible' }])).toEqual([['b', 'gone']])
})

test('whoever has to tell an authority is reminded at half, a quarter and an hour, and when it is over', () => {
  const stages = remindersOf(duty()).map((each) => [each.stage, new Date(each.at).toISOString()])
  expect(stages).toEqual([
    ['half', '2026-11-03T21:00:00.000Z'],
    ['quarter', '2026-11-04T15:00:00.000Z'],
    ['hour', '2026-11-05T08:00:00.000Z'],
    ['overdue', '2026-11-05T09:00:00.000Z'],
  ])
  const found = dueReminders([duty()], at('2026-11-04T16:00:00Z'))
  expect(found.due[0]?.map(({ stage }) => stage)).toEqual(['half', 'quarter'])
  expect(found.lookAt).toBe(at('2026-11-05T08:00:00Z'))
  expect(dueReminders([duty({ dueAt: null })], 0)).toEqual({ due: [], lookAt: null })
})

test('an auditor opens the register and no cell runs as a formula', () => {
  const cells = registerCells({
    ...{ id: '1', incidentId: '1', incidentNumber: 7, key: 'eu.gdpr.33.lead', kind: 'declined', title: '' },
    ...{ regime: 'eu.gdpr', citation: 'art. 33', recipient: 'DSB', dueAt: null, reason: '=HYPERLINK("x")' },
    ...{ sentAt: null, channel: '', reference: '+1', evidenceId: null, isLate: false, factsHash: 'ab' },
    ...{ factBase: '2026', signedAt: '2026-11-02T10:00:00Z', signedBy: '@Lea', withdrawnAt: null },
    ...{ withdrawnBy: null, withdrawnReason: null, facts: {} },
  })
  expect(cells).toHaveLength(registerHeading.length)
  const line = csvLine(cells)
  expect(line).toContain(`"'=HYPERLINK(""x"")"`)
  expect(line).toContain(`'@Lea`)
})

test('the same facts have the same hash text whatever the order of their keys', () => {
  expect(sortedJson({ b: [1, { d: true, c: null }], a: undefined })).toBe('{"b":[1,{"c":null,"d":true}]}')
})

test('a value deeper than any fact is refused before anybody walks down it', () => {
  let deep: unknown = 'AT'
  for (let level = 0; level < 50_000; level += 1) deep = [deep]
  expect(FactChange.safeParse({ fact: 'role', value: deep }).success).toBe(false)
  expect(FactChange.safeParse({ fact: 'affected', value: { AT: 3 } }).success).toBe(true)
})

test('a word that the law of today does not know is asked anew, and the other clocks run on', () => {
  const known = said({ role: ['controller'], 'entity.classes': ['given_up'], affected: { AT: 4 } })
  const { facts, unreadable } = readFacts(known, fallback, {})
  expect(unreadable).toEqual(['entity.classes'])
  expect(facts).toMatchObject({ role: ['controller'], affected: { AT: 4 } })
  const never = said({ 'times.detected_at': 'yesterday' })
  expect(readFacts(never, fallback, {}).unreadable).toEqual(['times.detected_at'])
})
