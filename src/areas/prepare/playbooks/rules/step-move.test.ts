import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../../base/refusal.ts'
import { playbooks } from '../content/playbooks.ts'
import { RunState, type EvidenceWaiver, type PlaybookRun, type StepMove } from '../contract/run.ts'
import { playbookFor } from '../public.ts'
import { freezeRun, freshState } from './freeze-run.ts'
import { entryOf, partsOf } from './run-parts.ts'
import { nextStep, progress } from './run-progress.ts'
import { stepMove, type MoveFacts } from './step-move.ts'

const ransomware = freezeRun(playbookFor('ransomware'))
const nothing: MoveFacts = { by: 'u:anna', at: '2026-11-21T08:00:00.000Z', evidence: {}, waivers: [] }
const all = (run: PlaybookRun) => Object.fromEntries(run.evidence.map((item) => [item.id, ['0190']]))

function play(run: PlaybookRun, moves: readonly [string, StepMove][], facts = nothing, from = freshState()) {
  return moves.reduce((state, [id, move]) => stepMove(run, state, id, move, facts).state, from)
}

function refusalOf(run: () => unknown): Refusal {
  try {
    run()
  } catch (caught) {
    if (caught instanceof Refusal) return caught
    throw caught
  }
  throw new Error('nothing was refused')
}

describe('evidence before destruction', () => {
  const waiver: EvidenceWaiver = {
    stepId: 'x6',
    items: ['e6'],
    reason: 'The firewall keeps no log',
    signedBy: 'u:owner',
    signedAt: nothing.at,
  }
  const wipe = (facts: Partial<MoveFacts>) =>
    stepMove(ransomware, freshState(), 'x6', { move: 'done' }, { ...nothing, ...facts })

  test('R57 a responder cannot finish a destructive step before its evidence is sealed', () => {
    const refusal = refusalOf(() => wipe({}))
    expect([refusal.kind, refusal.detail.reason]).toEqual(['conflict', 'evidence_missing'])
    expect(refusal.message).toContain('e6')
  })

  test('a responder can finish it once each item is captured', () => {
    expect(entryOf(wipe({ evidence: { e6: ['0190'] } }).state, 'x6').status).toBe('done')
  })

  test('an item with an empty list of evidence does not count as captured', () => {
    expect(refusalOf(() => wipe({ evidence: { e6: [] } })).kind).toBe('conflict')
  })

  test('an owner who signs a waiver with a reason lets the step go ahead', () => {
    expect(entryOf(wipe({ waivers: [waiver] }).state, 'x6').status).toBe('done')
  })

  test.each([
    ['for another step', { ...waiver, stepId: 'x7' }],
    ['for another item', { ...waiver, items: ['e5'] }],
    ['without a reason', { ...waiver, reason: '  ' }],
    ['that nobody signed', { ...waiver, signedBy: '' }],
  ])('a waiver %s opens nothing', (_, wrong) => {
    expect(refusalOf(() => wipe({ waivers: [wrong] })).kind).toBe('conflict')
  })

  test('a responder who marks evidence as not available still needs the signature', () => {
    const state = play(ransomware, [['e6', { move: 'skip', reason: 'no firewall here' }]])
    expect(refusalOf(() => stepMove(ransomware, state, 'x6', { move: 'done' }, nothing)).kind).toBe(
      'conflict',
    )
  })

  test('a responder cannot get around the gate by answering the question of a destructive step', () => {
    const run = freezeRun(playbookFor('phishing-campaign'))
    const answer = { move: 'answer', answer: 'yes' } as const
    expect(refusalOf(() => stepMove(run, freshState(), 'c4', answer, nothing)).detail.reason).toBe(
      'evidence_missing',
    )
  })

  test('nobody ticks off evidence without sealing something', () => {
    expect(refusalOf(() => play(ransomware, [['e1', { move: 'done' }]])).kind).toBe('conflict')
  })
})

describe('plain moves', () => {
  test('two people who finish the same step have one winner and one conflict', () => {
    const state = play(ransomware, [['c1', { move: 'done' }]])
    expect(refusalOf(() => play(ransomware, [['c1', { move: 'done' }]], nothing, state)).kind).toBe(
      'conflict',
    )
  })

  test('a responder cannot skip or reopen without a reason', () => {
    expect(refusalOf(() => play(ransomware, [['c1', { move: 'skip', reason: ' ' }]])).kind).toBe('invalid')
    const done = play(ransomware, [['c1', { move: 'done' }]])
    expect(
      refusalOf(() => play(ransomware, [['c1', { move: 'reopen', reason: '' }]], nothing, done)).kind,
    ).toBe('invalid')
  })

  test('a reopened step starts its second round and keeps the reason', () => {
    const state = play(ransomware, [
      ['c1', { move: 'done' }],
      ['c1', { move: 'reopen', reason: 'A PC was missed' }],
    ])
    expect(entryOf(state, 'c1')).toMatchObject({ status: 'open', round: 2, reason: 'A PC was missed' })
  })

  test('a responder can say that a conditional step does not apply, but not of a step for everybody', () => {
    expect(entryOf(play(ransomware, [['r10', { move: 'does_not_apply' }]]), 'r10').status).toBe('not_needed')
    expect(refusalOf(() => play(ransomware, [['c1', { move: 'does_not_apply' }]])).kind).toBe('invalid')
  })

  test.each(['zz9', '__proto__', 'constructor', 'd1'])(
    'a stranger who makes up the id %s is told so',
    (id) => {
      expect(refusalOf(() => play(ransomware, [[id, { move: 'done' }]])).kind).toBe('not_found')
    },
  )

  test('a move leaves the state that it was given untouched', () => {
    const before = freshState()
    play(ransomware, [['c1', { move: 'done' }]], nothing, before)
    expect(before).toEqual(freshState())
  })
})

