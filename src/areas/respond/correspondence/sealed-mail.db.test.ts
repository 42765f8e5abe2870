import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { armor, enums } from 'openpgp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailServer, type MailServerForTests } from '../../../../tests/mail-server.ts'
import { world, type World } from '../../../../tests/world.ts'
import { contentTypeOf, decodedBody, entityOf, partsOf } from '../../../platform/mail/mime.ts'
import { configureMail, confirmMail, testMail } from '../communications/actions/mail.ts'
import { classify, copy } from '../evidence/actions/keep-evidence.ts'
import { add as seal } from '../evidence/actions/seal-evidence.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { isPlaced } from '../signals/intake/mail/place-mail.ts'
import * as keys from './actions/keep-keys.ts'
import { read } from './actions/read-mail.ts'
import { write } from './actions/write-mail.ts'

// The people outside are the `gpg` and the `openssl` of this machine, the server between us a real one.
let w: World
let post: MailServerForTests
let folder: string
let id: string
const at = (name: string) => join(folder, name)
const save = (name: string, content: string | Buffer) => {
  writeFileSync(at(name), content)
  return at(name)
}
const gpg = (options: readonly string[], input: string | Buffer = '') =>
  execFileSync('gpg', ['--homedir', folder, '--batch', '--yes', '--trust-model', 'always', ...options], {
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
const openssl = (...options: string[]) =>
  execFileSync('openssl', options, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })

beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
  post = await mailServer()
  // Short: sockets lie in it, and their paths have a limit.
  folder = mkdtempSync(join(tmpdir(), 'mmail-'))
  gpg(['--passphrase', '', '--quick-gen-key', 'Ann <ann@cert.example>', 'future-default', 'default', '1y'])
  const bob = ['-keyout', 'bob.key', '-out', 'bob.pem', '-subj', '/CN=Bob/emailAddress=bob@cert.example']
  openssl('req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-days', '30', ...bob)
  const settings = { host: '127.0.0.1', port: post.port, security: 'none', user: '' } as const
  await w.perform(configureMail, w.owner, { ...settings, from: 'soc@bakery.example' })
  await w.perform(testMail, w.owner, {})
  const code = /code is (\d{8})/.exec(post.received.at(-1)?.raw ?? '')?.[1] ?? ''
  await w.perform(confirmMail, w.owner, { code })
  id = (await w.perform(openIncident, w.lead, { title: 'Odd', kind: 'other', severity: 'S3' })).id
})
afterAll(async () => {
  await post.stop()
  execFileSync('gpgconf', ['--homedir', folder, '--kill', 'all'])
  rmSync(folder, { recursive: true, force: true })
  await w.close()
})

const idle = () => w.house.services.wake.idle()
const lettersOf = async () => (await w.perform(read, w.lead, { id })).items.flatMap(({ letters }) => letters)
async function copied(name: string, content: string) {
  const acquisition = { name, acquiredAt: '2026-01-01T08:00:00Z', where: 'FILE01', why: 'Log' }
  const upload = { body: Readable.from([Buffer.from(content)]) }
  const original = await w.perform(seal, w.lead, { id, acquisition }, { upload })
  const working = await w.perform(copy, w.lead, { id, evidence: original.id, why: 'For Ann' })
  return { original: original.id, working: working.id }
}
/** The files of a mail, by their names. */
function filesIn(entity: Buffer): Record<string, string> {
  const whole = entityOf(entity)
  const parts = partsOf(whole.body, contentTypeOf(whole).parameters.get('boundary') ?? '').map(entityOf)
  return Object.fromEntries(
    parts.map((part) => {
      const name = /filename\*=utf-8''([^;\s]+)/.exec(part.headers.get('content-disposition') ?? '')?.[1]
      return [decodeURIComponent(name ?? 'text'), decodedBody(part).toString()]
    }),
  )
}

