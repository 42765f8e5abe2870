import { describe, expect, test } from 'vitest'
import { initialVectors } from '../../../../base/incident-words.ts'
import { factorKinds } from '../../../respond/investigation/contract/words.ts'
import { remediesOfFactor, remediesOfVector } from '../content/remedies.ts'
import { improvementSteps } from '../contract/words.ts'
import { dueNotice, hearersOf, type Waiting } from './chasing.ts'
import { sharedBetween } from './recurrence.ts'
import { challengeFor, remediesFor } from './remedies.ts'
import { daysLostBy, harmOf, likelihoodOf, monthsCounted, proposedWords } from './risk-words.ts'
import { dueAgain, stateAfter, stepFaults, stepsFor, whoStops, whyNotNow, type Said } from './steps.ts'
import { onlyTraining, trainingQuestion } from './training.ts'

const today = '2026-03-01'
const nobody = { memberId: null, mayLead: true, mayWork: true }
const lead = { memberId: 'lead', mayLead: true, mayWork: true }
const auditor = { memberId: 'auditor', mayLead: false, mayWork: false }
const standing = { state: 'done', ownerId: 'owner', doneById: 'worker', effect: null } as const
const said: Said = { words: '', ownerId: null, dueOn: null, targetKind: null, targetId: null }

describe('steps', () => {
  test('whoever has an improvement or called it done cannot check it, an auditor can, and a program never', () => {
    for (const memberId of ['owner', 'worker'])
      expect(whoStops('verify', standing, { ...lead, memberId })).toContain('Somebody else checks this')
    expect(whoStops('verify', standing, auditor)).toBeUndefined()
    expect(whoStops('verify', standing, nobody)).toContain('A person checks this')
  })

  test('somebody who only reads sees no step of those who lead, and the owner of one starts it whatever their role', () => {
    const proposed = { ...standing, state: 'proposed' } as const
    expect(stepsFor(proposed, auditor)).toEqual([])
    expect(stepsFor(proposed, lead)).toEqual(['accept', 'refuse', 'carry_risk'])
    const accepted = { ...standing, state: 'accepted' } as const
    expect(stepsFor(accepted, auditor)).toEqual([])
    expect(stepsFor(accepted, { ...auditor, memberId: 'owner' })).toEqual(['start', 'finish'])
  })

  test('a step that comes too late says what stands, and one that was judged clearly is not judged again', () => {
    expect(whyNotNow('start', standing)).toContain('waits for its check')
    const verified = { ...standing, state: 'verified' } as const
    expect(whyNotNow('judge', { ...verified, effect: 'yes' })).toBeDefined()
    expect(whyNotNow('judge', { ...verified, effect: 'unclear' })).toBeUndefined()
  })

  test('each step asks for what others need of it, and nothing more', () => {
    const missing = Object.fromEntries(
      improvementSteps.map((step) => [step, stepFaults(step, said, today).map(({ path }) => path)]),
    )
    expect(missing).toEqual({
      accept: ['ownerId', 'dueOn', 'targetKind'],
      start: [],
      finish: ['words'],
      return: ['words'],
      verify: ['words', 'method'],
      judge: ['effect', 'words'],
      refuse: ['words'],
      carry_risk: ['words', 'until'],
      reopen: ['words'],
    })
  })

  test('nobody carries a risk into the past, or for longer than two years', () => {
    const until = (day: string) => stepFaults('carry_risk', { ...said, words: 'x', until: day }, today)
    expect(until('2026-03-02')).toEqual([])
    expect(until('2028-03-01')).toEqual([])
    for (const day of ['2026-03-01', '2028-03-02']) expect(until(day)).toMatchObject([{ path: 'until' }])
  })

  test('what is opened again is a proposal where nobody had taken it on, and has a day to come otherwise', () => {
    expect(stateAfter('reopen', said)).toBe('proposed')
    const whole = { ...said, ownerId: 'a', dueOn: today, targetKind: 'asset' as const }
    expect(stateAfter('reopen', whole)).toBe('accepted')
    expect(stateAfter('judge', { ...whole, effect: 'no' })).toBe('accepted')
    expect(stateAfter('judge', { ...whole, effect: 'unclear' })).toBe('verified')
    expect(dueAgain('2026-02-01', today)).toBe('2026-03-31')
    expect(dueAgain('2026-04-01', today)).toBe('2026-04-01')
  })
})

