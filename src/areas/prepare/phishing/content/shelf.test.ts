import { expect, test } from 'vitest'
import { englishGrade, germanGrade, mostGrade } from '../../../../base/reading-grade.ts'
import { bodyFault, lintFault } from '../rules/lint.ts'
import { mails as de } from './de.ts'
import { mails as en } from './en.ts'
import { shelfFacts, shelfKeys } from './template.ts'

const every = [...en.map((mail) => ['en', mail] as const), ...de.map((mail) => ['de', mail] as const)]

test('R120 a lead finds the same six mails in English and German, of every difficulty', () => {
  expect(en.map(({ key }) => key)).toEqual(shelfKeys)
  expect(de.map(({ key }) => key)).toEqual(shelfKeys)
  expect(new Set(Object.values(shelfFacts).map(({ difficulty }) => difficulty))).toEqual(
    new Set(['easy', 'moderate', 'hard']),
  )
})

test.each(every)('R120 a mail of the shelf (%s) breaks no rule that binds mails of one’s own', (_code, mail) => {
  const { subject, body, linkWords, senderName, signs } = mail
  expect(bodyFault(body)).toBeUndefined()
  for (const text of [subject, body, linkWords, senderName]) expect(lintFault(text)).toBeUndefined()
  expect(signs.length).toBeGreaterThanOrEqual(3)
})

test.each(every)('R120 whoever opened a mail (%s) reads its signs without stopping', (code, { signs, key }) => {
  const grade = code === 'en' ? englishGrade : germanGrade
  const hard = signs.map((sign) => [key, sign, grade(sign)] as const).filter(([, , found]) => (found ?? 0) > mostGrade)
  expect(hard).toEqual([])
})