describe('questions', () => {
  const yes = { move: 'answer', answer: 'yes' } as const
  const no = { move: 'answer', answer: 'no' } as const

  test('a step with a question wants an answer, and one without wants none', () => {
    expect(refusalOf(() => play(ransomware, [['c5', { move: 'done' }]])).kind).toBe('invalid')
    expect(refusalOf(() => play(ransomware, [['c1', yes]])).kind).toBe('invalid')
  })

  test('U19 a responder without a safe backup is led to other sources and loses no step between', () => {
    const state = play(ransomware, [...cardDone(ransomware), ['c5', no]])
    expect(nextStep(ransomware, state, nothing)?.id).toBe('c13')
    const lost = ransomware.steps.filter((step) => entryOf(state, step.id).status === 'not_needed')
    expect(lost).toEqual([])
  })

  test('U19 an answer takes away the conditional step that it passes by, and reopening brings it back', () => {
    const run = freezeRun(playbookFor('stolen-cloud-credentials'))
    const state = play(run, [['c5', no]])
    expect(entryOf(state, 'c6')).toMatchObject({ status: 'not_needed', because: 'c5' })
    const again = play(
      run,
      [['c5', { move: 'reopen', reason: 'An admin was hit after all' }]],
      nothing,
      state,
    )
    expect(entryOf(again, 'c6').status).toBe('open')
    expect(entryOf(play(run, [['c5', yes]], nothing, again), 'c6').status).toBe('open')
  })

  test('an answer never takes away what the chosen branch comes to anyway', () => {
    const run = freezeRun(playbookFor('phishing-campaign'))
    expect(entryOf(play(run, [['c6', yes]]), 'c8').status).toBe('open')
  })

  test('an answer takes away what it passes by only when no other open question leads there', () => {
    const playbook = structuredClone(playbookFor('stolen-cloud-credentials'))
    const second = playbook.phases.contain.find((step) => step.id === 'c2')
    if (second !== undefined)
      second.ask = { question: 'Does the mailbox belong to an admin?', yes: 'c6', no: 'c3' }
    const run = freezeRun(playbook)
    expect(entryOf(play(run, [['c5', no]]), 'c6').status).toBe('open')
    expect(
      entryOf(
        play(run, [
          ['c2', no],
          ['c5', no],
        ]),
        'c6',
      ).status,
    ).toBe('not_needed')
  })

  test('U19 an answer that leads back in its phase reopens what was done from there, and asks again', () => {
    const run = freezeRun(playbookFor('stolen-cloud-credentials'))
    const facts = { ...nothing, evidence: all(run) }
    const round = play(
      run,
      [
        ...cardDone(run),
        ['c2', { move: 'done' }],
        ['c3', { move: 'skip', reason: 'done by the provider' }],
        ['c4', { move: 'done' }],
        ['c7', yes],
      ],
      facts,
    )
    expect(['c2', 'c3', 'c4', 'c7'].map((id) => entryOf(round, id).status)).toEqual([
      'open',
      'skipped',
      'open',
      'open',
    ])
    expect([entryOf(round, 'c2').round, entryOf(round, 'c7').round]).toEqual([2, 2])
    expect(nextStep(run, round, facts)?.id).toBe('c2')
  })

  test('an answer that leads back into an earlier phase reopens only the step it names', () => {
    const run = freezeRun(playbookFor('lost-or-stolen-device'))
    const facts = { ...nothing, evidence: all(run) }
    const state = play(
      run,
      [
        ['x3', { move: 'does_not_apply' }],
        ['x4', { move: 'done' }],
        ['r3', yes],
      ],
      facts,
    )
    expect(['x3', 'x4', 'r3'].map((id) => entryOf(state, id).status)).toEqual(['open', 'done', 'open'])
  })
})

test('whatever people do in whatever order, the run stays sound and refuses only with a sentence', () => {
  const moves: StepMove[] = [
    { move: 'done' },
    { move: 'answer', answer: 'yes' },
    { move: 'answer', answer: 'no' },
    { move: 'skip', reason: 'for the test' },
    { move: 'does_not_apply' },
    { move: 'reopen', reason: 'for the test' },
  ]
  const pick = fc.tuple(fc.nat(), fc.constantFrom(...moves))
  fc.assert(
    fc.property(fc.constantFrom(...playbooks), fc.array(pick, { maxLength: 60 }), (playbook, picks) => {
      const run = freezeRun(playbook)
      const parts = partsOf(run)
      const facts = { ...nothing, evidence: all(run) }
      let state = freshState()
      for (const [index, move] of picks) {
        const id = parts[index % parts.length]?.id ?? ''
        try {
          state = stepMove(run, state, id, move, facts).state
        } catch (caught) {
          if (!(caught instanceof Refusal) || caught.message === '') throw caught
        }
      }
      expect(RunState.parse(state)).toEqual(state)
      expect(state.goTo.filter((id) => entryOf(state, id).status !== 'open')).toEqual([])
      for (const section of Object.values(progress(run, state, facts))) {
        expect(section.done + section.skipped + section.notNeeded + section.open).toBe(section.total)
      }
    }),
    { numRuns: 200 },
  )
})

function cardDone(run: PlaybookRun): [string, StepMove][] {
  return run.card.map((item) => [item.id, { move: 'done' }])
}
