import { describe, expect, test } from 'vitest'
import { shippedScenario } from '../content/scenarios.ts'
import type { ScenarioDocument } from '../contract/scenario.ts'
import { blanksIn, blanksOf, filled, supplierFor } from './blanks.ts'
import { elapsed, whyNotMoved } from './clock.ts'
import { lastTries, planTest, untestedPlans } from './plan-tests.ts'
import { ranked, reasonsFor } from './rank.ts'
import { cardTiming, chainOf, comparedRestore, decisionsTried } from './report.ts'
import { scenarioFaults } from './scenario-faults.ts'
import { microOf, nextInject, scriptOf } from './script.ts'

const part = {
  look: 'mail',
  from: 'Bank',
  to: 'lead',
  title: 'Call',
  text: 'Call {bank} for {firm}',
  expected: [],
  questions: [],
  hints: [],
  redFlags: [],
  objectives: ['o1'],
  choices: [],
} as const
const choices = [
  { key: 'a', label: 'Yes', outcome: 'It went well' },
  { key: 'b', label: 'No', outcome: 'It went on' },
]
const document = {
  ...(shippedScenario('ransomware', 'en')?.document as ScenarioDocument), // ships, as its own test shows
  objectives: [
    {
      key: 'o1',
      statement: 'Hold',
      criterion: 'Seen',
      sections: ['contain'],
      decisions: ['pay'],
      card: true,
    },
    { key: 'o2', statement: 'Tell', criterion: 'Seen', sections: ['reporting'], decisions: [], card: false },
  ],
  injects: [
    { ...part, key: 'i1', at: [0, 0, 0], choices, decision: 'pay' },
    { ...part, key: 'i2', at: [5, 20, 40], after: { inject: 'i1', choice: 'a' } },
    { ...part, key: 'i3', at: [null, 20, 40], after: { inject: 'i1', choice: 'b' } },
    { ...part, key: 'i4', at: [10, 40, 90], objectives: ['o2'] },
  ],
} as unknown as ScenarioDocument // literal lists are narrower than the shape's

describe('the clock and the script of an exercise', () => {
  const played = {
    ...{ lengthMinutes: 60, form: 'table_top' as const, document },
    ...{ delivered: new Set<string>(), skipped: new Set<string>(), chosen: new Set<string>() },
  }

  test('a facilitator who pauses stops the clock, and reads why a move does not fit', () => {
    const now = new Date('2026-05-01T10:10:30Z')
    expect(elapsed({ ranSeconds: 60, resumedAt: new Date('2026-05-01T10:00:00Z') }, now)).toBe(690)
    expect(elapsed({ ranSeconds: 60, resumedAt: null }, now)).toBe(60)
    expect(whyNotMoved('pause', 'paused')).toMatch(/paused/)
    expect(whyNotMoved('start', 'planned')).toBeUndefined()
    expect(whyNotMoved('stop', 'done')).toMatch(/over/)
  })

  test('a facilitator gets the injects of the length in their order, and those that a choice brings', () => {
    const states = (more: Partial<typeof played>, seconds: number) =>
      scriptOf({ ...played, ...more }, seconds).map(({ inject, state }) => `${inject.key} ${state}`)
    expect(states({}, 0)).toEqual(['i1 due', 'i2 waiting', 'i3 waiting', 'i4 waiting'])
    expect(states({ lengthMinutes: 15 }, 0)).toEqual(['i1 due', 'i2 waiting', 'i4 waiting'])
    const after = { delivered: new Set(['i1']), chosen: new Set(['i1:b']) }
    expect(states(after, 1200)).toEqual(['i1 delivered', 'i2 barred', 'i3 due', 'i4 waiting'])
    expect(nextInject(scriptOf({ ...played, ...after }, 0), after.chosen)?.key).toBe('i3')
    // Nobody chose: what hangs on the choice does not come, the rest goes on.
    const unchosen = scriptOf({ ...played, delivered: new Set(['i1']) }, 0)
    expect(nextInject(unchosen, new Set())?.key).toBe('i4')
    expect(states({ skipped: new Set(['i1']) }, 0).slice(1, 3)).toEqual(['i2 barred', 'i3 barred'])
  })

  test('a team tries one objective again in fifteen minutes at most', () => {
    const micro = microOf(document, 'o2')
    expect(micro.objectives.map(({ key }) => key)).toEqual(['o2'])
    expect(micro.injects.map(({ key, at }) => [key, at])).toEqual([['i4', [0, null, null]]])
    expect(scenarioFaults(micro)).toEqual([])
    const all = microOf(document, 'o1').injects.map(({ at: [minute] }) => minute ?? 99)
    expect(Math.max(...all)).toBeLessThan(15)
  })
})

