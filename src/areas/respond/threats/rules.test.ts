import { describe, expect, test } from 'vitest'
import { groundOf, isHarmless, readLines } from './rules/harmless.ts'
import { readAttribute } from './rules/read-misp.ts'
import { readStixObject } from './rules/read-stix.ts'
import { whyNever, whyNotSent } from './rules/sharing.ts'
import { thingsOfPattern } from './rules/stix-pattern.ts'
import { sift, tlpAmong, type Listed, type Sieve } from './rules/warning.ts'
import { thingsIn } from './rules/watching.ts'

const now = new Date('2026-03-10T12:00:00Z')
const uuid = 'c99506a6-1255-4b71-afa5-7b8ba48c3b1b'
const stamp = String(now.getTime() / 1000 - 86_400)
const plain = { uuid, type: 'domain', value: 'Evil.Test', to_ids: true, deleted: false, timestamp: stamp }

test('U67 an attribute of MISP is read in all the shapes that its documentation shows', () => {
  const read = (change: object) => readAttribute({ ...plain, ...change }, false, now)
  expect(
    read({
      ...{
        first_seen: '2026-03-01T10:00:00.000000+00:00',
        last_seen: '1772928000000000',
        comment: 'c2\u0007 server',
      },
      Event: { info: 'Fake invoices' },
      Tag: [{ name: 'tlp:amber' }, { name: 'tlp:white' }],
    }),
  ).toEqual({
    state: 'stands',
    warning: {
      ...{ externalId: uuid, things: [{ kind: 'domain', value: 'evil.test' }], tlp: 'amber' },
      ...{ tags: ['tlp:amber', 'tlp:white'], title: 'Fake invoices', note: 'c2 server', until: null },
      firstSeen: new Date('2026-03-01T10:00:00Z'),
      lastSeen: new Date('2026-03-08T00:00:00Z'),
      saidAt: new Date('2026-03-09T12:00:00Z'),
    },
  })
  const things = (type: string, value: string) => {
    const listed = read({ type, value })
    return listed.state === 'stands'
      ? listed.warning.things
      : listed.state === 'left'
        ? listed.why
        : listed.state
  }
  expect(things('domain|ip', 'evil.test|45.9.148.3')).toEqual([
    { kind: 'domain', value: 'evil.test' },
    { kind: 'ipv4', value: '45.9.148.3' },
  ])
  expect(things('ip-dst|port', '45.9.148.3|443')).toEqual([{ kind: 'ipv4', value: '45.9.148.3' }])
  expect(things('filename|sha256', `a.exe|${'a'.repeat(64)}`)).toEqual([
    { kind: 'sha256', value: 'a'.repeat(64) },
  ])
  expect(things('vulnerability', 'CVE-2026-1')).toBe('leftKind')
  expect(things('constructor', 'x')).toBe('leftKind')
  expect(things('ip-src', '10.0.0.0/8')).toBe('leftUnread')
  expect(read({ deleted: '1' })).toEqual({ state: 'revoked', externalId: uuid })
  expect(read({ to_ids: false })).toEqual({ state: 'revoked', externalId: uuid })
  expect(readAttribute({ ...plain, to_ids: '0' }, true, now).state).toBe('stands')
  expect(read({ uuid: 'nobody' })).toEqual({ state: 'left', externalId: '', why: 'leftUnread' })
})

test('U67 a pattern of STIX is taken where each thing in it speaks for itself, and left where it does not', () => {
  const one = (kind: string, value: string) => [{ kind, value }]
  expect(thingsOfPattern("[domain-name:value = 'evil.test']")).toEqual(one('domain', 'evil.test'))
  expect(thingsOfPattern("[file:hashes.'SHA-256' = '" + 'b'.repeat(64) + "']")).toEqual(
    one('sha256', 'b'.repeat(64)),
  )
  expect(thingsOfPattern("[file:name = 'a.exe' AND file:hashes.MD5 = '" + 'c'.repeat(32) + "']")).toEqual(
    one('md5', 'c'.repeat(32)),
  )
  expect(
    thingsOfPattern(
      "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '45.9.148.3']",
    ),
  ).toEqual(one('ipv4', '45.9.148.3'))
  expect(thingsOfPattern("[url:value = 'http://a.test/x\\'y'] OR [ipv4-addr:value = '45.9.148.4']")).toEqual([
    { kind: 'url', value: "http://a.test/x'y" },
    { kind: 'ipv4', value: '45.9.148.4' },
  ])
  for (const pattern of [
    "[domain-name:value = 'a.test'] FOLLOWEDBY [domain-name:value = 'b.test']",
    "[domain-name:value = 'a.test' AND ipv4-addr:value = '45.9.148.3']",
    "[domain-name:value LIKE '%.test']",
    "[domain-name:value != 'a.test']",
    "[process:name = 'cmd.exe']",
    "[domain-name:value = 'a.test'] WITHIN 5 SECONDS",
    `[${'('.repeat(20_000)}`,
    '',
  ])
    expect(thingsOfPattern(pattern), pattern.slice(0, 80)).toBeUndefined()
  const read = (change: object) =>
    readStixObject(
      { type: 'indicator', id: `indicator--${uuid}`, pattern: "[domain-name:value = 'a.test']", ...change },
      now,
    )
  const red = ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1']
  expect(read({ object_marking_refs: red })).toMatchObject({ state: 'stands', warning: { tlp: 'red' } })
  expect(read({ revoked: true })).toMatchObject({ state: 'revoked' })
  expect(read({ pattern_type: 'yara' })).toMatchObject({ state: 'left', why: 'leftKind' })
})

