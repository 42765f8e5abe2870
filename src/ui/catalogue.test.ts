import i18next from 'i18next'
import { expect, test } from 'vitest'
import { sentenceOf } from './catalogue.ts'

const catalogue = {
  title: 'Incidents',
  task: {
    open_one: '{{count}} open task of {{ name }}',
    open_few: '{{count}} (few) of {{name}}',
    open_many: '{{count}} (many) of {{name}}',
    open_other: '{{count}} open tasks of {{name}}',
  },
}

test('a reader finds a sentence with its blanks filled, whatever the words in them', () => {
  expect(sentenceOf(catalogue, 'title', 'en')).toBe('Incidents')
  expect(sentenceOf(catalogue, 'task.open', 'en', { count: 1, name: '$& {{count}}' })).toBe(
    '1 open task of $& {{count}}',
  )
})

test('a reader of a language with more plurals than two finds each', () => {
  expect(sentenceOf(catalogue, 'task.open', 'pl', { count: 3, name: 'Ola' })).toBe('3 (few) of Ola')
  expect(sentenceOf(catalogue, 'task.open', 'en', { count: 5, name: 'Ola' })).toBe('5 open tasks of Ola')
  expect(sentenceOf(catalogue, 'task.open', 'pl', { count: 5, name: 'Ola' })).toBe('5 (many) of Ola')
})

test('a reader is never given a group or an inherited property for a sentence', () => {
  for (const key of ['task', 'task.none', 'constructor', '__proto__.x', '']) {
    expect(sentenceOf(catalogue, key, 'en')).toBeUndefined()
  }
})

test('a reader sees on the screen what the mail says', async () => {
  const mail = i18next.createInstance()
  await mail.init({
    lng: 'pl',
    resources: { pl: { translation: catalogue } },
    interpolation: { escapeValue: false },
  })
  for (const count of [0, 1, 2, 5, 22]) {
    expect(sentenceOf(catalogue, 'task.open', 'pl', { count, name: 'Ola' })).toBe(
      mail.t('task.open', { count, name: 'Ola' }),
    )
  }
})
