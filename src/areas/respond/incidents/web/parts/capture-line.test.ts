import { expect, test } from 'vitest'
import { offered, readCapture } from './capture-line.ts'

const german = { note: 'Notiz', decision: 'Entscheidung', task: 'Aufgabe', system: 'System' }

test('a lead who types /task and words gets a task with these words', () => {
  expect(readCapture('/task Call the bank')).toEqual({ capture: 'task', words: 'Call the bank' })
  expect(readCapture('/TASK call')).toEqual({ capture: 'task', words: 'call' })
})

test.each(['Call the bank', '/task', '/unknown word', 'see /task here'])(
  'a lead who types %j has named nothing yet',
  (line) => {
    expect(readCapture(line)).toBeUndefined()
  },
)

test('a lead who types / is offered everything, and fewer with each letter, in the own language too', () => {
  expect(offered('/', (one) => german[one])).toEqual(['note', 'decision', 'task', 'system'])
  expect(offered('/s', (one) => german[one])).toEqual(['system'])
  expect(offered('/auf', (one) => german[one])).toEqual(['task'])
  expect(offered('note', (one) => german[one])).toEqual([])
})
