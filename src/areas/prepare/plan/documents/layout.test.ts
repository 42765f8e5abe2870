import { describe, expect, test } from 'vitest'
import type { Block } from '../../../../base/document-blocks.ts'
import { clockWords, plainWords } from '../rules/words/clock-words.ts'
import { weightsOf } from '../../../../platform/documents/columns.ts'
import { groupsOf } from './layout.ts'

const page = { lines: 44, signs: 100 }
const heading = (text: string): Block => ({ kind: 'heading', text })
const card = (lines: number): Block => ({
  ...{ kind: 'card', title: 'Do not', isWarning: true },
  lines: Array.from({ length: lines }, () => 'Do not pay anybody yet.'),
})

describe('a page of the plan', () => {
  test('a reader finds what not to do on the page that says of what it speaks', () => {
    const groups = groupsOf([heading('Files are locked'), card(8), card(8), heading('Mail'), card(90)], page)
    expect(groups.map(({ isWhole, blocks }) => [isWhole, blocks.length])).toEqual([
      [true, 3],
      [false, 2],
    ])
  })

  test('a reader meets no name and no number that turns a line beside long words', () => {
    const long = 'Who must be told of what, by when, and how it is done in the end. '.repeat(3)
    const [name = 0, words = 0, number = 0] = weightsOf(
      [
        ['Who', 'Anna Berg'],
        ['What', long],
        ['By day', '+44\u00a020\u00a07946\u00a00101'],
      ],
      page.signs,
    )
    const line = name + words + number
    expect((name / line) * page.signs).toBeGreaterThanOrEqual('Anna Berg'.length)
    expect((number / line) * page.signs).toBeGreaterThanOrEqual('+44 20 7946 0101'.length)
    expect(words).toBeGreaterThan(name + number)
  })

  test('a number by day stays whole, and words beside it may turn', () => {
    const table: Block = { kind: 'table', head: ['Who', 'By day'], rows: [['Anna Berg', '+44 20 1']] }
    const [group] = groupsOf([table], page)
    expect(group?.blocks).toMatchObject([{ rows: [['Anna Berg', '+44\u00a020\u00a01']] }])
  })

  test('an owner reads no name that only the law engine knows', () => {
    const rules = [
      'from contract; notice_value and notice_unit of the contract from its clock_start; typical values 24, 48 or 72 hours',
      '3 business days from became_aware_at; business days of US_FEDERAL',
      'from contract; policy.notice_hours if stated, else as soon as practicable',
    ]
    for (const language of ['en', 'de'] as const)
      for (const rule of rules) expect(clockWords(rule, language)).not.toMatch(/\w_\w|\w\.\w/)
    expect(plainWords('clause recorded in facts.contracts', 'en')).toBe(
      'clause recorded in the register of contracts',
    )
  })
})