describe('remedies', () => {
  const taken = { kind: 'prevent', state: 'accepted' } as const

  test('R89 a list of nothing but training is questioned, and an empty one or one with anything else is not', () => {
    expect(onlyTraining([])).toBe(false)
    expect(onlyTraining([{ strength: 'train' }, { strength: 'train' }])).toBe(true)
    expect(onlyTraining([{ strength: 'train' }, { strength: 'procedure' }])).toBe(false)
    expect(trainingQuestion([{ strength: 'train', kind: 'prevent' }])?.en).toContain('say why there is none')
  })

  test('R99 every way in and every factor has a remedy of technique and one of people', () => {
    for (const vector of initialVectors.filter((one) => one !== 'other' && one !== 'unknown'))
      expect(new Set(remediesOfVector[vector].map(({ side }) => side)), vector).toEqual(
        new Set(['technical', 'human']),
      )
    for (const factor of factorKinds.filter((one) => one !== 'other'))
      expect(new Set(remediesOfFactor[factor].map(({ side }) => side)), factor).toEqual(
        new Set(['technical', 'human']),
      )
  })

  test('R99 training alone against a stolen password is challenged with what would stop it, until something else stands', () => {
    const train = { ...taken, title: 'A course', strength: 'train' } as const
    const stolen = { vector: 'stolen_credentials', factors: [] }
    expect(challengeFor(stolen, [train])?.en).toContain('second factor')
    expect(challengeFor({ vector: null, factors: ['reused_password'] }, [train])?.de).toContain(
      'Passwort-Manager',
    )
    expect(challengeFor({ vector: 'supplier', factors: [] }, [train])?.en).toContain(
      'All of this is training',
    )
    const refused = { ...taken, title: 'Two factors', strength: 'engineer', state: 'refused' } as const
    expect(challengeFor(stolen, [train, refused])).not.toBeNull()
    expect(challengeFor(stolen, [train, { ...refused, state: 'proposed' }])).toBeNull()
    expect(challengeFor(stolen, [])).toBeNull()
  })

  test('what was taken up in either language is not proposed again, and each remedy stands once', () => {
    const tables = [remediesOfVector.stolen_credentials, remediesOfFactor.weak_sign_in, undefined]
    const keys = remediesFor(tables, []).map(({ key }) => key)
    expect(keys).toEqual([...new Set(keys)])
    const [first] = remediesOfVector.stolen_credentials
    expect(remediesFor(tables, [{ title: first?.title.de ?? '' }]).map(({ key }) => key)).toEqual(
      keys.slice(1),
    )
  })
})

