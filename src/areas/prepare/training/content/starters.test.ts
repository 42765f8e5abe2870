import { expect, test } from 'vitest'
import { englishGrade, germanGrade, mostGrade } from '../../../../base/reading-grade.ts'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { CourseContent } from '../contract/courses.ts'
import { missingForUse } from '../rules/checking.ts'
import { lessonDraft } from '../rules/lessons.ts'
import { kindWords, lessonTitle, lessonWords } from './case-lesson.ts'
import { starters as de } from './de.ts'
import { starters as en } from './en.ts'
import { starterFacts, starterKeys } from './starter.ts'

const named = [
  ...en.map((one) => [`en ${one.key}`, englishGrade, one] as const),
  ...de.map((one) => [`de ${one.key}`, germanGrade, one] as const),
]

test('N9 a firm finds the same nine short courses in English and German, each for somebody', () => {
  expect(en.map(({ key }) => key)).toEqual(starterKeys)
  expect(de.map(({ key }) => key)).toEqual(starterKeys)
  for (const [place, { key, content }] of en.entries()) {
    const twin = de[place]?.content
    expect(twin?.lessons.length, key).toBe(content.lessons.length)
    expect(twin?.questions.map(({ right, lesson, options }) => [right, lesson, options.length])).toEqual(
      content.questions.map(({ right, lesson, options }) => [right, lesson, options.length]),
    )
    expect(starterFacts[key].audience.length, key).toBeGreaterThan(0)
  }
})

test.each(named)('N9 staff read the course %s without stopping', (_name, grade, { content }) => {
  const texts = [content.summary, ...content.lessons.map(({ text }) => text)]
  const hard = texts.map((text) => [text.slice(0, 40), grade(text)] as const)
  expect(hard.filter(([, found]) => found === undefined || found > mostGrade)).toEqual([])
})

test.each(named)('the course %s lacks nothing', (_name, _grade, { content }) => {
  expect(CourseContent.parse(content)).toEqual(content)
  expect(missingForUse(content)).toEqual([])
})

test('R3 whoever leads stands in the default group of what everybody learns, and has a course of their own', () => {
  expect(starterFacts.reporting.audience.map(({ audience }) => audience)).toContain('everyone')
  expect(starterFacts.first_hour.audience.map(({ audience }) => audience)).toContain('leaders')
})

test('R119 a lesson on an own case begins with its kind and month, and with blanks for a person', () => {
  for (const language of ['en', 'de'] as const)
    for (const kind of incidentKinds) {
      const words = { ...lessonWords[language], kind: kindWords[language][kind] }
      const draft = lessonDraft({ kind, month: '2026-03', released: ['We were lucky.'] }, words)
      expect(CourseContent.parse(draft)).toEqual(draft)
      expect(draft.lessons[0]?.text).toContain('2026-03')
      expect(draft.lessons[0]?.text).toContain('We were lucky.')
      expect(JSON.stringify(draft)).not.toMatch(/\{(kind|month)\}/)
      expect(lessonTitle[language]).toContain('{kind}')
    }
})