describe('words and order of scenarios', () => {
  test('a scenario speaks with the names of the firm, with words that stand in where none are known, and never fills twice', () => {
    const blanks = blanksOf({ bank: ' River Bank ', firm: '{bank}' }, 'en')
    expect(blanks.bank).toEqual({ value: 'River Bank', isKnown: true })
    expect(blanks.insurer.isKnown).toBe(false)
    const values = Object.fromEntries(Object.entries(blanks).map(([name, { value }]) => [name, value]))
    const done = filled(document, values as Parameters<typeof filled>[1]) // one for each of the closed list
    expect(done.injects[0]?.text).toBe('Call River Bank for {bank}')
    expect(blanksIn({ ...document, situation: 'x' })).toContain('bank')
    // Behind “von” and “auf” a German name stands as it is, and an article would not.
    for (const { value } of Object.values(blanksOf({}, 'de')))
      expect(value).not.toMatch(/^(der|die|das|unser)/)
    const suppliers = [
      { name: 'Sparkasse Linz', does: '' },
      { name: 'Fix-IT Patel', does: 'Managed IT' },
    ]
    expect([
      supplierFor(suppliers, 'bank'),
      supplierFor(suppliers, 'it_provider'),
      supplierFor(suppliers, 'payroll'),
    ]).toEqual([...['Sparkasse Linz', 'Fix-IT Patel', '']])
  })

  test('an owner reads what is likely and untried before the rest, and what is not for the firm last', () => {
    const standing = {
      today: '2026-05-01',
      likely: ['ransomware', 'business-email-compromise'],
      untested: new Set(['pay']),
      open: new Set(['ddos-extortion']),
    }
    const row = (
      kind: 'ransomware' | 'business-email-compromise' | 'ddos-extortion' | 'website-compromise',
      lastPlayedOn: string | null,
    ) => ({
      ...{
        kind,
        title: kind,
        difficulty: 1,
        decisions: kind === 'ransomware' ? (['pay'] as const) : [],
        lastPlayedOn,
      },
    })
    const rows = [
      row('website-compromise', null),
      row('ransomware', '2026-04-01'),
      row('business-email-compromise', '2024-01-01'),
      row('ddos-extortion', '2026-03-01'),
    ].map((one) => {
      const given = { ...one, decisions: [...one.decisions] }
      return {
        ...given,
        because: reasonsFor(given, standing, one.kind === 'website-compromise' ? 'no' : 'yes'),
      }
    })
    expect(ranked(rows, standing).map(({ kind, because }) => [kind, because])).toEqual([
      ['ddos-extortion', ['open_gap']],
      ['business-email-compromise', ['likely_here', 'long_ago']],
      ['ransomware', ['likely_here', 'decision_untested']],
      ['website-compromise', ['never_played', 'not_for_you']],
    ])
  })

  test('whoever writes a scenario reads which parts do not fit', () => {
    const [first] = document.injects
    if (first === undefined) throw new Error('it has injects')
    const broken = {
      ...document,
      injects: [{ ...first, objectives: ['o9'], after: { inject: 'i7', choice: 'a' } }, first],
    }
    expect(scenarioFaults(broken).map(({ path }) => path)).toEqual([
      'injects.0.objectives',
      'injects.0.after',
      'injects.1.key',
      'objectives',
    ])
  })
})