describe('what is taken of a page', () => {
  const sieve: Sieve = {
    tlpBound: 'amber',
    daysKept: 90,
    ground: groundOf(['cdn.test', '45.9.0.0/24'], ['own.test']),
    now,
  }
  const stands = (
    externalId: string,
    value: string,
    kind: 'domain' | 'ipv4' | 'url',
    change: object = {},
  ): Listed => ({
    state: 'stands',
    warning: {
      ...{ externalId, things: [{ kind, value }], title: '', note: '', tlp: null, tags: [] },
      ...{ firstSeen: null, lastSeen: null, saidAt: now, until: null, ...change },
    },
  })

  test('U67 an owner’s own ground, the harmless, the too narrow, the old and the revoked are kept out, each counted', () => {
    const { rows, ended, counts } = sift(
      [
        stands('a', 'evil.test', 'domain'),
        stands('b', 'mail.own.test', 'domain'),
        stands('c', 'https://x.cdn.test/a', 'url'),
        stands('d', '45.9.0.7', 'ipv4'),
        stands('e', '192.168.1.4', 'ipv4'),
        stands('f', 'red.test', 'domain', { tlp: 'red' }),
        stands('g', 'old.test', 'domain', { saidAt: new Date('2025-01-01') }),
        stands('h', 'over.test', 'domain', { until: new Date('2026-03-09') }),
        { state: 'revoked', externalId: 'i' },
        { state: 'left', externalId: 'j', why: 'leftKind' },
        stands('a', 'worse.test', 'domain'),
      ],
      sieve,
    )
    expect(rows.map(({ externalId, value }) => `${externalId} ${value}`)).toEqual(['a worse.test'])
    expect(ended).toEqual(['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
    expect(counts).toEqual({
      ...{ taken: 2, ended: 1, leftKind: 1, leftHarmless: 4, leftTlp: 1, leftOld: 2, leftUnread: 0 },
    })
    expect(rows[0]?.endsAt).toEqual(new Date('2026-06-08T12:00:00Z'))
  })

  test('U67 a person writes the harmless as they know it, and a line that is nothing is named', () => {
    expect(readLines(['hxxps://A[.]test/b', ' 10.1.0.0/16 ', 'Big.Test', 'no idea'])).toEqual({
      kept: ['https://a.test/b', '10.1.0.0/16', 'big.test'],
      faults: [3],
    })
    expect(isHarmless('domain', 'notcdn.test', sieve.ground)).toBe(false)
    expect(isHarmless('email', 'bob@cdn.test', sieve.ground)).toBe(true)
  })
})

test('U67 a domain that others warn of is found in a link, below it and behind a mailbox', () => {
  const text = 'GET https://login.evil.test/x from bob@mail.bad.test, host=192.168.4.4 to 45.9.148.3:443'
  expect([...thingsIn(text).keys()].toSorted()).toEqual([
    'domain bad.test',
    'domain evil.test',
    'domain login.evil.test',
    'domain mail.bad.test',
    'email bob@mail.bad.test',
    'ipv4 45.9.148.3',
    'url https://login.evil.test/x',
  ])
})

test('U67 a lead sends nothing of a case that is RED, restricted or rehearsed, and nothing wider than its mark', () => {
  const open = { tlp: 'green', isRestricted: false, mode: 'real' } as const
  expect(whyNever(open)).toBeNull()
  for (const change of [{ tlp: 'red' }, { isRestricted: true }, { mode: 'exercise' }] as const)
    expect(whyNever({ ...open, ...change })).not.toBeNull()
  const wish = { ofCase: 'green', wanted: 'green', bound: 'amber', distribution: 1 } as const
  expect(whyNotSent(wish)).toBeUndefined()
  for (const change of [
    { wanted: 'clear' },
    { wanted: 'amber+strict' },
    { wanted: 'amber' },
    { distribution: 3 },
  ] as const)
    expect(whyNotSent({ ...wish, ...change })).not.toBeUndefined()
  expect(whyNotSent({ ...wish, wanted: 'amber', distribution: 0 })).toBeUndefined()
  expect(tlpAmong(['type:osint', 'TLP:WHITE'])).toBe('clear')
})
