import pino from 'pino'
import { afterAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../../../../tests/pdf.ts'
import { markdownOf } from '../../../../platform/documents/markdown.ts'
import { createTypesetter } from '../../../../platform/documents/typeset.ts'
import { wordOf } from '../../../../platform/documents/word.ts'
import type { PlanDocument } from '../contract/document.ts'
import { bookletOf, type PrintedCopy } from './booklet.ts'
import { carriedSections } from './carried.ts'
import { writtenPlan } from './written.ts'

const typesetter = createTypesetter({ log: pino({ level: 'silent' }) })
afterAll(() => typesetter.close())

const hostile = '#read("x") *bold* <b>&amp;</b> [link](javascript:x) | cell \u0000\u202e end'
const document: PlanDocument = {
  title: 'Incident response plan',
  organisation: 'Harbour Bakery',
  language: 'en',
  sections: ['Prepare', 'Notice', 'Stop it'].map((title, at) => ({
    key: title.toLowerCase(),
    title,
    owner: at === 0 ? 'Maria Lindner' : '',
    reviewOn: '',
    blocks: [
      { kind: 'heading', text: 'People outside' },
      { kind: 'paragraph', text: hostile },
      { kind: 'list', items: ['One', hostile], isOrdered: true },
      { kind: 'table', head: ['Who', 'By day'], rows: [['Bank', '+43 1 999']] },
      { kind: 'card', title: 'Do not', lines: ['Do not pay'], isWarning: true },
      { kind: 'card', title: 'First', lines: ['1. Call'], isWarning: false },
    ],
  })),
}
const copy: PrintedCopy = {
  document,
  version: 4,
  code: '7QK29XWM4FGH0123',
  day: '2026-11-22',
  checkAddress: 'muster.example/plan-check',
}
const madeAt = new Date('2026-11-22T00:00:00Z')

describe('the plan on paper', () => {
  test('a reader finds contents, numbered pages, and the code on every one of them, in a tagged file with its fonts', async () => {
    const pdf = readPdf(await typesetter.typeset(bookletOf(copy, { isLarge: false, madeAt })))
    expect(pdf).toMatchObject({ isTagged: true, isPdfUa: true, pages: 4 })
    expect(pdf.text.match(/7QK2-9XWM-4FGH-0123/g)).toHaveLength(pdf.pages)
    expect(pdf.text).toContain('Version 4 of 22 November 2026')
    expect(pdf.text).toMatch(/Stop it[ .\u2060]*4/)
    expect(pdf.text).toContain('#read("x") *bold* <b>')
    expect(pdf.text).toContain('Kept true by Maria Lindner')
  })

  test('somebody with tired eyes gets larger letters, and a draft says on every page that it is one', async () => {
    const draft = { ...copy, version: null, code: null }
    const pdf = readPdf(await typesetter.typeset(bookletOf(draft, { isLarge: true, madeAt })))
    expect(pdf.pages).toBeGreaterThanOrEqual(4)
    expect(pdf.text.match(/not to be handed out/g)?.length).toBeGreaterThanOrEqual(pdf.pages)
    expect(pdf.text).not.toContain('7QK2')
  })

  test('in plain text no mark of somebody takes effect', () => {
    const text = markdownOf(writtenPlan(copy))
    expect(text).toContain('\\*bold\\*')
    expect(text).toContain('\\<b\\>')
    expect(text).not.toMatch(/(?<!\\)\]\(javascript/)
    expect(text).not.toMatch(/[\0\u202e]/)
    expect(text.match(/^\| Bank \| \+43 1 999 \|$/gm)).toHaveLength(document.sections.length)
  })

  test('a lawyer opens the Word file: its words are words, and nothing in it is broken', async () => {
    const bytes = Buffer.from(await wordOf(writtenPlan(copy)))
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.includes('word/document.xml')).toBe(true)
    expect(bytes.includes('word/footer1.xml')).toBe(true)
  })

  test('in the copy without a network a number can be dialled and what not to do stays apart', () => {
    const [section] = carriedSections(document)
    expect(section?.key).toBe('plan_prepare')
    expect(section?.blocks.slice(3)).toMatchObject([
      { columns: [{ is: 'text' }, { is: 'phone' }] },
      { steps: [], not: ['Do not pay'] },
      { steps: [{ do: 'Call' }], not: [] },
    ])
  })
})
