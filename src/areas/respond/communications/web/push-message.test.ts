import { expect, test } from 'vitest'
import de from '../messages/de.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import { shownMessage } from './push-message.ts'

const words = { en, de }
const path = '/t/hofer/incidents/01900000-0000-7000-8000-000000000001'

test('a person reads in their language what kind of news it is, and nothing of its content', () => {
  const sent = { title: 'Muster', kind: 'incident.opened', path, id: 'a' }

  const shown = shownMessage(JSON.stringify(sent), 'de', words)

  expect(shown).toEqual({ title: 'Muster', body: de.push.incident.opened, path, tag: 'a' })
})

test('a person whose language has no words, or news of an unknown kind, still reads a sentence', () => {
  const of = (kind: string, language: string) => shownMessage(JSON.stringify({ kind, path }), language, words)

  expect(of('task.assigned', 'fi').body).toBe(en.push.task.assigned)
  expect(of('something.new', 'de').body).toBe(de.push.other)
  expect(of('incident', 'de').body).toBe(de.push.other)
  expect(of('constructor.name', 'en').body).toBe(en.push.other)
})

test.each([
  '',
  'no json',
  'null',
  '[1]',
  '{"kind":1,"path":{}}',
  '{"path":"https://evil.example/"}',
  '{"path":"//evil.example"}',
  String.raw`{"path":"/\\evil.example"}`,
])('a message of strange bytes (%s) leads a person no further than our own start', (payload) => {
  expect(shownMessage(payload, 'en', words)).toMatchObject({ body: en.push.other, path: '/' })
})
