import { expect, test } from 'vitest'
import german from '../messages/de.json' with { type: 'json' }
import english from '../messages/en.json' with { type: 'json' }
import { guideSections, linesOf, shortGuide, type GuideSection } from './guide.ts'

const sections = Object.keys(guideSections) as GuideSection[] // its own keys

test.each([
  ['English', english],
  ['German', german],
])('R50 a person who never did this reads the whole guide in %s, in short sentences', (_, messages) => {
  const guide: Record<string, unknown> = messages.guide
  const lines = sections.flatMap((section) => {
    // As the catalogue holds it: a title, and its lines by number.
    const { title, ...said } = guide[section] as Record<string, string>
    expect(title).toBeTruthy()
    expect(Object.keys(said)).toHaveLength(linesOf(section).length)
    return Object.values(said)
  })
  const long = lines.flatMap((line) =>
    line.split(/(?<=[.:!?]) /).filter((sentence) => sentence.split(' ').length > 24),
  )
  expect(long).toEqual([])
})

test('R50 what stands before a step that wipes is part of the guide', () => {
  const known = sections.flatMap(linesOf)
  expect(shortGuide.filter((line) => !known.includes(line))).toEqual([])
})
