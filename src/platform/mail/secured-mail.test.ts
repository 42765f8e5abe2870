import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnKey } from './cms-decrypt.ts'
import { makeMailKey, readMailCertificate, readOwnKey } from './mail-certificates.ts'
import { contentTypeOf, decodedBody, encodedWords, entityOf, partsOf, textEntity } from './mime.ts'
import { encryptedEntity, openMail, signedEntity } from './secured-mail.ts'

// Mails go to and come from the `openssl` of this machine, so that nobody checks their own mistakes.
const now = new Date('2026-03-06T08:00:00Z')
const words = 'Grüße: the server 203.0.113.9 sends to you.\nSecond line.'
let folder: string
let ours: OwnKey
let theirs: { readonly certificate: string; readonly key: string }
let curve: { readonly certificate: string; readonly key: string }

const at = (name: string) => join(folder, name)
function openssl(...options: string[]): Buffer {
  return execFileSync('openssl', options, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
}
function madeByOpenssl(name: string, ...kind: string[]) {
  openssl(
    ...['req', '-x509', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '3'],
    ...['-subj', `/CN=${name}/emailAddress=${name}@cert.example`, ...kind],
  )
  return {
    certificate: readFileSync(at(`${name}.pem`), 'utf8'),
    key: readFileSync(at(`${name}.key`), 'utf8'),
  }
}
function save(name: string, content: string | Buffer): string {
  writeFileSync(at(name), content)
  return name
}
function besideText(entity: string, der: Buffer): Buffer {
  const head = 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=s\r\n\r\n'
  const sealed = 'Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  return Buffer.from(`${head}--s\r\n${entity}\r\n--s\r\n${sealed}${der.toString('base64')}\r\n--s--\r\n`)
}
const textOf = (entity: Buffer) => decodedBody(entityOf(entity)).toString()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-smime-'))
  ours = await makeMailKey({ email: 'soc@bakery.example', name: 'Harbour Bakery' }, now)
  theirs = madeByOpenssl('ann', '-newkey', 'rsa:2048')
  curve = madeByOpenssl('bob', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256')
  save('ours.pem', ours.certificate)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('U40 whoever gets a mail of ours checks its signature and opens it with openssl, by RSA and by a curve', async () => {
  const entity = textEntity(words, 'Änderung an INC-7')
  const signed = await signedEntity(entity, ours, now)
  const checked = openssl(
    ...['cms', '-verify', '-in', save('signed.eml', signed), '-CAfile', 'ours.pem', '-purpose', 'any'],
    ...['-attime', String(now.getTime() / 1000)],
  )
  expect(textOf(checked)).toBe(words.replace('\n', '\r\n'))
  const sealed = await encryptedEntity(signed, [theirs.certificate, curve.certificate, ours.certificate])
  expect(sealed.toString()).not.toContain('203.0.113.9')
  save('sealed.eml', sealed)
  for (const name of ['ann', 'bob']) {
    const open = openssl(
      'cms',
      '-decrypt',
      '-in',
      'sealed.eml',
      '-recip',
      `${name}.pem`,
      '-inkey',
      `${name}.key`,
    )
    expect(open.equals(signed)).toBe(true)
  }
  // And we read our own copy.
  const again = await openMail(sealed, [ours])
  expect(again).toMatchObject({ isEncrypted: true, trouble: '', signature: { isGood: true } })
  expect(textOf(again.entity)).toBe(words.replace('\n', '\r\n'))
})

test('U40 a person reads what openssl signed and encrypted for us, with old ways and new ones, and nothing when a byte was changed', async () => {
  save('plain.txt', `Content-Type: text/plain; charset=utf-8\r\n\r\n${words}`)
  openssl(
    'cms',
    '-sign',
    '-in',
    'plain.txt',
    '-signer',
    'ann.pem',
    '-inkey',
    'ann.key',
    '-out',
    'signed2.eml',
  )
  const ways = [
    ['-aes-256-cbc'],
    ['-aes-256-gcm'],
    ['-aes-128-cbc', '-keyid'],
    ['-aes-256-cbc', '-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'],
  ]
  for (const way of ways) {
    const [cipher = '', ...rest] = way
    const file = openssl(
      ...['cms', '-encrypt', '-in', 'signed2.eml', cipher],
      ...(rest.includes('-keyopt') ? ['-recip', 'ours.pem', ...rest] : [...rest, 'ours.pem']),
    )
    const found = await openMail(file, [ours])
    expect(found, way.join(' ')).toMatchObject({
      isEncrypted: true,
      trouble: '',
      signature: { isGood: true },
    })
    expect(readMailCertificate(found.signature?.certificate ?? '')?.emails).toEqual(['ann@cert.example'])
    expect(found.entity.toString()).toContain('203.0.113.9')
    expect(await openMail(file, [])).toMatchObject({ trouble: 'no_key', entity: Buffer.alloc(0) })
    expect(await openMail(file, [{ ...theirs, certificate: ours.certificate }])).toMatchObject({
      trouble: 'no_key',
    })
  }
  const gcm = openssl('cms', '-encrypt', '-in', 'signed2.eml', '-aes-256-gcm', '-outform', 'DER', 'ours.pem')
  gcm[gcm.length - 1] = (gcm[gcm.length - 1] ?? 0) ^ 1
  const changed = `Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n${gcm.toString('base64')}`
  expect(await openMail(Buffer.from(changed), [ours])).toMatchObject({ trouble: 'no_key' })
})

test('U40 a signature over other words, a weak one and one without a signer are not good, and an opaque one is', async () => {
  save('plain2.txt', `Content-Type: text/plain\r\n\r\n${words}`)
  const sign = (...more: string[]) =>
    openssl('cms', '-sign', '-in', 'plain2.txt', '-signer', 'ann.pem', '-inkey', 'ann.key', ...more)
  const good = sign()
  expect((await openMail(good, [])).signature?.isGood).toBe(true)
  expect((await openMail(sign('-nodetach'), [])).signature?.isGood).toBe(true)
  const forged = Buffer.from(good.toString('latin1').replace('203.0.113.9', '203.0.113.8'), 'latin1')
  expect((await openMail(forged, [])).signature?.isGood).toBe(false)
  expect((await openMail(sign('-md', 'sha1'), [])).signature?.isGood).toBe(false)
  expect((await openMail(sign('-nocerts'), [])).signature).toMatchObject({
    isGood: false,
    certificate: undefined,
  })
})

test('U40 a signature that holds words of its own is good for no text that somebody put beside it', async () => {
  save('pay.txt', 'Content-Type: text/plain\r\n\r\nPay the bill of March.')
  const signer = ['-signer', 'ann.pem', '-inkey', 'ann.key']
  const old = openssl('cms', '-sign', '-in', 'pay.txt', ...signer, '-nodetach', '-outform', 'DER')
  const beside = besideText('Content-Type: text/plain\r\n\r\nPay to another account.', old)
  expect(await openMail(beside, [])).toMatchObject({ signature: { isGood: false, certificate: undefined } })
})

test('U40 a person sees the certificate of a signer byte for byte, though it says what it could leave out', async () => {
  // Its basic constraints name their default, as many do: not an authority.
  const named = Buffer.from('0603551d130101', 'hex')
  const raw = Buffer.from(new X509Certificate(theirs.certificate).raw)
  raw[raw.indexOf(named) + named.length] = 0
  const odd = new X509Certificate(raw)
  save('odd.pem', odd.toString())
  save('plain3.txt', `Content-Type: text/plain\r\n\r\n${words}`)
  const mail = openssl('cms', '-sign', '-in', 'plain3.txt', '-signer', 'odd.pem', '-inkey', 'ann.key')
  const { signature } = await openMail(mail, [])
  expect(signature?.isGood).toBe(true)
  expect(new X509Certificate(signature?.certificate ?? '').fingerprint256).toBe(odd.fingerprint256)
})

test('U40 a mail that holds what a signature cannot is broken, and the next one is read all the same', async () => {
  // ContentInfo > SignedData, whose content is a sequence where octets belong.
  const odd = '302706092a864886f70d010702a01a30180201013100300f06092a864886f70d010701a00230003100'
  const opaque = `Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(odd, 'hex').toString('base64')}`
  const beside = besideText('Content-Type: text/plain\r\n\r\nx', Buffer.from(odd, 'hex'))
  for (const mail of [Buffer.from(opaque), beside, Buffer.from(opaque.replace('MCc', 'MCg'))])
    expect((await openMail(mail, [ours])).signature?.isGood ?? false).toBe(false)
  expect(await openMail(Buffer.from(opaque), [ours])).toMatchObject({
    trouble: 'broken',
    entity: Buffer.alloc(0),
  })
})

test('U40 nobody carries out what is encrypted by standing text around it: such a part is not opened', async () => {
  const sealed = await encryptedEntity(textEntity('the secret'), [ours.certificate])
  const around = Buffer.concat([
    Buffer.from(
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<img src="http://evil.example/\r\n--x\r\n',
    ),
    sealed,
    Buffer.from('\r\n--x--\r\n'),
  ])
  const found = await openMail(around, [ours])
  expect(found).toMatchObject({ isEncrypted: false, trouble: '' })
  expect(found.entity.toString()).not.toContain('the secret')
  const nested = Buffer.from(
    'Content-Type: multipart/signed; boundary=y\r\n\r\n--y\r\n\r\nonly one part\r\n--y--\r\n',
  )
  expect(await openMail(nested, [ours])).toMatchObject({ trouble: 'broken' })
})

test('U40 an owner brings a key that was made elsewhere, opened by its passphrase, and only with its own certificate', () => {
  openssl(
    'pkcs8',
    '-topk8',
    '-in',
    'ann.key',
    '-out',
    'locked.key',
    '-passout',
    'pass:4711',
    '-v2',
    'aes-256-cbc',
  )
  const both = theirs.certificate + readFileSync(at('locked.key'), 'utf8')
  expect(readOwnKey(both, '4711')).toMatchObject({ key: expect.stringContaining('BEGIN PRIVATE KEY') })
  expect(readOwnKey(both, 'wrong')).toBe('no_key')
  expect(readOwnKey(theirs.certificate, '')).toBe('no_key')
  expect(readOwnKey(ours.certificate + theirs.key, '')).toBe('other_key')
  expect(readOwnKey(curve.certificate + curve.key, '')).toBe('not_rsa')
  expect(readOwnKey('nothing', '')).toBe('no_certificate')
  expect(readMailCertificate(ours.certificate)).toMatchObject({
    ...{ name: 'Harbour Bakery', emails: ['soc@bakery.example'], mayEncrypt: true },
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('a mail taken apart keeps its parts byte for byte, whatever somebody put into its head', () => {
  const mail = Buffer.from(
    'Subject: a\r\n b\r\nSUBJECT: second\r\nContent-Type: multipart/mixed; name="x;y"; boundary="a\\"b"\r\n\r\npre\r\n--a"b\r\n\r\none \r\n\r\n--a"b \r\n\r\ntwo\r\n--a"b--\r\nafter',
  )
  const entity = entityOf(mail)
  expect(entity.headers.get('subject')).toBe('a b')
  expect(contentTypeOf(entity).parameters.get('boundary')).toBe('a"b')
  expect(partsOf(entity.body, 'a"b').map(String)).toEqual(['\r\none \r\n', '\r\ntwo'])
  expect(partsOf(Buffer.from('--x\n\none\n--xy\n--x--'), 'x').map(String)).toEqual(['\none\n--xy'])
  expect(entityOf(Buffer.from('no head')).body).toHaveLength(0)
  expect(encodedWords('a\r\nBcc: evil@example.org')).toBe('a Bcc: evil@example.org')
  const long = encodedWords(`Grüße ${'ä'.repeat(80)}`).split('\r\n ')
  expect(long.every((one) => one.length <= 75)).toBe(true)
  expect(long.map((one) => Buffer.from(one.slice(10, -2), 'base64').toString()).join('')).toBe(
    `Grüße ${'ä'.repeat(80)}`,
  )
})
