import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { projectRoot } from '../../../platform/root.ts'
import { shippedFactBase } from './content/obligations.ts'
import { evaluate } from './rules/evaluate.ts'
import { Facts } from './rules/facts.ts'
import { lawOf } from './rules/law.ts'

const Expected = z.strictObject({
  duty: z.string(),
  due_at: z.string().nullable().default(null),
  extended_due_at: z.string().nullable().default(null),
  asap: z.boolean().default(false),
  projected: z.boolean().default(false),
})
const Case = z.object({
  id: z.string(),
  title: z.string(),
  facts: Facts,
  expected: z.array(Expected),
  not_expected: z.array(z.string()).default([]),
})
const written: unknown = parse(readFileSync(join(projectRoot(), 'tests/cases/obligation-cases.yaml'), 'utf8'))
const { cases } = z.object({ cases: z.array(Case) }).parse(written)
const law = lawOf(shippedFactBase)
const now = new Date('2026-11-21T00:00:00Z')

const owed = (facts: Facts) =>
  evaluate(law, facts, now).duties.filter(
    ({ status, recordOnly, voluntary }) => status !== 'possible' && !recordOnly && !voluntary,
  )

test('a lawyer finds thirteen worked cases', () => expect(cases).toHaveLength(13))

test.each(cases)('N3 a lawyer finds every clock right to the second: $title', (worked) => {
  const found = owed(worked.facts).map(({ key, dueAt, extendedDueAt, asap, projected }) => ({
    duty: key,
    due_at: dueAt,
    extended_due_at: extendedDueAt,
    asap,
    projected,
  }))
  const byDuty = (a: { duty: string }, b: { duty: string }) => (a.duty < b.duty ? -1 : 1)
  expect(found.toSorted(byDuty)).toEqual(worked.expected.toSorted(byDuty))
  expect(found.map(({ duty }) => duty).filter((duty) => worked.not_expected.includes(duty))).toEqual([])
})

test('a lead who has not said a thing yet is shown what is possible and what to say first', () => {
  const facts = Facts.parse({
    'entity.tz': 'Europe/Vienna',
    times: { became_aware_at: '2026-11-20T09:00:00+01:00' },
  })
  const { duties, questions } = evaluate(law, facts, now)
  expect(
    duties.filter(({ key }) => key.startsWith('eu.gdpr.33.')).map(({ status, dueAt }) => [status, dueAt]),
  ).toContainEqual(['possible', '2026-11-23T09:00:00+01:00'])
  expect(duties.filter(({ status }) => status === 'live')).toEqual([])
  expect(questions[0]?.fact).toBe('personal_data_affected')
})

test('every duty is explained with its citation, the facts it rests on and whether it is confirmed', () => {
  for (const { facts } of cases)
    for (const { explanation, status } of evaluate(law, facts, now).duties) {
      expect(explanation.citation.length).toBeGreaterThan(3)
      expect(explanation.checkedOn).toBe(shippedFactBase.reviewedOn)
      if (status === 'possible') expect(explanation.missing.length).toBeGreaterThan(0)
    }
})

test('an expert answers a question, and no duty that was owed before is lost for a lack of answers', () => {
  for (const { facts } of cases) {
    const whole = new Set(owed(facts).map(({ key }) => key))
    for (const fact of Object.keys(facts).filter(
      (name) => !['entity.tz', 'times', 'submissions'].includes(name),
    )) {
      const { [fact as keyof Facts]: _left, ...rest } = facts // one of its own keys
      const shown = evaluate(law, Facts.parse(rest), now).duties.map(({ key }) => key.split(':')[0])
      for (const key of whole) expect(shown).toContain(key.split(':')[0])
    }
  }
})
