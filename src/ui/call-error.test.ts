import { expect, test } from 'vitest'
import { callErrorOf } from './call-error.ts'

const base = { retryAfter: null, fallback: 'Something went wrong.' }

test('a person reads the sentence of the server, and each fault with its place', () => {
  const error = callErrorOf({
    ...base,
    status: 409,
    body: JSON.stringify({
      kind: 'conflict',
      detail: 'Already closed.',
      faults: [{ path: 'title', message: 'Taken' }, { nonsense: true }],
    }),
  })

  expect(error).toMatchObject({ kind: 'conflict', message: 'Already closed.' })
  expect(error.faults).toEqual([{ path: 'title', message: 'Taken' }])
})

test('a person never sees the page of a proxy that stands between', () => {
  const error = callErrorOf({ ...base, status: 502, body: '<html>Bad gateway</html>' })

  expect(error).toMatchObject({ kind: 'unavailable', message: 'Something went wrong.' })
})

test('a person who tried too often is told when to come back', () => {
  const error = callErrorOf({ ...base, status: 429, retryAfter: '30', body: 'null' })

  expect(error).toMatchObject({ kind: 'too_many', detail: { retryAfterSeconds: 30 } })
})

test('a person can quote the number of a failure that nobody foresaw', () => {
  const error = callErrorOf({ ...base, status: 500, body: '{"kind":"error","detail":"Oh.","id":"E-1"}' })

  expect(error).toMatchObject({ kind: 'error', detail: { id: 'E-1' } })
})
