import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noTestData, testData } from '../../tests/data.ts'
import { certificatesOf, type Certificate } from './certificate.ts'
import { inside, only, tags } from './der.ts'
import { Failure } from './failure.ts'
import { Authority, der, stampInfo, unsignedToken } from './test-authority.ts'
import { checkToken, type Stamp } from './token-check.ts'

const note = 'a checkpoint\n'
const time = '20260302093000Z'
const cades = ['-cades', '-md', 'sha256']

function given(pem: string): Certificate[] {
  return certificatesOf(pem) ?? expect.fail('no certificates')
}

/** What is said of a token: its standing, or the sentence of the refusal. */
function judge(token: Uint8Array, pem = '', about = note): Stamp | string | undefined {
  try {
    return checkToken(token, about, pem === '' ? [] : given(pem), 'anchor number 1')
  } catch (error) {
    if (error instanceof Failure && error.rule === 20) return error.message
    throw error
  }
}

describe('a timestamp of OpenSSL', () => {
  const authority = new Authority()
  beforeAll(() => {
    authority.certify('root', 'ec', 'root').certify('between', 'rsa', 'between', 'root')
    authority.certify('rsa', 'rsa', 'stamps', 'between').certify('ec', 'ec', 'stamps', 'root')
    authority.certify('stranger', 'ec', 'root')
  })
  afterAll(() => authority.close())

  test.each([
    ['rsa', ['between']],
    ['ec', []],
  ] as const)(
    'of an authority with a key of %s is trusted by whoever gives its root, and by nobody else',
    (signer, chain) => {
      const token = authority.stamp(note, signer, ...chain)

      const trusted = judge(token, authority.pem('root'))
      expect(trusted).toMatchObject({
        state: 'trusted',
        signer: `CN=${signer}, O=Tests`,
        root: 'CN=root, O=Tests',
        policy: '1.2.3.4',
        nonce: expect.stringMatching(/^[0-9a-f]{2,}$/),
        uncovered: chain.length === 0 ? [] : ['certificates other than its signer’s'],
      })
      expect(judge(token, authority.pem('stranger', 'root'))).toMatchObject({ state: 'trusted' })
      expect(judge(token)).toMatchObject({ state: 'signed', root: null, why: null })
      expect(judge(token, authority.pem('stranger'))).toMatch(/does not lead to one that you gave/)
      expect(judge(token, '', 'another')).toMatch(/about something else/)
    },
  )

  test('without the certificate between is trusted when the reader gives that too, and where it alone is given', () => {
    const token = authority.stamp(note, 'rsa')
    expect(judge(token, authority.pem('root'))).toMatch(/does not lead/)
    expect(judge(token, authority.pem('root', 'between'))).toMatchObject({ root: 'CN=root, O=Tests' })
    expect(judge(token, authority.pem('between'))).toMatchObject({ root: 'CN=between, O=Tests' })
    expect(judge(token, authority.pem('between', 'stranger'))).toMatch(/does not lead/)
  })

  test.each([
    ['SHA-256', cades],
    ['SHA-384', ['-cades', '-md', 'sha384']],
    ['SHA-512', ['-cades', '-md', 'sha512']],
    ['RSA-PSS', [...cades, '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32']],
  ])('signed with %s is trusted', (_how, how) => {
    const token = authority.sign(stampInfo(note, time), 'rsa', ...how)
    expect(judge(token, authority.pem('root', 'between'))).toMatch(/was not valid at the time/)
    const soon = new Date(Date.now() + 60_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
    const fresh = authority.sign(stampInfo(note, soon), 'rsa', ...how)
    expect(judge(fresh, authority.pem('root', 'between'))).toMatchObject({ state: 'trusted', nonce: null })
  })

  test('is not believed when it is signed weakly, and is told why', () => {
    const soon = new Date(Date.now() + 60_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
    const info = stampInfo(note, soon)
    authority.certify('short', 'short', 'stamps', 'root')
    const weak = authority.sign(info, 'rsa', '-cades', '-md', 'sha1')
    expect(judge(weak)).toMatchObject({
      state: 'unchecked',
      why: expect.stringContaining('SHA-1, which is too weak'),
    })
    expect(judge(weak, authority.pem('root', 'between'))).toMatch(/cannot be checked here: .*SHA-1/)
    expect(judge(authority.sign(info, 'short', ...cades))).toMatchObject({
      state: 'unchecked',
      why: expect.stringContaining('2048'),
    })
    expect(judge(authority.sign(info, 'rsa', ...cades, '-nocerts'))).toMatchObject({
      state: 'unchecked',
      why: expect.stringContaining('certificate of its signer is not in it'),
    })
    const demands = stampInfo(note, soon, [der(0xa1, der(0x30, der(0x06, Buffer.of(42, 3)), der(0x04)))])
    expect(judge(authority.sign(demands, 'rsa', ...cades))).toMatchObject({ state: 'unchecked' })
  })

  test('is refused from a certificate that was not made for stamping, or whose issuer may not issue', () => {
    const soon = new Date(Date.now() + 60_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
    const info = stampInfo(note, soon)
    authority.certify('mails', 'ec', 'mails', 'root').certify('loose', 'ec', 'loose', 'root')
    for (const signer of ['mails', 'loose'])
      expect(judge(authority.sign(info, signer, ...cades))).toMatch(/not made for timestamps alone/)
    // An end certificate that issues, one too many between, a demand nobody knows, and a weak signature on the way.
    authority.certify('end', 'ec', 'signs', 'root').certify('forged', 'ec', 'stamps', 'end')
    authority.certify('deep', 'ec', 'between', 'between').certify('deeper', 'ec', 'stamps', 'deep')
    authority.certify('demanding', 'ec', 'demanding', 'root').certify('old', 'ec', 'stamps', 'root', '-sha1')
    for (const signer of ['forged', 'deeper', 'demanding', 'old']) {
      const token = authority.sign(info, signer, ...cades)
      expect(judge(token), signer).toMatchObject({ state: 'signed' })
      expect(judge(token, authority.pem('root', 'end', 'between', 'deep')), signer).toMatch(/does not lead/)
    }
  })

  test('is refused, and no reader falls over, where an authority on its way is signed in a way that cannot be read', () => {
    const token = authority.stamp(note, 'rsa')
    const [between] = given(authority.pem('between'))
    const [body, , signature] = inside(only(between?.der ?? Buffer.of(), tags.sequence), tags.sequence)
    const pss = der(0x06, Buffer.from('2a864886f70d01010a', 'hex'))
    const cut = der(0x30, Buffer.of(0xa0, 0x05))
    const odd = der(0x30, body?.whole ?? cut, der(0x30, pss, cut), signature?.whole ?? cut)
    const pem = `-----BEGIN CERTIFICATE-----\n${odd.toString('base64')}\n-----END CERTIFICATE-----\n`
    expect(judge(token, authority.pem('root') + pem)).toMatch(/does not lead to one that you gave/)
  })

  test('is refused when it is none, or does not say so under its signature, or names no certificate there', () => {
    const info = stampInfo(note, time)
    const other = authority.sign(info, 'rsa', ...cades, '-econtent_type', '1.2.840.113549.1.7.1')
    expect([undefined, 'What the timestamp of anchor number 1 holds is no timestamp.']).toContain(
      judge(other),
    )
    expect(judge(authority.sign(info, 'rsa', '-md', 'sha256'))).toMatch(/does not name under its signature/)
    expect(judge(authority.sign(info, 'rsa', '-md', 'sha256', '-noattr'))).toMatch(
      /does not say under its signature/,
    )
    expect(judge(unsignedToken(note))).toMatch(/does not say under its signature/)
  })

  test.each(['rsa', 'ec'])('by a key of %s in which any one byte was changed is never believed', (signer) => {
    const token = authority.stamp(note, signer)
    const believed: string[] = []
    for (let at = 0; at < token.length; at += 1) {
      const changed = Buffer.from(token)
      const flip = at % 2 === 0 ? 0x01 : 0x80
      changed[at] = (changed[at] ?? 0) ^ flip
      if (isBelieved(changed, [])) believed.push(`byte ${at} ^ ${flip}`)
    }
    expect(believed).toEqual([])
  })

  test('cut, lengthened or hostile never makes a reader fall over', () => {
    const token = authority.stamp(note, 'ec')
    for (let end = 0; end < token.length; end += 1) expect(isBelieved(token.subarray(0, end), [])).toBe(false)
    expect(isBelieved(Buffer.concat([token, Buffer.of(0)]), [])).toBe(false)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(token.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (edits) => {
          const changed = Buffer.from(token)
          for (const [at, byte] of edits) changed[at] = byte
          expect(changed.equals(token) || !isBelieved(changed, [])).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(judge(bytes)).toBeUndefined()
      }),
    )
    const deep = Array.from({ length: 5000 }).reduce<Buffer>(
      (part) => der(0x30, part.subarray(0, 60_000)),
      Buffer.of(),
    )
    expect(judge(deep)).toBeUndefined()
  })
})

function isBelieved(token: Uint8Array, authorities: readonly Certificate[]): boolean {
  try {
    const state = checkToken(token, note, authorities, 'it')?.state
    return state === 'signed' || state === 'trusted'
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

const folder = testData('rfc3161')
const read = (name: string) => readFileSync(join(folder ?? '', 'test_tsa', name))
const tokenIn = (reply: Buffer) => inside(only(reply, tags.sequence), tags.sequence)[1]?.whole ?? reply

test.skipIf(folder === undefined)(
  `a token of another maker is trusted by its chain${folder === undefined ? noTestData('rfc3161') : ''}`,
  () => {
    const token = tokenIn(read('response.tsr'))
    expect(judge(token, read('ts_chain.pem').toString(), 'hello')).toMatchObject({
      state: 'trusted',
      issuer: 'CN=Test TSA Intermediate, O=local',
      serial: '4ef39e99483e65080e2037bdeeba92cdd28541ae',
      signer: 'CN=Test TSA Timestamping, O=local',
      stampedAt: '2024-10-08T15:40:32Z',
      nonce: '36a44f9f4a391fd3',
    })
    expect(judge(token, '', 'hello!')).toMatch(/about something else/)
    // The chain of one authority says nothing of another that bears the same names.
    const other = tokenIn(read('other_response.tsr'))
    expect(judge(other, '', 'hello')).toMatchObject({ state: 'signed' })
    expect(judge(other, read('ts_chain.pem').toString(), 'hello')).toMatch(/does not lead/)
  },
)
