import { describe, expect, it } from 'vitest'
import { OwnField } from '../../../../base/own-fields.ts'
import { answered, unansweredNeeds, type Answering, type Standing } from './details.ts'

const field = (given: object) => OwnField.parse({ kind: 'text', name: { en: 'Name' }, ...given })
const entry = (key: string) => ({ key, name: { en: key } })
const priority = field({
  key: 'priority',
  kind: 'choice',
  choices: [entry('high'), entry('low')],
  bySeverity: { S1: 'high', S4: 'low' },
})
const fields = [
  priority,
  field({ key: 'paper', kind: 'yes_no' }),
  field({ key: 'sheets', kind: 'number', when: [{ of: 'paper', any: ['yes'] }], isNeeded: true }),
  field({ key: 'where', when: [{ of: 'severity', any: ['S1'] }] }),
  field({ key: 'old', isRetired: true }),
]
const standing = (value: Standing['value'], version = 1, isDefault = false): Standing => ({
  value,
  version,
  isDefault,
})
const answer = (given: Partial<Answering>) => {
  const result = answered({
    fields,
    kind: 'other',
    severity: 'S4',
    severityBefore: 'S4',
    standing: new Map(),
    wanted: [],
    firstVersion: 70,
    ...given,
  })
  return {
    ...result,
    changes: result.changes.map(({ field: { key }, from, to, isHidden }) => ({ key, from, to, isHidden })),
  }
}

describe('U17 what becomes of answers', () => {
  it('a person who takes back what another answer hangs on loses that one too, and sees it', () => {
    const before = new Map([
      ['paper', standing(true)],
      ['sheets', standing(7)],
      ['old', standing('kept')],
    ])
    const { changes } = answer({ standing: before, wanted: [{ key: 'paper', value: false, was: 1 }] })
    expect(changes).toEqual([
      { key: 'paper', from: true, to: false, isHidden: false },
      { key: 'sheets', from: 7, to: undefined, isHidden: true },
    ])
  })

  it('a person who answers both at once is taken at their word, in any order', () => {
    const wanted = [
      { key: 'sheets', value: 3, was: 0 },
      { key: 'paper', value: true, was: 0 },
    ]
    expect(answer({ wanted })).toMatchObject({ faults: [], overtaken: [], changes: [{}, {}] })
  })

  it.each([
    ['a hidden field', 'sheets', 3],
    ['a field of another severity', 'where', 'Here'],
    ['a retired field', 'old', 'x'],
    ['an unknown field', 'nothing', 'x'],
    ['the wrong kind of answer', 'paper', 'yes'],
  ])('a person who answers %s is told so', (_what, key, value) => {
    const { faults } = answer({ wanted: [{ key, value, was: 0 }] })
    expect(faults.map(({ path }) => path)).toEqual([`details.${key}`])
  })

  it('of two people at one field the slower is told, at different fields neither is', () => {
    const now = new Map([['paper', standing(true, 2)]])
    expect(answer({ standing: now, wanted: [{ key: 'paper', value: false, was: 1 }] }).overtaken).toEqual([
      'paper',
    ])
    expect(answer({ standing: now, wanted: [{ key: 'paper', value: null, was: 1 }] }).overtaken).toEqual([
      'paper',
    ])
    expect(answer({ standing: now, wanted: [{ key: 'sheets', value: 1, was: 0 }] }).overtaken).toEqual([])
    expect(answer({ standing: now, wanted: [{ key: 'paper', value: true, was: 1 }] })).toMatchObject({
      overtaken: [],
      changes: [],
    })
  })

  it('a person who still holds a version of an answer that went does not write over the one that came after it', () => {
    const wanted = [{ key: 'paper', value: true, was: 0 }]
    const versions = answered({
      ...{ fields, kind: 'other', severity: 'S4', severityBefore: 'S4', standing: new Map(), wanted },
      firstVersion: 70,
    }).changes.map(({ version }) => version)
    expect(versions).toEqual([70])
  })

  it('a person adds to several answers of which one was retired since, and cannot choose that one anew', () => {
    const several = field({
      key: 'sites',
      kind: 'choices',
      choices: [entry('shop'), { ...entry('quay'), isRetired: true }],
    })
    const faultsOf = (before: Map<string, Standing>) =>
      answer({
        fields: [several],
        standing: before,
        wanted: [{ key: 'sites', value: ['shop', 'quay'], was: before.size }],
      }).faults
    expect(faultsOf(new Map([['sites', standing(['quay'])]]))).toEqual([])
    expect(faultsOf(new Map())).toHaveLength(1)
  })

  it('a lead who must answer before closing hears of fields that are asked, and of no others', () => {
    const needs = (answers: [string, Standing][]) =>
      unansweredNeeds({ fields, kind: 'other', severity: 'S4', standing: new Map(answers) }).map(
        ({ key }) => key,
      )
    expect(needs([])).toEqual([])
    expect(needs([['paper', standing(true)]])).toEqual(['sheets'])
    expect(
      needs([
        ['paper', standing(true)],
        ['sheets', standing(0)],
      ]),
    ).toEqual([])
  })
})

describe('U14 a priority that follows the severity', () => {
  it('a person who declares gets the priority of the severity, or the one that they chose', () => {
    expect(answer({ severity: 'S1', severityBefore: undefined }).changes).toEqual([
      { key: 'priority', from: undefined, to: 'high', isHidden: false },
    ])
    const wanted = [{ key: 'priority', value: 'low', was: 0 }]
    expect(answer({ severity: 'S1', severityBefore: undefined, wanted }).changes).toMatchObject([
      { to: 'low' },
    ])
  })

  it('a lead who moves the severity moves what nobody chose, leaves what somebody did, and hides what hung on it', () => {
    const moved = { severity: 'S1', severityBefore: 'S4' } as const
    const brought = new Map([['priority', standing('low', 1, true)]])
    expect(answer({ ...moved, standing: brought }).changes).toMatchObject([{ from: 'low', to: 'high' }])
    const chosen = new Map([
      ['priority', standing('low')],
      ['where', standing('Here')],
    ])
    expect(answer({ ...moved, standing: chosen }).changes).toEqual([])
    expect(answer({ severity: 'S4', severityBefore: 'S1', standing: chosen }).changes).toEqual([
      { key: 'where', from: 'Here', to: undefined, isHidden: true },
    ])
  })

  it('a person who sends what the severity brought has chosen it', () => {
    const brought = new Map([['priority', standing('low', 1, true)]])
    const { changes } = answer({ standing: brought, wanted: [{ key: 'priority', value: 'low', was: 1 }] })
    expect(changes).toEqual([{ key: 'priority', from: 'low', to: 'low', isHidden: false }])
  })
})
