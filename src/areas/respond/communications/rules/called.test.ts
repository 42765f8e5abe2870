import { expect, test } from 'vitest'
import { callState } from './called.ts'

test('whoever leads sees who knows of the call, whom it reached, and whom they have to ring up', () => {
  expect(callState(true, ['not reached'])).toBe('read')
  expect(callState(false, ['not reached', 'reached'])).toBe('reached')
  expect(callState(false, ['waiting', 'not reached'])).toBe('waiting')
  expect(callState(false, ['not reached'])).toBe('not_reached')
  expect(callState(false, [])).toBe('not_reached')
})
