import { describe, expect, it } from 'vitest'
import { issuerOf, isSharedIssuer, judge, type Grounds, type Known } from './rules.ts'

const pia: Known = { id: 'pia', email: 'pia@bakery.example', status: 'active', isOutsider: false }
const grounds: Grounds = {
  said: { subject: 's', email: 'pia@bakery.example', isVerified: true },
  provedDomains: ['bakery.example'],
  joins: false,
  linked: undefined,
  byMail: pia,
  isLinkedElsewhere: false,
}
const refusalOf = (change: Partial<Grounds>) => judge({ ...grounds, ...change })

describe('a provider says who somebody is', () => {
  it('U56 a person with a checked address of a proved domain is linked, and known by the subject from then on', () => {
    expect(judge(grounds)).toEqual({ enters: 'link', memberId: 'pia' })
    const said = { subject: 's', email: undefined, isVerified: false }
    expect(refusalOf({ linked: pia, byMail: undefined, said })).toEqual({ enters: 'known', memberId: 'pia' })
  })

  it('U56 a person who is linked stays outside once the domain is no longer proved', () => {
    expect(refusalOf({ linked: pia, provedDomains: [] })).toEqual({
      enters: false,
      outcome: 'foreign_domain',
    })
  })

  it('U56 a person is whom the subject says, whoever has the address that the provider says today', () => {
    const other = { ...pia, id: 'other' }
    expect(refusalOf({ linked: pia, byMail: other })).toEqual({ enters: 'known', memberId: 'pia' })
  })

  it.each([
    ['without an address', { said: { subject: 's', email: undefined, isVerified: true } }, 'no_mail'],
    [
      'unchecked',
      { said: { subject: 's', email: 'pia@bakery.example', isVerified: false } },
      'unverified_mail',
    ],
    [
      'of a subdomain',
      { said: { subject: 's', email: 'p@x.bakery.example', isVerified: true } },
      'foreign_domain',
    ],
    ['unknown', { byMail: undefined }, 'unknown_person'],
    ['with another subject', { isLinkedElsewhere: true }, 'other_account'],
    ['suspended', { byMail: { ...pia, status: 'suspended' } }, 'suspended'],
    ['suspended and linked', { linked: { ...pia, status: 'suspended' } }, 'suspended'],
    ['a guest', { byMail: { ...pia, isOutsider: true } }, 'outsider'],
    ['a guest and linked', { linked: { ...pia, isOutsider: true } }, 'outsider'],
  ] as const)('U56 a person who comes %s is turned away', (_how, change, outcome) => {
    expect(refusalOf(change)).toEqual({ enters: false, outcome })
  })

  it('U56 a newcomer of a proved domain joins only where the owner lets them', () => {
    expect(refusalOf({ byMail: undefined, joins: true })).toEqual({ enters: 'new' })
  })
})

describe('an issuer', () => {
  it('U56 an owner may paste the address of the description, and nothing that hides a login or a query', () => {
    const plain = 'https://login.example/realms/a'
    expect(issuerOf(`${plain}/.well-known/openid-configuration`)).toBe(plain)
    for (const bad of [
      'ftp://x.example',
      'https://u:p@x.example',
      `${plain}?a=1`,
      `${plain}#a`,
      'x',
      'https://x .example',
    ])
      expect([bad, issuerOf(bad)]).toEqual([bad, undefined])
  })

  it('U56 an owner cannot trust all of Microsoft at once', () => {
    for (const name of ['common', 'organizations', 'consumers'])
      expect(isSharedIssuer(`https://login.microsoftonline.com/${name}/v2.0`)).toBe(true)
    expect(
      isSharedIssuer('https://login.microsoftonline.com/3f0c6a54-7a0f-4c39-9a54-6f1f0f0e8d21/v2.0'),
    ).toBe(false)
  })
})
