import { describe, expect, test } from 'vitest'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { leafKinds } from '../../../../base/leaf-kinds.ts'
import type { PlanDocument } from '../contract/document.ts'
import { annexOf } from './annex.ts'
import { answerFaults, answersOf, type KnownElsewhere } from './answers.ts'
import { legalFacts } from './legal-facts.ts'
import { rank } from './rank.ts'
import { codeOf, differences, documentHash, typedCode, printedCode, versionState } from './versions.ts'
import { questionIds, questions } from './words/questions.ts'
import { pickedFrom, rankRules, usual } from './words/ranking.ts'
import { sectionsRestingOn } from './words/sections.ts'

const known: KnownElsewhere = {
  organisation: { country: 'AT', sector: 'retail', size: '10-49' },
  profile: undefined,
  isBackupIsolated: undefined,
  isRestoreProved: undefined,
  isInsured: undefined,
  hasSupplierWithAccess: undefined,
}

describe('the interview', () => {
  test('an owner is asked at most 40 questions, each once, with a reason in both languages', () => {
    expect(questions.length).toBeLessThanOrEqual(40)
    expect(new Set(questionIds).size).toBe(questions.length)
    for (const { ask, why, options = [] } of questions)
      for (const said of [ask, why, ...options.map(({ words }) => words)])
        expect([said.en, said.de].every((words) => words.trim() !== '')).toBe(true)
  })

  test('a person who answered is believed before a register, and a register before nobody', () => {
    const full = { ...known, isBackupIsolated: true, isInsured: true }
    const state = (kept: Parameters<typeof answersOf>[0], id: string) =>
      answersOf(kept, full).find(({ question }) => question === id)
    expect(state(new Map(), 'isolated_backup')).toMatchObject({
      value: 'yes',
      state: 'filled',
      from: 'backups',
    })
    const said = new Map([['isolated_backup', { value: 'no', answeredAt: '2026-01-01', answeredBy: 'Eva' }]])
    expect(state(said, 'isolated_backup')).toMatchObject({ value: 'no', state: 'answered', from: '' })
    expect(state(new Map(), 'cyber_insurance')).toMatchObject({ value: 'yes', from: 'insurance' })
    expect(state(new Map(), 'hours')).toMatchObject({ value: null, state: 'open' })
  })

  test('somebody who answers "none" and something else is told', () => {
    expect(answerFaults([{ question: 'abroad', value: ['none', 'uk'] }])).toHaveLength(1)
    expect(answerFaults([{ question: 'abroad', value: ['uk', 'us'] }])).toEqual([])
    expect(answerFaults([{ question: 'size', value: '1-9' }])).toMatchObject([{ path: 'answers.0.question' }])
  })
})

describe('the ranking', () => {
  test('R6 the same answers always give the same list, whatever order they were given in, each kind with a reason', () => {
    const answers = { online_shop: 'yes', own_servers: 'yes', calls_back: 'no' } as const
    const turned = Object.fromEntries(Object.entries(answers).toReversed())
    expect(rank(answers)).toEqual(rank(turned))
    const kinds = rank({}).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(incidentKinds.filter((kind) => kind !== 'other').toSorted())
    expect(rank({}).every(({ reasons }) => reasons.length > 0)).toBe(true)
    expect(JSON.stringify(rank(answers))).not.toContain('weight')
  })

  test('every reason hangs on a question and an answer that exist', () => {
    for (const { question, is } of rankRules) {
      const { kind, options = [] } = questions.find(({ id }) => id === question) ?? expect.fail(question)
      const allowed = ['unknown', ...(kind === 'yesno' ? ['yes', 'no'] : options.map(({ value }) => value))]
      expect(is.filter((answer) => !allowed.includes(answer))).toEqual([])
    }
  })

  test('R6 a business that takes cards has the playbook of a changed page or till in its plan, and else it has not', () => {
    const isPicked = (answers: Parameters<typeof rank>[0]) =>
      rank(answers).find(({ kind }) => kind === 'website-compromise')?.isPicked
    expect(isPicked({ card_payments: 'no' })).toBe(false)
    expect(isPicked({ card_payments: 'yes' })).toBe(true)
    expect(Math.max(...Object.values(usual))).toBeGreaterThanOrEqual(pickedFrom)
  })
})

