import { describe, expect, it } from 'vitest'
import { normalisedEmail } from './email-address.ts'

describe('an e-mail address', () => {
  it('has one spelling whatever case, width or space a person types', () => {
    for (const typed of [' Anna@Example.ORG ', 'ａｎｎａ@ｅｘａｍｐｌｅ.org', 'anna@example.org'])
      expect(normalisedEmail(typed)).toBe('anna@example.org')
  })

  it('keeps a domain with letters beyond ASCII in its ASCII form, apart from its look-alike', () => {
    expect(normalisedEmail('buero@müller.example')).toBe('buero@xn--mller-kva.example')
    expect(normalisedEmail('anna@ехample.org')).not.toBe('anna@example.org')
  })

  it.each([
    'anna＠example.org',
    'anna﹫example.org',
    'anna@b@example.org',
    '"anna x"@example.org',
    'anna@[127.0.0.1]',
    'anna@127.0.0.1',
    'anna@localhost',
    '.anna@example.org',
    'an..na@example.org',
    'anna@-example.org',
    'anna@example..org',
    'anna\u0000@example.org',
    'anna@exam\r\nple.org',
    'anna@example.org/x',
    '@example.org',
    'anna@',
    '',
    `${'a'.repeat(65)}@example.org`,
    `anna@${'a.'.repeat(200)}org`,
  ])('refuses a stranger who writes %j', (text) => {
    expect(normalisedEmail(text)).toBeUndefined()
  })
})
