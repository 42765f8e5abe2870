import { expect, test } from 'vitest'
import { addArticle } from '../contract.ts'
import { plainOf } from '../rules/found.ts'
import { englishGrade, germanGrade, mostGrade } from '../../../../base/reading-grade.ts'
import { starters as de } from './de.ts'
import { starters as en } from './en.ts'
import { starterKeys } from './starter.ts'

const both = [...en.map((one) => ['en', one] as const), ...de.map((one) => ['de', one] as const)]
const named = both.map(([language, one]) => [`${language} ${one.key}`, language, one] as const)

test('U53 a firm finds the same three articles to begin with in English and German', () => {
  expect(en.map(({ key }) => key)).toEqual(starterKeys)
  expect(de.map(({ key }) => key)).toEqual(starterKeys)
  for (const [place, one] of en.entries()) {
    // Line by line a heading, a step, a point or words.
    const shapeOf = (body = '') => body.split('\n').map((line) => /^(#+|\d+\.|-|\|)?/.exec(line)?.[0] ?? '')
    expect(shapeOf(de[place]?.body)).toEqual(shapeOf(one.body))
    expect(de[place]?.kinds).toEqual(one.kinds)
  }
})

test.each(named)('U53 staff read the article %s without stopping', (_name, language, { key: _key, summary, ...rest }) => {
  const grade = language === 'en' ? englishGrade : germanGrade
  // A line of a list is read like a sentence, also where no full stop ends it.
  const lines = rest.body.split('\n').map((line) => plainOf(line).replace(/(?<=[^.:!?])$/, '.'))
  expect(grade(lines.join('\n'))).toBeLessThanOrEqual(mostGrade)
  expect(grade(summary)).toBeLessThanOrEqual(mostGrade)
  expect(addArticle.input.parse(rest)).toMatchObject(rest)
})
