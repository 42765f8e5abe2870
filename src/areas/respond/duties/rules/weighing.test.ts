import { expect, test } from 'vitest'
import { saysOtherwise, type FlatFacts } from './case-facts.ts'
import {
  faultsOfFilling,
  settledFacts,
  methods,
  weigh,
  weighingKinds,
  whyNotCounsel,
  type WeighingKind,
} from './weighing.ts'

const all = (kind: WeighingKind, at: number, reason = 'We looked') =>
  methods[kind].questions.map(({ key, choices }) => ({
    question: key,
    choice: Object.keys(choices).at(at) ?? '',
    reason,
  }))
const eu = (...choices: readonly string[]) =>
  methods.eu_risk.questions.map(({ key }, at) => ({ question: key, choice: choices[at] ?? '', reason: '' }))

test.each([
  [['simple', 'same', 'negligible', 'nobody', 'not', 'not', 'no'], 0.25, 'none'],
  [['simple', 'lower', 'maximum', 'unknown', 'not', 'not', 'yes'], 2, 'risk'],
  [['financial', 'same', 'significant', 'known', 'not', 'not', 'yes'], 3, 'high'],
  [['sensitive', 'higher', 'maximum', 'unknown', 'lasting', 'lasting', 'yes'], 6, 'high'],
])('U45 counsel reads points that follow from the answers: %s', (choices, points, proposed) => {
  expect(weigh('eu_risk', eu(...choices))).toEqual({ points, proposed })
})

test('U45 where the law asks for a judgement, one answer that weighs more is enough, and harm is left to a person', () => {
  expect(weigh('us_hipaa', all('us_hipaa', 0))).toEqual({ points: null, proposed: 'none' })
  expect(weigh('us_hipaa', all('us_hipaa', 0).with(2, all('us_hipaa', 1)[2] ?? never()))).toMatchObject({
    proposed: 'risk',
  })
  expect(weigh('nis2', all('nis2', 0)).proposed).toBe(true)
  expect(weigh('nis2', all('nis2', 1)).proposed).toBe(false)
  expect(weigh('serious_harm', all('serious_harm', 1)).proposed).toBeNull()
})

test('U45 nobody hands in a gap, a made-up answer, a judgement without its reason, or a conclusion of their own without one', () => {
  for (const kind of weighingKinds) {
    const answers = all(kind, 0)
    const proposed = weigh(kind, answers).proposed
    const conclusion = proposed ?? true
    const whole = { kind, answers, conclusion, reason: proposed === null ? 'It is small' : '' }
    const paths = (more: object) => faultsOfFilling({ ...whole, ...more }).map(({ path }) => path)
    expect(paths({}), kind).toEqual([])
    expect(paths({ answers: answers.slice(1) }), kind).toEqual(['answers'])
    const odd = answers.map((answer) => ({ ...answer, choice: 'constructor' }))
    expect(paths({ answers: odd }), kind).toHaveLength(answers.length)
    expect(paths({ answers: [...answers, ...answers.slice(0, 1)] }), kind).toHaveLength(1)
    expect(paths({ answers: all(kind, 0, '') }), kind).toHaveLength(methods[kind].counts ? 0 : answers.length)
    const other = methods[kind].conclusions.find((one) => one !== proposed)
    expect(paths({ conclusion: other, reason: '' }), kind).toEqual(['reason'])
    expect(paths({ conclusion: 'maybe' }), kind).toEqual(['conclusion'])
  }
})

test('U45 a questionnaire is overtaken by a new fact, not by what another one settled', () => {
  const overtaken = (then: FlatFacts, now: FlatFacts) => saysOtherwise(then, now, settledFacts)
  const said = (value: unknown) => ({ value, by: 'Ann', ref: 'u:1', at: '', reason: '' })
  const before = { affected: said({ AT: 3 }), risk_to_individuals: said('risk') }
  expect(
    overtaken(before, { ...before, risk_to_individuals: said('high'), significant_incident: said(true) }),
  ).toBe(false)
  expect(overtaken(before, { ...before, affected: said({ AT: 4 }) })).toBe(true)
  expect(overtaken(before, {})).toBe(true)
})

test('U45 counsel signs; an owner names the lawyer; nobody else, and no key', () => {
  expect(whyNotCounsel('counsel', '')).toBeUndefined()
  expect(whyNotCounsel('owner', '')).toContain('which lawyer')
  expect(whyNotCounsel('owner', 'Dr. Huber, by telephone')).toBeUndefined()
  expect(whyNotCounsel('lead', 'x')).toContain('counsel')
  expect(whyNotCounsel(undefined, 'x')).toContain('not a key')
})

function never(): never {
  throw new Error('every method has its questions')
}
