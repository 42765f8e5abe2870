import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInternalAddress } from './addresses.ts'
import { defang, findTraces, kindOf, readObservable, refang, type ObservableKind } from './observables.ts'

const values = (text: string) => findTraces(text).map(({ kind, value }) => `${kind} ${value}`)

describe('traces', () => {
  test.each([
    ['hxxps[://]Evil[.]Example/Path?a=1', 'url', 'https://evil.example/Path?a=1'],
    ['bob[at]evil[.]example', 'email', 'bob@evil.example'],
    ['185.220.101[.]1', 'ipv4', '185.220.101.1'],
    ['2001:0DB8:0:0::1', 'ipv6', '2001:db8::1'],
    ['EVIL.example.', 'domain', 'evil.example'],
    ['bücher.example', 'domain', 'xn--bcher-kva.example'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'md5', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a'.repeat(64), 'sha256', 'a'.repeat(64)],
  ])('a responder who types %s has a trace of one spelling', (typed, kind, value) => {
    expect(kindOf(typed)).toEqual({ kind, value })
  })

  test.each([
    ['ipv4', '300.1.1.1'],
    ['ipv4', '10.0.016.1'],
    ['ipv4', '1.2.3'],
    ['ipv6', '12:30:45'],
    ['domain', 'localhost'],
    ['domain', '-evil.example'],
    ['domain', 'evil..example'],
    ['domain', '1.2.3.4'],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://'],
    ['email', '@evil.example'],
    ['md5', 'g'.repeat(32)],
    ['sha1', 'a'.repeat(41)],
    ['file_name', 'evil\u202Ecod.exe'],
  ] as const)('a responder who calls it %s is told that %s is none', (kind, typed) => {
    expect(readObservable(kind, typed)).toBeUndefined()
  })

  test('a responder finds in a note what stands between words, each once and in its order', () => {
    const note =
      'Mail from <CEO@evil.example> (src=45.155.205.233:443) linked hxxps://evil[.]example/a.php?id=1. ' +
      'Dropped invoice.pdf.exe with sha256 ' +
      `${'b'.repeat(64)}; again 45.155.205.233, then host "c2.bad.example" and 10.0.0.7. At 12:30:45 all was quiet.`
    expect(values(note)).toEqual([
      'email ceo@evil.example',
      'ipv4 45.155.205.233',
      'url https://evil.example/a.php?id=1',
      `sha256 ${'b'.repeat(64)}`,
      'domain c2.bad.example',
      'ipv4 10.0.0.7',
    ])
    expect(findTraces('10.0.0.7 and 45.155.205.233').map(({ isInternal }) => isInternal)).toEqual([
      true,
      false,
    ])
  })

  test.each([
    ['url', 'https://10.0.0.7/admin', true],
    ['url', 'http://[::1]:8080/', true],
    ['url', 'http://[::ffff:192.168.1.2]/', true],
    ['url', 'https://fileserver.lan/share', true],
    ['url', 'https://evil.example/10.0.0.7', false],
    ['ipv6', '::ffff:a00:7', true],
    ['ipv6', '64:ff9b::c0a8:102', true],
    ['ipv6', '::ffff:2d9b:cde9', false],
    ['ipv6', 'fe80::1', true],
    ['ipv6', 'fd12:3456::1', true],
    ['ipv6', 'fd::1', false],
    ['ipv6', '2a02:8388::1', false],
    ['domain', 'dc01.corp', true],
    ['domain', 'nas.home.arpa', true],
    ['domain', 'corp.example', false],
    ['email', 'admin@bakery.local', true],
    ['email', 'ceo@evil.example', false],
  ] as const)('a responder is told whether %s %s is most likely our own: %s', (kind, value, isOurs) => {
    expect(isInternalAddress(kind, value)).toBe(isOurs)
  })

  test('a reader cannot click what a screen shows', () => {
    expect(defang('url', 'https://evil.example/a.b')).toBe('hxxps[://]evil[.]example/a.b')
    expect(defang('url', 'ftp://evil.example/')).toBe('fxp[://]evil[.]example/')
    expect(defang('email', 'a.b@evil.example')).toBe('a[.]b[@]evil[.]example')
    expect(defang('ipv6', '2001:db8::1')).toBe('2001[:]db8[:][:]1')
  })

  test('whatever a responder can enter is the same again after it was shown and typed back', () => {
    const host = fc.domain()
    const kinds: [ObservableKind, fc.Arbitrary<string>][] = [
      ['domain', host],
      ['ipv4', fc.ipV4()],
      ['ipv6', fc.ipV6()],
      ['url', fc.webUrl({ validSchemes: ['http', 'https'] })],
    ]
    for (const [kind, arbitrary] of kinds)
      fc.assert(
        fc.property(arbitrary, (typed) => {
          const value = readObservable(kind, typed)
          fc.pre(value !== undefined && !/[[({]/.test(value))
          expect(readObservable(kind, defang(kind, value))).toBe(value)
        }),
        { numRuns: 40 },
      )
    expect(refang('[.]dot[.]')).toBe('.dot.')
  })

  test('an attacker cannot stall the search with a long text', () => {
    const hostile = [
      'a'.repeat(2_000_000),
      'a.'.repeat(1_000_000),
      '1.'.repeat(1_000_000),
      'http://'.repeat(200_000),
      '@'.repeat(1_000_000),
      `${'a'.repeat(60)}-`.repeat(20_000),
      ':'.repeat(500_000),
      `a${'.'.repeat(1900)}a `.repeat(2000),
      `http://a.example/${'.'.repeat(1900)}a `.repeat(2000),
    ]
    for (const text of hostile) expect(findTraces(text).length).toBeLessThanOrEqual(500)
  })
})
