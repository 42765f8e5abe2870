import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { armor, enums } from 'openpgp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentTypeOf, decodedBody, entityOf, partsOf, textEntity } from './mime.ts'
import { decryptPgp, isArmored, makePgpKey, readOwnPgpKey, readPgpKey, type PgpKey } from './openpgp.ts'
import { mostOpenedBytes } from './openpgp-limits.ts'
import { openMail, pgpEncryptedEntity, pgpSignedEntity, type PgpRing } from './secured-mail.ts'

// Mails go to and come from the `gpg` of this machine, so that nobody checks their own mistakes.
const now = new Date()
const words = 'Grüße: the server 203.0.113.9 sends to you.\nSecond line. '
let folder: string
let ours: PgpKey
let ann: string

const at = (name: string) => join(folder, name)
function gpg(options: readonly string[], input?: string | Buffer): Buffer {
  return execFileSync(
    'gpg',
    ['--homedir', folder, '--batch', '--yes', '--trust-model', 'always', ...options],
    {
      input: input ?? '',
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
}
const save = (name: string, content: string | Buffer) => {
  writeFileSync(at(name), content)
  return at(name)
}
const ringOf = (known: readonly string[] = [ann]): PgpRing => ({ own: [ours], known, now: new Date() })
const textOf = (entity: Buffer) => decodedBody(entityOf(entity)).toString()
const armoredIn = (message: Buffer) =>
  Buffer.from(
    `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n${message.toString('latin1')}\r\n--b--\r\n`,
    'latin1',
  )

beforeAll(async () => {
  // Short: its sockets lie in it, and their paths have a limit.
  folder = mkdtempSync(join(tmpdir(), 'mpgp-'))
  // Locked so that a test need not wait for it.
  save('gpg-agent.conf', 's2k-count 65536\n')
  gpg([
    '--passphrase',
    '',
    '--quick-gen-key',
    'Ann Cert <ann@cert.example>',
    'future-default',
    'default',
    '1y',
  ])
  ann = gpg(['--armor', '--export', 'ann@cert.example']).toString()
  ours = await makePgpKey({ email: 'soc@bakery.example', name: 'Harbour <Bakery>' }, now)
  gpg(['--import', save('ours.asc', ours.certificate)])
})
afterAll(() => {
  execFileSync('gpgconf', ['--homedir', folder, '--kill', 'all'])
  rmSync(folder, { recursive: true, force: true })
})

test('U40 whoever gets a mail of ours checks its signature and opens it with gpg', async () => {
  const entity = textEntity(words, 'Änderung')
  const signed = await pgpSignedEntity(entity, ours, now)
  const { type, parameters } = contentTypeOf(entityOf(signed))
  const [content, seal] = partsOf(entityOf(signed).body, parameters.get('boundary') ?? '')
  expect([type, parameters.get('protocol')]).toEqual(['multipart/signed', 'application/pgp-signature'])
  gpg(['--verify', save('seal.asc', entityOf(seal ?? Buffer.alloc(0)).body), save('content', content ?? '')])
  expect(() =>
    gpg(['--verify', at('seal.asc'), save('other', String(content).replace('Subject', 'Betreff'))]),
  ).toThrow()
  const sealed = await pgpEncryptedEntity(entity, [ann, ours.certificate], {
    own: ours,
    now: new Date(),
  })
  expect(sealed.toString()).not.toMatch(/203\.0\.113\.9|nderung/)
  const inner = partsOf(
    entityOf(sealed).body,
    contentTypeOf(entityOf(sealed)).parameters.get('boundary') ?? '',
  )
  const status = gpg(['--status-fd', '1', '--decrypt'], entityOf(inner[1] ?? Buffer.alloc(0)).body).toString()
  expect(status).toContain('GOODSIG')
  expect(status).toContain(entity.toString().trim().split('\r\n').at(-1))
  // And we read our own copy.
  const again = await openMail(sealed, [], ringOf([ours.certificate]))
  expect(again).toMatchObject({
    isEncrypted: true,
    trouble: '',
    signature: { isGood: true, form: 'openpgp' },
  })
  expect(textOf(again.entity)).toContain('203.0.113.9')
})

test('U40 a person reads what gpg signed and encrypted for us, and nothing when a byte was changed or its wholeness is not proved', async () => {
  const plain = `Content-Type: text/plain; charset=utf-8\r\nSubject: inside\r\n\r\n${words}`
  const sealed = gpg(['--armor', '-r', 'soc@bakery.example', '-u', 'ann@cert.example', '-se'], plain)
  const found = await openMail(armoredIn(sealed), [], ringOf())
  expect(found).toMatchObject({
    isEncrypted: true,
    trouble: '',
    signature: { isGood: true, certificate: ann },
  })
  expect(found.entity.toString()).toContain('203.0.113.9')
  // Signed by somebody whose key nobody keeps: opened, and unchecked.
  const stranger = await openMail(armoredIn(sealed), [], ringOf([]))
  expect(stranger.signature).toEqual({ isGood: false, certificate: undefined, form: 'openpgp' })
  expect(await openMail(armoredIn(sealed), [], { ...ringOf(), own: [] })).toMatchObject({
    ...{ trouble: 'no_key', entity: Buffer.alloc(0) },
  })
  const bytes = gpg(['--dearmor'], sealed)
  bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
  const changed = Buffer.from(armor(enums.armor.message, new Uint8Array(bytes)))
  expect(await decryptPgp(changed, [ours], ringOf())).toBeUndefined()
  const loose = gpg(['--armor', '--rfc2440', '--disable-mdc', '-r', 'soc@bakery.example', '-e'], plain)
  expect((await openMail(armoredIn(loose), [], ringOf())).trouble).toBe('no_key')
})

test('U40 a signature of gpg beside the words is good for them alone, and not by a hash that is forged by now', async () => {
  const content = `Content-Type: text/plain\r\n\r\n${words.replace('\n', '\r\n')}`
  const mail = (seal: Buffer, over: string) =>
    Buffer.from(
      `Content-Type: multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature"; boundary=s\r\n\r\n--s\r\n${over}\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\n${seal.toString()}\r\n--s--\r\n`,
    )
  const seal = gpg(['--armor', '-u', 'ann@cert.example', '--detach-sign'], content)
  const judged = async (one: Buffer) => (await openMail(one, [], ringOf())).signature?.isGood
  expect(await judged(mail(seal, content))).toBe(true)
  expect(await judged(mail(seal, content.replace('203.0.113.9', '203.0.113.8')))).toBe(false)
  const weak = gpg(
    ['--armor', '-u', 'ann@cert.example', '--digest-algo', 'SHA1', '--weak-digest', 'MD5', '--detach-sign'],
    content,
  )
  expect(await judged(mail(weak, content))).toBe(false)
  const doubtOf = async (one: Buffer) => (await openMail(one, [], ringOf())).signature?.isDoubted === true
  expect(await doubtOf(mail(weak, content))).toBe(true)
  expect(await doubtOf(mail(seal, content.replace('203.0.113.9', '203.0.113.8')))).toBe(false)
})

test('U40 an owner brings a key of gpg with its passphrase, and a key says whose it is and how long it is good', async () => {
  gpg([
    '--passphrase',
    '4711',
    '--pinentry-mode',
    'loopback',
    '--quick-gen-key',
    'soc <soc@x.example>',
    'future-default',
    'default',
    '1y',
  ])
  const locked = gpg([
    ...['--armor', '--passphrase', '4711', '--pinentry-mode', 'loopback'],
    ...['--export-secret-keys', 'soc@x.example'],
  ]).toString()
  expect(isArmored(locked)).toBe(true)
  expect(await readOwnPgpKey(locked, 'wrong', new Date())).toBe('no_key')
  const brought = await readOwnPgpKey(locked, '4711', new Date())
  expect(brought).toMatchObject({ key: expect.stringContaining('PRIVATE KEY BLOCK') })
  const own = typeof brought === 'string' ? '' : brought.certificate
  expect(own).not.toContain('PRIVATE')
  const soon = new Date(Date.now() + 366 * 86_400_000)
  expect(await readPgpKey(ann, new Date())).toMatchObject({
    ...{ name: 'Ann Cert', emails: ['ann@cert.example'], mayEncrypt: true },
    fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
  })
  expect((await readPgpKey(ann, new Date()))?.validUntil.getTime()).toBeLessThanOrEqual(soon.getTime())
  expect(await readPgpKey('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxx\n-----END', now)).toBeUndefined()
})

test('U40 a stranger who sends a few kilobytes that open to more than any mail takes no memory with them', async () => {
  const huge = Buffer.concat([Buffer.from('Subject: x\r\n\r\n'), Buffer.alloc(mostOpenedBytes + 1)])
  const bomb = gpg(['--armor', '--compress-algo', 'zlib', '-r', 'soc@bakery.example', '-e'], huge)
  expect(bomb.length).toBeLessThan(200_000)
  expect(await openMail(armoredIn(bomb), [], ringOf())).toMatchObject({
    ...{ trouble: 'broken', entity: Buffer.alloc(0) },
  })
})

test('U40 a stranger who packs packets into each other without end is read one layer deep', async () => {
  const literal = Buffer.concat([Buffer.from([0xcb, 8, 0x62, 0, 0, 0, 0, 0]), Buffer.from('xy')])
  let nested = literal
  for (let layer = 0; layer < 3; layer += 1)
    nested = Buffer.concat([Buffer.from([0xa3, 1]), deflateRawSync(nested)])
  const mail = Buffer.from(armor(enums.armor.message, new Uint8Array(nested)))
  expect((await openMail(armoredIn(mail), [], ringOf())).trouble).toBe('broken')
})

test('U40 an owner who brings a key without its part for encrypting, and whoever keeps one that ends early, are told', async () => {
  const far = ['--passphrase', '', '--quick-gen-key', 'Kai <kai@x.example>', 'ed25519', 'sign', '2y']
  gpg(far)
  const secret = gpg(['--armor', '--export-secret-keys', 'kai@x.example']).toString()
  expect(await readOwnPgpKey(secret, '', new Date())).toBe('not_both')
  const mine = gpg(['--armor', '--export', 'kai@x.example']).toString()
  const bare = await readPgpKey(mine, new Date())
  expect(bare?.mayEncrypt).toBe(false)
  gpg([
    '--passphrase',
    '',
    '--quick-add-key',
    (bare?.fingerprint ?? '').toUpperCase(),
    'cv25519',
    'encr',
    '30d',
  ])
  const kept = await readPgpKey(gpg(['--armor', '--export', 'kai@x.example']).toString(), new Date())
  expect(kept?.mayEncrypt).toBe(true)
  expect(kept?.validUntil.getTime()).toBeLessThan(Date.now() + 31 * 86_400_000)
})