test('U40 whoever has an OpenPGP key gets words and working copies that gpg alone opens, and their answer is read with whose it is', async () => {
  const own = await w.perform(keys.add, w.owner, { what: 'made', form: 'openpgp' })
  expect(own).toMatchObject({ form: 'openpgp', email: 'soc@bakery.example', state: 'good' })
  gpg(['--import', save('own.asc', own.certificate)])
  const ann = gpg(['--armor', '--export', 'ann@cert.example']).toString()
  await w.perform(keys.add, w.lead, { what: 'contact', certificate: ann })
  const { original, working } = await copied('Prüf log.txt', 'the secret line')
  const wish = { id, to: ['ann@cert.example'], subject: 'Secret name', text: 'Grüße', mustEncrypt: true }
  await expect(w.perform(write, w.lead, { ...wish, files: [original] })).rejects.toMatchObject({
    detail: { reason: 'original' },
  })
  const sent = await w.perform(write, w.lead, { ...wish, files: [working] })
  expect(sent).toMatchObject({ isEncrypted: true, isSigned: true })
  await idle()
  const mail = post.received.at(-1)
  expect(mail?.raw).not.toMatch(/secret|Secret name/)
  const whole = entityOf(Buffer.from(mail?.raw ?? ''))
  const [, sealed] = partsOf(whole.body, contentTypeOf(whole).parameters.get('boundary') ?? '')
  const opened = gpg(['--status-file', at('status'), '--decrypt'], entityOf(sealed ?? Buffer.alloc(0)).body)
  expect(readFileSync(at('status'), 'utf8')).toContain('GOODSIG')
  expect(filesIn(opened)).toEqual({ text: 'Grüße', 'Prüf log.txt': 'the secret line' })
  const custody = (await w.leaves({ stream: id })).filter(({ kind }) => kind === 'evidence.open')
  expect(custody.map(({ fields }) => [fields['evidence'], fields['as']])).toEqual([
    [working, 'mail to ann@cert.example'],
  ])

  const plain = 'Content-Type: text/plain\r\nSubject: inside\r\n\r\nRead by nobody else.'
  const answer = gpg(['--armor', '-r', 'soc@bakery.example', '-u', 'ann@cert.example', '-se'], plain)
  const came = [
    `From: ann@cert.example\r\nSubject: outside\r\nReferences: ${mail?.messageId}\r\nMessage-ID: <pgp@x>`,
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n\r\n--b',
    'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--b',
    `Content-Type: application/octet-stream\r\n\r\n${answer.toString()}\r\n--b--\r\n`,
  ].join('\r\n')
  expect(await isPlaced(w.house, w.tenantId, Buffer.from(came))).toBe(true)
  const [first, last] = await lettersOf()
  expect(first).toMatchObject({ way: 'out', files: [{ name: 'Prüf log.txt', size: 15 }] })
  expect(last).toMatchObject({
    ...{ isEncrypted: true, signature: 'known', subject: 'inside', text: 'Read by nobody else.' },
    signer: { name: 'Ann', email: 'ann@cert.example' },
  })
  expect(JSON.stringify([await w.perform(keys.list, w.lead, {}), await w.leaves()])).not.toContain('PRIVATE')

  // One that grows without end when it is opened is kept as it came, once, and shown to nobody.
  const packet = (inner: Buffer) => Buffer.concat([Buffer.from([0xa3, 1]), deflateRawSync(inner)])
  const nested = packet(packet(packet(Buffer.from([0xcb, 6, 0x62, 0, 0, 0, 0, 0]))))
  const bomb = Buffer.from(
    came.replace(answer.toString(), armor(enums.armor.message, new Uint8Array(nested))),
  )
  for (const time of [1, 2]) expect([time, await isPlaced(w.house, w.tenantId, bomb)]).toEqual([time, true])
  const letters = await lettersOf()
  expect([letters.length, letters.at(-1)?.trouble, letters.at(-1)?.text]).toEqual([3, 'broken', ''])

  // What is marked on the original afterwards holds for its copies.
  await w.perform(classify, w.lead, {
    ...{ id, evidence: original, sensitivity: 'privileged', isSample: false, reason: 'Counsel asked' },
  })
  await expect(w.perform(write, w.lead, { ...wish, files: [working] })).rejects.toMatchObject({
    detail: { reason: 'privileged' },
  })
})

test('U40 files go by S/MIME as well, and one mail is of one kind', async () => {
  const own = await w.perform(keys.add, w.owner, { what: 'made' })
  save('own.pem', own.certificate)
  const certificate = readFileSync(at('bob.pem'), 'utf8')
  await w.perform(keys.add, w.lead, { what: 'contact', certificate })
  const { working } = await copied('log.txt', 'line')
  const wish = { id, to: ['bob@cert.example'], subject: 'Log', text: 'Here', files: [working] }
  await w.perform(write, w.lead, { ...wish, mustEncrypt: true })
  await idle()
  const sealed = save('sealed.eml', post.received.at(-1)?.raw ?? '')
  const key = ['-recip', 'bob.pem', '-inkey', 'bob.key']
  save('signed.eml', openssl('cms', '-decrypt', '-in', sealed, ...key))
  const inner = openssl('cms', '-verify', '-in', 'signed.eml', '-CAfile', 'own.pem', '-purpose', 'any')
  expect(filesIn(inner)).toEqual({ text: 'Here', 'log.txt': 'line' })

  const both = { ...wish, to: ['ann@cert.example', 'bob@cert.example'] }
  await expect(w.perform(write, w.lead, both)).rejects.toMatchObject({ detail: { reason: 'two_kinds' } })
})
