import { expect, test } from 'vitest'
import { incidentKinds, incidentKindSentences } from '../../../base/incident-kinds.ts'
import { playbooks } from './content/playbooks.ts'
import { freezeRun } from './rules/freeze-run.ts'
import { playbookFaults } from './rules/playbook-faults.ts'
import { PlaybookRun } from './contract/run.ts'
import { playbookFor } from './public.ts'
import { playbookGaps } from './rules/playbook-gaps.ts'
// @ts-expect-error a build script in plain JavaScript without types
import { staleContent } from '../../../../tools/content.mjs'

test('the committed JSON says what the YAML says', () => {
  expect(staleContent()).toEqual([])
})

test('each incident kind but `other` has exactly one playbook', () => {
  expect([...playbooks.map((playbook) => playbook.id), 'other']).toEqual([...incidentKinds])
})

test('a person who declares `other` gets the playbook for something odd', () => {
  expect(playbookFor('other').id).toBe('something-odd')
})

test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
  'a responder finds nothing dangling, circling or unreachable in %s',
  (_, playbook) => {
    expect(playbookFaults(playbook)).toEqual([])
    expect(PlaybookRun.parse(freezeRun(playbook)).kind).toBe(playbook.id)
  },
)

test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
  'the declare screen and the playbook %s call the kind the same',
  (kind, playbook) => {
    expect(incidentKindSentences[kind]).toBe(playbook.plainTitle)
  },
)

test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
  'R44 a staff member can read the first 15 minutes of %s at grade 8',
  (_, playbook) => {
    const hard = playbook.first15Minutes
      .map((item) => ({
        id: item.id,
        text: `${item.do} ${item.how}`,
        grade: readingGrade(`${item.do} ${item.how}`),
      }))
      .filter((item) => item.grade > 8)
    expect(hard).toEqual([])
  },
)

test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
  'R44 a staff member can read what not to do in %s at grade 8, and why',
  (_, playbook) => {
    const card = playbook.first15Minutes.map((item) => `${item.why} ${item.not ?? ''}`)
    const hard = [...playbook.doNot.map((item) => `${item.text} ${item.why}`), ...card]
      .map((text) => ({ text, grade: readingGrade(text) }))
      .filter(({ grade }) => grade > 8.5)
    expect(hard).toEqual([])
  },
)

test('R44 each kind has a card of eight lines at most, what not to do, and nothing left out', () => {
  expect(playbooks.map((playbook) => [playbook.id, playbookGaps(playbook)])).toEqual(
    playbooks.map((playbook) => [playbook.id, []]),
  )
  for (const playbook of playbooks) expect(playbook.first15Minutes.length).toBeLessThanOrEqual(8)
})

test('R42 each playbook says its clicks for the products people use, and how to take each step back', () => {
  const bare = playbooks.filter((playbook) => {
    const contain = playbook.phases.contain
    return !contain.some((step) => Object.keys(step.howByPlatform ?? {}).length >= 2)
  })
  expect(bare.map(({ id }) => id)).toEqual([])
  expect(playbooks.map(({ language }) => language)).toEqual(playbooks.map(() => 'en'))
})

test('a responder is never sent to a playbook or a fact by a name of the program', () => {
  const words = playbooks.flatMap((playbook) =>
    textsOf({
      ...playbook,
      id: '',
      facts: {},
      veris: {},
      confusedWith: playbook.confusedWith.map((one) => one.looksLike),
    }).map((text) => [playbook.id, text] as const),
  )
  const kinds = incidentKinds.filter((kind) => kind.includes('-'))
  const inside = words.filter(([, text]) => kinds.some((kind) => text.includes(kind)))
  expect(inside).toEqual([])
})

test.each([
  ['ransomware', ['e12', 'e2', 'e3']],
  ['business-email-compromise', ['e5', 'e1', 'e2']],
] as const)('a responder to %s is offered first what is lost first', (kind, first) => {
  const playbook = playbookFor(kind)
  expect(playbook.evidenceFirst.slice(0, 3).map(({ id }) => id)).toEqual(first)
  // Where a step names the order, it is the order in which the run offers them.
  const named = playbook.phases.contain.flatMap(
    ({ how }) => how.join(' ').match(/(?:\be\d+, ){5,}e\d+/) ?? [],
  )
  for (const order of named) expect(order.split(', ')).toEqual(playbook.evidenceFirst.map(({ id }) => id))
})

test('whoever is asked something is asked a question', () => {
  const asked = playbooks.flatMap((playbook) => [
    ...Object.values(playbook.phases).flatMap((steps) => steps.flatMap((step) => step.ask?.question ?? [])),
    ...playbook.decisions.map(({ question }) => question),
  ])
  expect(asked.filter((question) => !question.endsWith('?'))).toEqual([])
})

/** Every sentence of a value, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

test('the reading grade tells a lawyer from a card', () => {
  expect(readingGrade('Pull the cable. Leave it on.')).toBeLessThan(4)
  expect(
    readingGrade(
      'Notification obligations notwithstanding, immediately initiate containment of compromised infrastructure.',
    ),
  ).toBeGreaterThan(14)
})

/** Flesch-Kincaid grade level (Kincaid et al. 1975): 0.39 words per sentence + 11.8 syllables per word - 15.59. */
function readingGrade(text: string): number {
  const sentences = text.split(/[.!?]+(?:\s|$)/).filter((sentence) => /\w/.test(sentence))
  const words = text.match(/[A-Za-z0-9'’-]+/g) ?? []
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
}

function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  const spoken = letters.replace(/(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$/, '').replace(/^y/, '')
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1)
}
