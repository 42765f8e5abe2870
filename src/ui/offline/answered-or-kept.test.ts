import { expect, test } from 'vitest'
import { CallError } from '../call-error.ts'
import { answeredOrKept } from './answered-or-kept.ts'

const question = { tenant: 'harbour', url: '/api/v1/incidents', signal: undefined }

test('a person whose server answers reads what it says now', async () => {
  const found = await answeredOrKept({ ...question, ask: async () => '{"items":[]}' })
  expect(found).toEqual({ body: '{"items":[]}', isKept: false })
})

test('a person whom the server refuses is told so, and shown nothing old in its place', async () => {
  const refused = new CallError('forbidden', 'Ask an owner.')
  await expect(answeredOrKept({ ...question, ask: () => Promise.reject(refused) })).rejects.toBe(refused)
})

test('a person without a connection, whose browser keeps nothing, gets no answer', async () => {
  const ask = () => Promise.reject(new CallError('offline', 'No connection.'))
  expect(await answeredOrKept({ ...question, ask })).toBeUndefined()
})

test('a page that is left takes its question with it', async () => {
  const leaving = new AbortController()
  const ask = (signal: AbortSignal) =>
    new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(new Error('left'))))
  const asked = answeredOrKept({ ...question, signal: leaving.signal, ask })
  leaving.abort()
  await expect(asked).rejects.toThrow('left')
})
