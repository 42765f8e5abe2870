import { describe, expect, it } from 'vitest'
import { Secret, TOTP } from 'otpauth'
import { matchingStep, newTotpSecret, normalisedTotp, stepAt, totpCode, totpUri } from './totp.ts'

describe('a time-based code', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('is the one that RFC 6238 appendix B gives at second %i', (seconds, code) => {
    expect(totpCode('12345678901234567890', stepAt(seconds * 1000))).toBe(code)
  })

  it('is the one that an authenticator app shows for the address in the QR code', () => {
    const secret = newTotpSecret()
    const uri = new URL(totpUri({ issuer: 'Muster & Söhne', account: 'anna+1@example.org', secret }))
    const app = new TOTP({ secret: Secret.fromBase32(uri.searchParams.get('secret') ?? '') })
    expect(totpCode(secret, stepAt(1_750_000_000_000))).toBe(app.generate({ timestamp: 1_750_000_000_000 }))
    expect(decodeURIComponent(uri.pathname)).toContain('Muster & Söhne:anna+1@example.org')
  })

  it('belongs to its own step, also one step early or late, and to none further away', () => {
    const secret = newTotpSecret()
    const now = 1_750_000_000_000
    for (const step of [stepAt(now) - 1, stepAt(now), stepAt(now) + 1])
      expect(matchingStep(secret, totpCode(secret, step), now)).toBe(step)
    expect(matchingStep(secret, totpCode(secret, stepAt(now) - 2), now)).toBeUndefined()
    expect(matchingStep(secret, '', now)).toBeUndefined()
  })

  it('is read from what a person pastes, and refused when it is not six digits', () => {
    for (const typed of ['123456', ' 123 456 ', '123-456', '１２３４５６'])
      expect(normalisedTotp(typed)).toBe('123456')
    for (const typed of ['', '12345', '1234567', '12345a', '123456\u0000', '1'.repeat(1_000_000)])
      expect(normalisedTotp(typed)).toBeUndefined()
  })
})
