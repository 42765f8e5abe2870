import { expect, test } from 'vitest'
import { RuleContent } from '../contract.ts'
import { englishGrade, germanGrade, mostGrade } from '../../../../base/reading-grade.ts'
import { contentHash, missingForPublishing } from '../rules/standing.ts'
import { starters as de } from './de.ts'
import { starters as en } from './en.ts'
import { starterKeys } from './starter.ts'

const both = [...en.map((rule) => ['en', rule] as const), ...de.map((rule) => ['de', rule] as const)]
const named = both.map(([language, rule]) => [`${language} ${rule.key}`, language, rule] as const)

test('R122 a firm finds the same eight house rules in English and German', () => {
  expect(en.map(({ key }) => key)).toEqual(starterKeys)
  expect(de.map(({ key }) => key)).toEqual(starterKeys)
  for (const [place, rule] of en.entries()) {
    const twin = de[place]?.content
    expect(twin?.clauses.length, rule.key).toBe(rule.content.clauses.length)
    expect(twin?.questions.map(({ right, clause }) => [right, clause])).toEqual(
      rule.content.questions.map(({ right, clause }) => [right, clause]),
    )
  }
})

test.each(named)('R122 staff read the house rule %s without stopping', (_name, language, { content }) => {
  const texts = [content.summary, ...content.clauses.map(({ text }) => text)]
  const grade = language === 'en' ? englishGrade : germanGrade
  const grades = texts.map((text) => [text.slice(0, 40), grade(text)] as const)
  expect(grades.filter(([, found]) => found === undefined || found > mostGrade)).toEqual([])
})

test.each(named)('the house rule %s lacks nothing but a yes', (_name, _language, { content }) => {
  const read = RuleContent.parse(content)
  expect(read).toEqual(content)
  expect(missingForPublishing(read, [{ name: 'Anna', approvedHash: contentHash(read) }])).toEqual([])
})

test('the reading grade tells a lawyer from a card, in both languages', () => {
  const card = 'Pull the cable. Leave it on. Call the person on the card. Do it now.'
  const law =
    'Notification obligations notwithstanding, immediately initiate containment of compromised infrastructure components.'
  expect(englishGrade(card)).toBeLessThan(4)
  expect(englishGrade(law)).toBeGreaterThan(14)
  expect(germanGrade('Ziehen Sie das Kabel. Lassen Sie es an. Rufen Sie die Person auf der Karte an.')).toBeLessThan(4)
  expect(
    germanGrade(
      'Unbeschadet gesetzlicher Benachrichtigungspflichten ist unverzüglich die Eindämmung kompromittierter Infrastrukturkomponenten einzuleiten.',
    ),
  ).toBeGreaterThan(14)
  expect(englishGrade('Too short.')).toBeUndefined()
})
