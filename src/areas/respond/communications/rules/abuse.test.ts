import { expect, test } from 'vitest'
import { abuseTargetOf, addresseesOf, contactsIn, factsNaming, isCovered, patternOf } from './abuse.ts'

const today = '2026-03-06'
const hoster = {
  ...{ id: 'a', name: 'Example Hosting', covers: ['example.net', '203.0.113.0/24'] },
  ...{ email: 'abuse@hoster.example', form: '', checkedOn: '2026-02-01' },
}
const whois = `% Information related to '203.0.113.0 - 203.0.113.255'
% Abuse contact for '203.0.113.0 - 203.0.113.255' is 'abuse@network.example'
e-mail:         holder@attacker.example
OrgAbuseEmail:  Abuse@Carrier.example
   Registrar Abuse Contact Email: abuse@registrar.example
abuse-mailbox:  abuse@network.example
Registrant Email: someone@attacker.example`

test('U44 whoever reports abuse is offered our own directory first, then what was pasted, and the mailbox of the domain last', () => {
  const target = abuseTargetOf('hxxps://login[.]shop[.]example[.]net/signin')
  expect(target).toMatchObject({ kind: 'url', host: 'login.shop.example.net' })
  if (target === undefined) throw new Error('a link is a target')
  const offered = addresseesOf(target, [hoster], { pasted: whois, today })
  expect(offered.map(({ email, from, caution }) => [email, from, caution])).toEqual([
    ['abuse@hoster.example', 'directory', ''],
    ['abuse@network.example', 'whois', ''],
    ['abuse@carrier.example', 'whois', ''],
    ['abuse@registrar.example', 'whois', ''],
    ['abuse@login.shop.example.net', 'custom', 'own_domain'],
  ])
  const old = addresseesOf(target, [{ ...hoster, checkedOn: '2025-03-01' }], { pasted: '', today })
  expect(old[0]).toMatchObject({ from: 'directory', caution: 'stale' })
  // An address has no mailbox of its own, and a hash has no place at all.
  const address = addresseesOf({ kind: 'ipv4', host: '203.0.113.9' }, [hoster], { pasted: '', today })
  expect(address.map(({ email }) => email)).toEqual(['abuse@hoster.example'])
  expect([abuseTargetOf('d41d8cd98f00b204e9800998ecf8427e'), abuseTargetOf('some words')]).toEqual([
    undefined,
    undefined,
  ])
})

test('U44 a pasted security.txt gives its contacts, and one that has run out says so', () => {
  const text =
    'Contact: mailto:security@example.com\nContact: https://example.com/report\nContact: tel:+43-1\nExpires: 2026-01-01T00:00:00Z'
  expect(contactsIn(text, today)).toMatchObject([
    { email: 'security@example.com', form: '', caution: 'expired' },
    { email: '', form: 'https://example.com/report', caution: 'expired' },
  ])
  expect(contactsIn(text.replace('2026-01', '2027-01'), today)[0]?.caution).toBe('')
  expect(contactsIn('Contact: javascript:alert(1)\nContact: http://plain.example', today)).toEqual([])
  // What somebody pastes is no text that can hold the program up.
  expect(contactsIn(`${'abuse contact for '.repeat(40_000)}\n`.repeat(3), today)).toEqual([])
})

test('U44 a place covers its domains and networks and nothing beside them', () => {
  expect(['example.net', 'a.example.net'].map((host) => isCovered(host, 'example.net'))).toEqual([true, true])
  expect(isCovered('notexample.net', 'example.net')).toBe(false)
  expect([isCovered('203.0.113.255', '203.0.113.0/24'), isCovered('203.0.114.0', '203.0.113.0/24')]).toEqual([
    true,
    false,
  ])
  expect(isCovered('example.net', '203.0.113.0/0')).toBe(false)
  const plain = ['example.net', '203.0.113.0/24', '203.0.113.9', '2001:db8::1']
  expect(plain.map(patternOf)).toEqual(plain)
  for (const bad of ['203.0.113.0/33', 'two words', 'https://example.net', ''])
    expect(patternOf(bad)).toBeUndefined()
})

test('U44 whatever way a pattern is typed, it stands in the directory so that it matches', () => {
  for (const [typed, host] of [
    ['Example[.]NET', 'www.example.net'],
    ['203[.]0[.]113[.]0/24', '203.0.113.9'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
  ] as const) {
    const pattern = patternOf(typed)
    expect(pattern !== undefined && isCovered(abuseTargetOf(host)?.host ?? '', pattern)).toBe(true)
  }
})

test('U44 a report rests on confirmed facts that name its target as a whole', () => {
  const target = { value: 'evil.example', host: 'evil.example' }
  const facts = [
    'The page evil[.]example copied our sign-in page.',
    'It is not notevil.example.',
    'See evil.example.org.',
    'Mail from a@evil.example.',
  ]
  expect(factsNaming(target, facts)).toEqual([facts[0], facts[3]])
})
