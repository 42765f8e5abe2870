import { expect, test } from 'vitest'
import { Playbook } from '../contract/playbook.ts'
import { playbookFor } from '../public.ts'
import { playbookFaults } from './playbook-faults.ts'

type Steps = Playbook['phases']['contain']

/** Ransomware with its contain steps changed; every other part stays as it ships. */
function withContain(change: (steps: Steps) => void): Playbook {
  const playbook = structuredClone(playbookFor('ransomware'))
  change(playbook.phases.contain)
  return playbook
}

function stepOf(steps: Steps, id: string): Steps[number] {
  const found = steps.find((step) => step.id === id)
  if (found === undefined) throw new Error(`no step ${id}`)
  return found
}

test('an author hears of an id that is used twice', () => {
  const playbook = withContain((steps) => void (stepOf(steps, 'c2').id = 'e1'))
  expect(playbookFaults(playbook).join()).toContain('e1 is used twice')
})

test('an author hears of evidence and steps that do not exist', () => {
  const playbook = withContain((steps) => {
    stepOf(steps, 'c2').needsEvidence = ['e99']
    stepOf(steps, 'c5').ask = { question: 'Safe?', yes: 'c6', no: 'c99' }
  })
  expect(playbookFaults(playbook)).toEqual([
    'c2 needs evidence e99, which the playbook does not list',
    'c5 leads to c99, which is no step of the playbook',
  ])
})

test('an author hears of a destructive step without evidence', () => {
  const playbook = withContain((steps) => void (stepOf(steps, 'c2').destructive = true))
  expect(playbookFaults(playbook)).toEqual(['c2 is destructive and names no evidence to seal first'])
})

test('an author hears of questions that only lead to each other', () => {
  const playbook = withContain((steps) => {
    stepOf(steps, 'c5').ask = { question: 'One?', yes: 'c6', no: 'c8' }
    stepOf(steps, 'c8').ask = { question: 'Two?', yes: 'c9', no: 'c5' }
  })
  expect(playbookFaults(playbook)).toEqual([
    'c5 is part of a circle of questions',
    'c8 is part of a circle of questions',
  ])
})

test('an author hears of a step that no answer leads to', () => {
  const playbook = withContain((steps) => {
    stepOf(steps, 'c5').ask = { question: 'Safe?', yes: 'c7', no: 'c13' }
  })
  expect(playbookFaults(playbook)).toEqual(['c6 cannot be reached from c1'])
})

test('an author hears of a round without a way out', () => {
  const playbook = withContain((steps) => {
    stepOf(steps, 'c13').ask = { question: 'Again?', yes: 'c6', no: 'c7' }
  })
  const faults = playbookFaults(playbook)
  expect(faults).toContain('c1 never comes to the end')
})

test('a playbook of ten thousand steps is judged without running out of stack', () => {
  const playbook = withContain((steps) => {
    const { ask: _, ...plain } = stepOf(steps, 'c5')
    steps.splice(0, steps.length, ...Array.from({ length: 9999 }, (_, i) => ({ ...plain, id: `s${i}` })))
  })
  playbook.phases.eradicate.forEach((step) => delete step.ask)
  expect(playbookFaults(playbook)).toEqual([])
})

test('an unknown field, role, platform or a ninth card line is refused by the shape', () => {
  const good = playbookFor('ransomware')
  const item = good.first15Minutes[0]
  const step = good.phases.contain[0]
  const bad = [
    { ...good, extra: 1 },
    { ...good, id: 'other' },
    { ...good, first15Minutes: [...good.first15Minutes, item] },
    { ...good, first15Minutes: [{ ...item, who: 'boss' }] },
    { ...good, phases: { ...good.phases, contain: [{ ...step, howByPlatform: { amiga: ['Reset'] } }] } },
  ]
  expect(Playbook.safeParse(good).success).toBe(true)
  expect(bad.map((each) => Playbook.safeParse(each).success)).toEqual(bad.map(() => false))
})
