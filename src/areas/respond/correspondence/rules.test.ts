import { expect, test } from 'vitest'
import { whyNotSent } from './rules.ts'

test('U40 of all evidence a person sends working copies alone: no original, no sample, nothing privileged, and not more than a mail takes', () => {
  const copy = { name: 'log.txt', size: 100, copyOf: 'x', isSample: false, sensitivity: 'personal' }
  const reason = (change: object, most = 100) => whyNotSent({ ...copy, ...change }, most)?.reason
  expect(reason({})).toBeUndefined()
  expect(reason({ copyOf: null })).toBe('original')
  expect(reason({ isSample: true })).toBe('sample')
  expect(reason({ sensitivity: 'privileged' })).toBe('privileged')
  expect(reason({}, 99)).toBe('too_large')
})
