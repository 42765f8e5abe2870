import { expect, test } from 'vitest'
import type { RuleContent } from '../contract.ts'
import { compareWords } from '../../../../base/compare-words.ts'
import { compareContents } from './compare.ts'
import {
  checkCode,
  contentHash,
  missingForPublishing,
  nextReview,
  readCode,
  ruleStanding,
} from './standing.ts'

const content: RuleContent = {
  summary: 'Long and different everywhere.',
  clauses: [
    { heading: 'Length', text: 'Use at least fourteen letters.' },
    { heading: 'Sharing', text: 'Tell nobody.' },
  ],
  questions: [
    { question: 'How long?', options: ['Four', 'Fourteen'], right: 1, clause: 0 },
    { question: 'May the boss know it?', options: ['No', 'Yes'], right: 0, clause: 1 },
  ],
}
const anna = { name: 'Anna', approvedHash: contentHash(content) }

test('R4 a house rule is not published before everyone named agreed to exactly these words', () => {
  expect(missingForPublishing(content, [anna])).toEqual([])
  expect(missingForPublishing(content, [])).toEqual(['Name at least one person who has to agree.'])
  const changed = { ...content, summary: 'Other words.' }
  expect(missingForPublishing(changed, [anna])).toEqual(['Anna has not agreed to these words yet.'])
  expect(missingForPublishing({ summary: '', clauses: [], questions: [] }, [])).toHaveLength(4)
  const astray = { ...content, questions: content.questions.map((one) => ({ ...one, right: 3, clause: 9 })) }
  expect(missingForPublishing(astray, [{ ...anna, approvedHash: contentHash(astray) }])).toEqual([
    'Say for each question which answer is right.',
    'Say for each question which clause it asks about.',
  ])
})

test('R4 a copy on paper is known by its code, however somebody reads it off', () => {
  const code = checkCode('rule', 2, content)
  expect(code).toMatch(/^HR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(checkCode('rule', 3, content)).not.toBe(code)
  expect(checkCode('rule', 2, { ...content, summary: 'x' })).not.toBe(code)
  const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')
  expect(readCode(typed)).toBe(code)
  expect(readCode('HRHR-0000')).toBe('HR-HRHR-0000')
})

test('R4 a reader sees word by word what a version changed, and nothing where nothing did', () => {
  expect(compareContents(content, content)).toEqual([])
  const after: RuleContent = {
    ...content,
    summary: 'Long and different, everywhere.',
    clauses: [
      { heading: 'Length', text: 'Use at least sixteen letters.' },
      { heading: 'Managers', text: 'Use the program.' },
    ],
  }
  const changes = compareContents(content, after)
  expect(changes.map(({ what, heading, state }) => [what, heading, state])).toEqual([
    ['summary', '', 'changed'],
    ['clause', 'Length', 'changed'],
    ['clause', 'Managers', 'changed'],
  ])
  expect(changes[1]?.parts).toEqual([
    { text: 'Use at least ', state: 'same' },
    { text: 'fourteen ', state: 'removed' },
    { text: 'sixteen ', state: 'added' },
    { text: 'letters.', state: 'same' },
  ])
  expect(compareContents(undefined, content).every(({ state }) => state === 'added')).toBe(true)
  const shorter = { ...content, clauses: content.clauses.slice(0, 1) }
  expect(compareContents(content, shorter)).toMatchObject([{ heading: 'Sharing', state: 'removed' }])
})

test('what two texts keep and lose adds up to both of them', () => {
  const [before, after] = ['a b  c\nd e', 'b c\nx d f e ']
  const parts = compareWords(before, after)
  const joined = (without: string) =>
    parts
      .filter(({ state }) => state !== without)
      .map(({ text }) => text)
      .join('')
  expect(joined('added')).toBe(before)
  expect(joined('removed')).toBe(after)
})

test('a house rule is to be looked at again after its months, also at the end of a short one', () => {
  expect(nextReview({ reviewedOn: '2026-08-31', reviewMonths: 6 })).toBe('2027-02-28')
  expect(nextReview({ reviewedOn: null, reviewMonths: 6 })).toBeNull()
})

test('R130 a rule asks for somebody the day after its look was due, and for its readers after a week, by number', () => {
  const rule = {
    id: 'h',
    name: 'Mail',
    reviewedOn: '2026-01-10',
    reviewMonths: 3,
    inForceSince: '2026-04-01',
  }
  const on = (today: string) => ruleStanding(rule, 2, today)
  expect(on('2026-04-08')).toMatchObject({ reviewOver: null, unread: 0 })
  expect(on('2026-04-09')).toMatchObject({ reviewOver: null, unread: 2 })
  expect(on('2026-04-10').reviewOver).toBeNull()
  expect(on('2026-04-11').reviewOver).toBe('2026-04-10')
})