describe('the annex', () => {
  test('R25 each duty names trigger, recipient, clock and form, the sure before the possible', () => {
    const base = {
      key: 'x',
      recipient: { name: 'The authority' },
      stage: 'initial',
      recordOnly: false,
      voluntary: false,
      explanation: {
        regime: 'Law',
        citation: 'art. 1',
        confirmed: true,
        rule: '72 hours from became_aware_at; without undue delay',
        content: [],
        how: 'portal',
        missing: [],
      },
    }
    const rows = annexOf(
      [
        { ...base, key: 'p', status: 'possible' },
        { ...base, status: 'live' },
        { ...base, key: 'r', status: 'live', recordOnly: true },
      ],
      'de',
    )
    expect(rows.map(({ key }) => key)).toEqual(['x', 'p'])
    expect(rows[0]).toMatchObject({
      trigger: 'sobald Sie sicher sind, dass es geschah',
      recipient: 'The authority',
      clock: '72 Stunden, sobald Sie sicher sind, dass es geschah; without undue delay',
      form: 'portal',
    })
  })

  test('facts for the law hold nothing that was not said: no data, no breach', () => {
    const place = { country: 'AT', timeZone: 'Europe/Vienna', sector: 'retail', eea: ['AT', 'DE'] }
    const facts = legalFacts({}, place, [], new Date(0))
    expect(facts).toMatchObject({
      personal_data_affected: false,
      card_data_affected: false,
      'entity.classes': [],
    })
    expect(facts).not.toHaveProperty('data_categories')
  })
})

describe('sections and what they rest on', () => {
  test('R5 a risk, a duty, a contact, a supplier and a system each reach a section; a sign of life of a backup does not', () => {
    for (const kind of [
      'vendor.add',
      'vendor_contact.change',
      'contact.add',
      'calltree.change',
      'power.decide',
      'mandate.sign',
      'asset.add',
      'contract.change',
      'policy.change',
      'member.join',
      'playbook.publish',
      'profile.change',
    ] as const)
      expect(sectionsRestingOn(kind).length).toBeGreaterThan(0)
    expect(sectionsRestingOn('copy.beat')).toEqual([])
    expect(sectionsRestingOn('vendor_contact.confirm')).toEqual([])
    expect(sectionsRestingOn('note.add')).toEqual([])
    expect(leafKinds.filter((kind) => kind.startsWith('plan.')).flatMap(sectionsRestingOn)).toEqual([])
  })
})

describe('versions', () => {
  const document = (words: string): PlanDocument => ({
    title: 'Plan',
    organisation: 'B',
    language: 'en',
    sections: [
      {
        key: 'learn',
        title: 'Learn',
        owner: '',
        reviewOn: '',
        blocks: [{ kind: 'list', items: ['Stays', words], isOrdered: false }],
      },
    ],
  })

  test('R4 a comparison shows what went and what came, and nothing that stayed', () => {
    expect(differences(document('Old'), document('New'))).toEqual([
      { section: 'learn', title: 'Learn', removed: ['Old'], added: ['New'] },
    ])
    expect(differences(document('Old'), document('Old'))).toEqual([])
  })

  test('the order in which the database keeps fields does not change the hash, one letter does', () => {
    const { sections, ...rest } = document('Old')
    expect(documentHash({ sections, ...rest })).toBe(documentHash(document('Old')))
    expect(documentHash(document('Old'))).not.toBe(documentHash(document('Olb')))
  })

  test('one refusal ends a version, and a later one takes the place of one that waits', () => {
    const state = (
      version: number,
      said: readonly boolean[],
      newest: number,
      published: readonly number[] = [],
    ) =>
      versionState(
        version,
        said.map((isApproved) => ({ isApproved })),
        { newest, published },
      )
    expect(state(1, [true], 1)).toBe('waiting')
    expect(state(1, [true, false], 1)).toBe('refused')
    expect(state(1, [true], 2)).toBe('replaced')
    expect(state(1, [true], 2, [1, 2])).toBe('superseded')
    expect(state(2, [true], 2, [1, 2])).toBe('current')
    expect(state(1, [true], 2, [1])).toBe('current')
  })

  test('a code that was read out badly is still the code', () => {
    const code = codeOf(Uint8Array.from([1, 35, 69, 103, 137, 171, 205, 239, 1, 32]))
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(typedCode(` ${printedCode(code).toLowerCase()} `)).toBe(code)
    expect(typedCode('oil')).toBe('011')
  })
})
