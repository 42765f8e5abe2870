import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../tests/data.ts'
import { timestampAuthority, type AuthorityFaults } from '../../../tests/timestamp-authority.ts'
import { checkTimestamp, stampedDigest, timestampRequest } from './timestamp.ts'

const folder = testData('rfc3161')
const read = (name: string) => readFileSync(join(folder ?? '', 'test_tsa', name))
/** What the authority of the test data stamped. */
const about = Buffer.from('hello')
const nonce = Buffer.from('36A44F9F4A391FD3', 'hex')
const roots = folder === undefined ? '' : read('ts_chain.pem').toString()

test.skipIf(folder === undefined)(
  `a reader of an authority's reply learns when, and who signed by issuer and serial${folder === undefined ? noTestData('rfc3161') : ''}`,
  async () => {
    const stamp = await checkTimestamp(read('response.tsr'), { about, nonce, roots })

    expect(stamp).toMatchObject({
      at: new Date('2024-10-08T15:40:32Z'),
      issuer: 'CN=Test TSA Intermediate, O=local',
      serial: '4ef39e99483e65080e2037bdeeba92cdd28541ae',
      number: '797035501f358571fed54952bebbd000497461dc',
      chain: 'trusted',
    })
    // The token alone says the same, and without roots its chain is called what it is.
    const again = await checkTimestamp(stamp.token, { about })
    expect(again).toMatchObject({ at: stamp.at, serial: stamp.serial, chain: 'unchecked' })
  },
)

const why = folder === undefined ? noTestData('rfc3161') : ''
test.skipIf(folder === undefined)(
  `a reader is not taken in by a reply to another request, about something else, or of another authority${why}`,
  async () => {
    const reply = read('response.tsr')
    const other = read('other_response.tsr')
    const refused = (trying: Promise<unknown>, reason: string) =>
      expect(trying).rejects.toMatchObject({ kind: 'invalid', detail: { reason } })
    await refused(checkTimestamp(reply, { about: Buffer.from('hallo') }), 'timestamp_other')
    await refused(checkTimestamp(other, { about, nonce }), 'timestamp_other')
    await refused(checkTimestamp(other, { about, roots }), 'timestamp_untrusted')
    await refused(checkTimestamp(reply, { about, roots: 'trust me' }), 'no_certificate')
    await refused(checkTimestamp(Buffer.from('no reply'), { about }), 'no_timestamp')
    await refused(checkTimestamp(reply.subarray(0, 500), { about }), 'no_timestamp')
  },
)

test.skipIf(folder === undefined)(
  `a reader believes no reply in which a byte of what was stamped, when or by whom is changed${why}`,
  async () => {
    const { token, ...right } = await checkTimestamp(read('response.tsr'), { about, nonce, roots })
    const believed: number[] = []
    for (let at = 0; at < token.length; at += 41) {
      const changed = Buffer.from(token)
      changed[at] = (changed[at] ?? 0) ^ 1
      const stamp = await checkTimestamp(changed, { about, nonce, roots }).catch(() => undefined)
      if (stamp === undefined) continue
      const { token: _bytes, ...said } = stamp
      if (JSON.stringify(said) !== JSON.stringify(right)) believed.push(at)
    }
    expect(believed).toEqual([])
  },
)

test('a request is about the SHA-256 of what was given', () => {
  expect(Buffer.from(timestampRequest(about)).toString('hex')).toContain(
    '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  )
  expect(stampedDigest(Buffer.from('nothing'))).toBeUndefined()
})

const now = new Date('2026-03-01T10:00:00Z')
const mail = '1.3.6.1.5.5.7.3.4'
const stamping = '1.3.6.1.5.5.7.3.8'
const wrongs: [string, AuthorityFaults, string][] = [
  ['whose certificate is for mail', { usages: [mail] }, 'timestamp_untrusted'],
  ['whose certificate is for mail, too', { usages: [stamping, mail] }, 'timestamp_untrusted'],
  ['whose usage is not critical', { isUsageCritical: false }, 'timestamp_untrusted'],
  ['whose token holds something else', { contentType: '1.2.840.113549.1.7.1' }, 'no_timestamp'],
  ['that signs something else', { signedContentType: '1.2.840.113549.1.7.1' }, 'timestamp_forged'],
  ['that does not sign which certificate is its own', { signingCertificate: 'none' }, 'timestamp_forged'],
  ['that signs for another certificate', { signingCertificate: 'other' }, 'timestamp_forged'],
]

test.each(wrongs)('a reader believes no authority %s', async (_what, faults, reason) => {
  const authority = await timestampAuthority(faults)
  const reply = await authority.reply(timestampRequest(about), now)
  await expect(checkTimestamp(reply, { about, roots: authority.roots })).rejects.toMatchObject({
    kind: 'invalid',
    detail: { reason },
  })
})

test('a reader believes the authority that does all this right, and certificates that came along are no roots', async () => {
  const [authority, other] = [await timestampAuthority(), await timestampAuthority()]
  const reply = await authority.reply(timestampRequest(about), now)
  expect(await checkTimestamp(reply, { about, roots: authority.roots })).toMatchObject({
    at: now,
    chain: 'trusted',
  })
  const certificates = authority.roots
  expect(await checkTimestamp(reply, { about, certificates })).toMatchObject({ chain: 'unchecked' })
  await expect(checkTimestamp(reply, { about, certificates, roots: other.roots })).rejects.toMatchObject({
    detail: { reason: 'timestamp_untrusted' },
  })
})
