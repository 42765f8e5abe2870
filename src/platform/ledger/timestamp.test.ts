import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../tests/data.ts'
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

test.skipIf(folder === undefined)(
  'a reader is not taken in by a reply to another request, about something else, or of another authority',
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
  'a reader believes no reply in which a byte of what was stamped, when or by whom is changed',
  async () => {
    const { token } = await checkTimestamp(read('response.tsr'), { about, nonce, roots })
    const believed: number[] = []
    for (let at = 0; at < token.length; at += 41) {
      const changed = Buffer.from(token)
      changed[at] = (changed[at] ?? 0) ^ 1
      const stamp = await checkTimestamp(changed, { about, nonce, roots }).catch(() => undefined)
      const isSame = stamp !== undefined && stamp.at.getTime() === Date.UTC(2024, 9, 8, 15, 40, 32)
      if (stamp !== undefined && !isSame) believed.push(at)
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
