import { expect, test } from 'vitest'
import { CallError } from './call-error.ts'
import { identityNeedOf, nextAddress, signInAddress } from './identity.ts'

const origin = 'https://muster.example.org'

test('a person comes back to the page they wanted', () => {
  const address = signInAddress('sign_in', '/t/hofer/incidents?q=a&b=1#x')

  expect(nextAddress(new URL(address, origin).search, origin)).toBe('/t/hofer/incidents?q=a&b=1#x')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '\t//evil.example',
  '',
])('a person cannot be led elsewhere after signing in by %j', (next) => {
  expect(nextAddress(`?next=${encodeURIComponent(next)}`, origin)).toBe('/')
})

test('a person without second factor is led to it, whatever the status was', () => {
  const error = new CallError('forbidden', 'Set up your second factor first.', { reason: 'mfa_required' })

  expect(identityNeedOf(error)).toBe('second_factor')
})

test('a person who lacks a right is not asked to sign in again', () => {
  expect(identityNeedOf(new CallError('forbidden', 'Your role does not allow this.'))).toBeUndefined()
})