describe('what a case says about a risk', () => {
  test('R98 so many times in so many months is the word whose range holds it', () => {
    const rows = [
      [2, 12, 'often'],
      [1, 12, 'likely'],
      [5, 60, 'likely'],
      [6, 60, 'often'],
      [1, 36, 'likely'],
      [1, 37, 'possible'],
      [1, 60, 'possible'],
    ] as const
    for (const [times, months, word] of rows)
      expect([times, months, likelihoodOf(times, months)]).toEqual([times, months, word])
    expect([0, 11, 30, 400].map(monthsCounted)).toEqual([12, 12, 30, 60])
  })

  test('R98 a cost is so many days without work, and nobody guesses where no day has a price', () => {
    expect([daysLostBy(6000, 1000), daysLostBy(400, 1000), daysLostBy(600, 0), daysLostBy(0, 10)]).toEqual([
      6,
      0,
      null,
      null,
    ])
    expect([0, 1, 4, 5, 20, 21].map(harmOf)).toEqual([
      'small',
      'noticeable',
      'noticeable',
      'heavy',
      'heavy',
      'threatening',
    ])
  })

  test('R98 one case makes a risk graver or leaves it, and never milder', () => {
    const shown = { times: 1, months: 12, daysLost: 0 }
    expect(proposedWords({ likelihood: 'rare', harm: 'heavy' }, shown)).toEqual({
      likelihood: 'likely',
      harm: 'heavy',
    })
    expect(proposedWords({ likelihood: 'likely', harm: 'heavy' }, shown)).toBeUndefined()
    expect(proposedWords({ likelihood: 'often', harm: 'small' }, { ...shown, daysLost: 30 })).toEqual({
      likelihood: 'often',
      harm: 'threatening',
    })
    expect(
      proposedWords({ likelihood: 'often', harm: 'small' }, { ...shown, daysLost: null }),
    ).toBeUndefined()
  })

  test('R104 two cases share what was named of both, and nothing of what says nothing', () => {
    const was = { factors: ['weak_sign_in', 'other'], vector: 'phishing' }
    expect(sharedBetween({ factors: ['other', 'weak_sign_in'], vector: 'unknown' }, was)).toEqual([
      'weak_sign_in',
    ])
    expect(sharedBetween({ factors: [], vector: 'phishing' }, was)).toEqual(['phishing'])
    const unknown = { factors: ['other'], vector: 'unknown' }
    expect(sharedBetween(unknown, unknown)).toEqual([])
  })
})

describe('chasing', () => {
  const waiting: Waiting = {
    ...{ state: 'accepted', dueOn: today, effectDueOn: null, acceptedUntil: null },
    ...{ remindStage: '', remindDay: null },
  }
  const on = (day: string, rest: Partial<Waiting> = {}) => dueNotice({ ...waiting, ...rest }, day)

  test('U50 the owner hears a week before and a day after, who leads a week late, the management three weeks late, each once', () => {
    expect(
      ['2026-02-21', '2026-02-22', '2026-03-02', '2026-03-09', '2026-03-23'].map((day) => on(day)),
    ).toEqual([undefined, 'near', 'overdue', 'leader', 'management'])
    expect(on('2026-03-02', { remindStage: 'overdue' })).toBeUndefined()
    expect(on('2026-03-09', { remindStage: 'overdue' })).toBe('leader')
    expect(on('2026-12-01', { remindStage: 'management' })).toBeUndefined()
  })

  test('what waits for a check, a verdict, or beyond a carried risk is brought to mind each fortnight', () => {
    expect(on(today, { state: 'done' })).toBe('verify')
    expect(on('2026-03-14', { state: 'done', remindDay: today })).toBeUndefined()
    expect(on('2026-03-15', { state: 'done', remindDay: today })).toBe('verify')
    expect(on(today, { state: 'verified', effectDueOn: today })).toBe('effect')
    expect(on(today, { state: 'verified', effectDueOn: '2026-03-02' })).toBeUndefined()
    expect(on(today, { state: 'risk_accepted', acceptedUntil: '2026-02-28' })).toBe('risk_over')
    expect(on(today, { state: 'risk_accepted', acceptedUntil: today })).toBeUndefined()
    expect(on(today, { state: 'refused' })).toBeUndefined()
  })

  test('whoever has it is not asked to check it, and what is nobody’s any more is for those who lead', () => {
    const people = [
      { id: 'o', role: 'owner' },
      { id: 'l', role: 'lead' },
      { id: 'r', role: 'responder' },
    ]
    const whose = { ownerId: 'r', doneById: 'l' }
    expect(hearersOf('overdue', whose, people)).toEqual(['r'])
    expect(hearersOf('overdue', { ...whose, ownerId: 'gone' }, people)).toEqual(['o', 'l'])
    expect(hearersOf('verify', whose, people)).toEqual(['o'])
    expect(hearersOf('management', whose, people)).toEqual(['o'])
  })
})