describe('what an exercise shows of the plan', () => {
  test('R44 a team reads how long the card of the first fifteen minutes took, and nothing is said of an unfinished one', () => {
    expect(
      cardTiming([
        { does: 'a', doneSeconds: 60 },
        { does: 'b', doneSeconds: 899 },
      ]),
    ).toMatchObject({
      ...{ done: 2, wholeSeconds: 899, isInTime: true },
    })
    expect(cardTiming([{ does: 'a', doneSeconds: 901 }])).toMatchObject({ isInTime: false })
    expect(cardTiming([{ does: 'a', doneSeconds: null }])).toMatchObject({
      wholeSeconds: null,
      isInTime: null,
    })
    expect(cardTiming([])).toMatchObject({ wholeSeconds: null })
  })

  test('R126 what did not hold stays open until a change is proposed, carried through, and held when it was tried again', () => {
    const chain = (improvements: string[], again: ('P' | 'U')[] = []) =>
      chainOf({
        rating: 'U',
        improvements: improvements.map((state) => ({ state })),
        retests: again.map((rating) => ({ rating })),
      })
    expect(chain([])).toBe('open')
    expect(chain(['refused'])).toBe('open')
    expect(chain(['proposed'])).toBe('taken_up')
    expect(chain(['verified'], ['U'])).toBe('changed')
    expect(chain(['verified'], ['U', 'P'])).toBe('retested')
    expect(chainOf({ rating: 'S', improvements: [], retests: [] })).toBe('not_needed')
  })

  test('R61 a restore that was really done stands beside the aim and the last time', () => {
    const compared = { copy: 'Nightly', aimMinutes: 60, beforeMinutes: 30, tookMinutes: 45 }
    expect(comparedRestore(compared)).toMatchObject({ isWithinAim: true, isFaster: false })
    expect(comparedRestore({ ...compared, tookMinutes: null })).toMatchObject({
      isWithinAim: null,
      isFaster: null,
    })
  })

  test('R22 an owner reads of each decision that was forced who holds it by the register and which role took it', () => {
    const rights = [{ decision: 'pay', holder: { name: 'Olga' }, deputy: null }]
    const answer = { injectKey: 'i1', role: 'owner', decision: 'pay', answer: 'No', elapsedSeconds: 70 }
    const tried = decisionsTried(document, { delivered: new Set(['i1', 'i4']), answers: [answer], rights })
    expect(tried).toEqual([
      {
        ...{ decision: 'pay', inject: 'Call', holder: 'Olga', deputy: '' },
        taken: [{ role: 'owner', elapsedSeconds: 70, text: 'No' }],
      },
    ])
    expect(decisionsTried(document, { delivered: new Set(), answers: [], rights })).toEqual([])
  })

  test('R125 a part of the plan counts as tried on the day on which somebody rated it, and is overdue after a year', () => {
    const session = (id: string, day: string, rated: string[], came = ['i1']) => ({
      ...{ id, day, document, cardSteps: 0, rated: new Set(rated), delivered: new Set(came) },
    })
    const tried = lastTries([
      // Rated, and nothing that tries it came: that says nothing.
      session('new', '2026-04-01', ['o1', 'o2']),
      session('old', '2025-01-01', ['o1', 'o2'], ['i1', 'i4']),
    ])
    expect(tried.get('section:contain')).toEqual({ day: '2026-04-01', path: '/exercises/new' })
    expect(tried.get('decision:pay')?.day).toBe('2026-04-01')
    const test = (key: string) =>
      planTest({ kind: 'plan_section', key, name: '' }, tried.get(`section:${key}`), {
        today: '2026-05-01',
        path: '/x',
      })
    expect([test('contain').state, test('reporting').state, test('learn').state]).toEqual([
      'fresh',
      'overdue',
      'never',
    ])
    const tests = [test('contain'), test('reporting'), test('learn')]
    expect(untestedPlans(tests, { hasPlan: true, findings: [] }).parts).toEqual({ all: 3, never: 1, old: 1 })
    expect(untestedPlans(tests, { hasPlan: false, findings: [] }).parts).toBeNull()
  })
})
