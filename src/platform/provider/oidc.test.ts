import { describe, expect, test } from 'vitest'
import { personOf } from './oidc.ts'

const claims = { sub: 's-1', aud: 'us', iat: 0, exp: 1, email: 'pia@bakery.example', email_verified: true }

describe('U56 what Google says of a person', () => {
  test('U56 a stranger with a private account on an address of the firm is vouched for by nobody', () => {
    const iss = 'https://accounts.google.com'
    expect(personOf({ ...claims, iss }).isVerified).toBe(false)
    expect(personOf({ ...claims, iss, hd: 'bakery.example' }).isVerified).toBe(true)
    expect(personOf({ ...claims, iss: 'https://login.bakery.example' }).isVerified).toBe(true)
  })
})
