import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailServer, type MailServerForTests } from '../../../../tests/mail-server.ts'
import { world, type World } from '../../../../tests/world.ts'
import { configureMail, confirmMail, testMail } from '../communications/actions/mail.ts'
import { listInbox } from '../communications/actions/inbox.ts'
import { trust } from '../communications/actions/release-statements.ts'
import { openContent } from '../evidence/actions/seal-evidence.ts'
import { markTlp } from '../incidents/actions/mark-incident.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { restrict } from '../incidents/actions/restrict-incident.ts'
import { isPlaced } from '../signals/intake/mail/place-mail.ts'
import * as keys from './actions/keep-keys.ts'
import { read } from './actions/read-mail.ts'
import { write } from './actions/write-mail.ts'

// The person outside is the `openssl` of this machine, the server between us a real one.
let w: World
let post: MailServerForTests
let folder: string
const at = (name: string) => join(folder, name)
const openssl = (...options: string[]) =>
  execFileSync('openssl', options, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
const save = (name: string, content: string | Buffer) => {
  writeFileSync(at(name), content)
  return name
}

beforeAll(async () => {
  w = await world({ MUSTER_EGRESS_ALLOW: '127.0.0.0/8' })
  post = await mailServer()
  folder = mkdtempSync(join(tmpdir(), 'muster-mail-'))
  openssl(
    ...['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-keyout', 'ann.key', '-out', 'ann.pem'],
    ...['-days', '30', '-subj', '/CN=Ann Cert/emailAddress=ann@cert.example'],
  )
  await goesOutFrom('soc@bakery.example')
})
async function goesOutFrom(from: string): Promise<void> {
  const server = { host: '127.0.0.1', port: post.port, security: 'none', user: '', from } as const
  await w.perform(configureMail, w.owner, server)
  await w.perform(testMail, w.owner, {})
  const code = /code is (\d{8})/.exec(post.received.at(-1)?.raw ?? '')?.[1] ?? ''
  await w.perform(confirmMail, w.owner, { code })
}
afterAll(async () => {
  await post.stop()
  rmSync(folder, { recursive: true, force: true })
  await w.close()
})

const declare = async (title: string) =>
  w.perform(openIncident, w.lead, { title, kind: 'other', severity: 'S3' })
const idle = () => w.house.services.wake.idle()
const boxOf = async (id: string) => w.perform(read, w.lead, { id })
const comes = (mail: string | Buffer) => isPlaced(w.house, w.tenantId, Buffer.from(mail))
const headed = (lines: readonly string[], entity: string | Buffer) =>
  Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), Buffer.from(entity)])

test('U40 a lead writes from the case to somebody outside and reads the answer there, with what hangs on it sealed', async () => {
  const { id, number } = await declare('Odd traffic')
  const to = ['ann@cert.example', 'Bob@Cert.example']
  const sent = await w.perform(write, w.lead, {
    id,
    to,
    subject: 'Address 203.0.113.9',
    text: 'Is it known?',
  })
  expect(sent).toMatchObject({ isEncrypted: false, isSigned: false })
  await idle()
  // In whatever order: each goes alone.
  const mails = post.received.slice(-2).toSorted((a, b) => (a.to[0] ?? '').localeCompare(b.to[0] ?? ''))
  expect(mails.map((one) => one.to)).toEqual([['ann@cert.example'], ['bob@cert.example']])
  expect(mails[0]?.raw).not.toContain('bob@')
  expect(mails[0]?.subject).toMatch(
    new RegExp(`^\\[INC-${number} #[a-z2-7]{12}\\] Address 203\\.0\\.113\\.9$`),
  )
  const answer = [
    `From: "Ann" <ann@cert.example>\r\nTo: soc@bakery.example\r\nSubject: AW: whatever`,
    `In-Reply-To: ${mails[0]?.messageId}\r\nMessage-ID: <a1@cert.example>\r\nMIME-Version: 1.0`,
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n',
    '<p>Yes: <img src="http://evil.example/x"><a href="http://evil.example">see</a></p><script>x()</script>\r\n--b',
    'Content-Type: application/zip; name="list.zip"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="list.zip"\r\n',
    'UEsgYnl0ZXM=\r\n--b--\r\n',
  ].join('\r\n')
  expect(await comes(answer)).toBe(true)
  // A mailbox that is read again brings nothing twice.
  expect(await comes(answer)).toBe(true)
  const { items } = await boxOf(id)
  const [thread] = items
  expect(items).toHaveLength(1)
  expect(thread?.letters.map(({ way, by }) => [way, by])).toEqual([
    ['out', expect.stringContaining('Lead')],
    ['in', 'Ann <ann@cert.example>'],
  ])
  const [ours, came] = thread?.letters ?? []
  expect(ours?.copies.map(({ email, state }) => [email, state])).toEqual([
    ['ann@cert.example', 'reached'],
    ['bob@cert.example', 'reached'],
  ])
  expect(came?.text).toContain('Yes:')
  expect(came?.text).not.toMatch(/<|x\(\)/)
  expect(came).toMatchObject({ signature: 'none', files: [{ name: 'list.zip', size: 8 }] })
  const original = await w.perform(openContent, w.lead, { id, evidence: came?.original?.id ?? '' })
  expect(await readAll(Readable.from(await original.open()))).toBe(answer)
  const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind.startsWith('letter.'))).toEqual([
    ...['letter.write', 'letter.send', 'letter.send', 'letter.receive'],
  ])
  const { items: news } = await w.perform(listInbox, w.lead, {})
  expect(news.some(({ kind, path }) => kind === 'mail.answered' && path === `/incidents/${id}/mail`)).toBe(
    true,
  )
  // A number alone is known to anybody: it counts from those we wrote to.
  const numbered = (from: string) =>
    comes(`From: ${from}\r\nSubject: about INC-${number}\r\nMessage-ID: <${from}>\r\n\r\nmore\r\n`)
  expect([await numbered('bob@cert.example'), await numbered('stranger@evil.example')]).toEqual([true, false])
  await w.perform(write, w.lead, { id, thread: thread?.id, to: ['ann@cert.example'], text: 'Thank you.' })
  await idle()
  expect(post.received.at(-1)?.raw).toMatch(/In-Reply-To: <bob@cert\.example>|In-Reply-To: </)
})

test('U40 what goes out is signed and encrypted for who has a key, what comes is opened and says who signed, and a missing key is no plain mail', async () => {
  const { id } = await declare('Keys')
  const own = await w.perform(keys.add, w.owner, { what: 'made' })
  save('own.pem', own.certificate)
  await expect(w.perform(keys.add, w.lead, { what: 'made' })).rejects.toMatchObject({ kind: 'forbidden' })
  const certificate = readFileSync(at('ann.pem'), 'utf8')
  const wish = {
    id,
    to: ['ann@cert.example'],
    subject: 'The secret name',
    text: 'Grüße 4711',
    mustEncrypt: true,
  }
  await expect(w.perform(write, w.lead, wish)).rejects.toThrow('no key that is good for: ann@cert.example')
  await expect(
    w.perform(keys.add, w.lead, { what: 'contact', certificate, email: 'eve@cert.example' }),
  ).rejects.toMatchObject({ kind: 'invalid' })

  const plain = 'Content-Type: text/plain; charset=utf-8\r\nSubject: inside\r\n\r\nRead by nobody else.'
  openssl(
    'cms',
    '-sign',
    '-in',
    save('answer.txt', plain),
    '-signer',
    'ann.pem',
    '-inkey',
    'ann.key',
    '-out',
    'signed.eml',
  )
  const sealed = openssl('cms', '-encrypt', '-in', 'signed.eml', '-aes-256-gcm', 'own.pem')
  await w.perform(write, w.lead, { ...wish, subject: 'Your key', mustEncrypt: false })
  await idle()
  const asked = post.received.at(-1)
  expect(
    openssl(
      'cms',
      '-verify',
      '-in',
      save('ours.eml', asked?.raw ?? ''),
      '-CAfile',
      'own.pem',
      '-purpose',
      'any',
    ).toString(),
  ).toContain('R3LDvMOfZSA0NzEx')
  const reply = (from: string, name: string, entity: string | Buffer) =>
    headed(
      [`From: ${from}`, `Subject: outside`, `References: ${asked?.messageId}`, `Message-ID: <${name}@x>`],
      entity,
    )
  expect(await comes(reply('ann@cert.example', 'one', sealed))).toBe(true)
  const first = (await boxOf(id)).items[0]?.letters.at(-1)
  expect(first).toMatchObject({
    ...{ isEncrypted: true, signature: 'stranger', subject: 'inside', text: 'Read by nobody else.' },
    signer: { name: 'Ann Cert', email: 'ann@cert.example', knownSince: null },
  })
  // Somebody compared the fingerprint: from then on it is known, for this address alone.
  await w.perform(keys.add, w.lead, { what: 'contact', certificate: first?.signer?.certificate ?? '' })
  expect(await comes(reply('ann@cert.example', 'two', sealed))).toBe(true)
  expect(await comes(reply('boss@cert.example', 'three', sealed))).toBe(true)
  // Shown is the first of two in a From line, and judged as nobody.
  expect(await comes(reply('Boss <boss@bank.example>, x <ann@cert.example>', 'both', sealed))).toBe(true)
  const broken = readFileSync(at('signed.eml'), 'utf8').replace('nobody', 'anybody')
  expect(await comes(reply('ann@cert.example', 'four', broken))).toBe(true)
  const locked = openssl('cms', '-encrypt', '-in', 'signed.eml', '-aes-256-cbc', 'ann.pem')
  expect(await comes(reply('ann@cert.example', 'five', locked))).toBe(true)
  const seen = (await boxOf(id)).items[0]?.letters.slice(2) ?? []
  expect(seen.map(({ signature, trouble, text }) => [signature, trouble, text])).toEqual([
    ['known', '', 'Read by nobody else.'],
    ['other_known', '', 'Read by nobody else.'],
    ['other_known', '', 'Read by nobody else.'],
    ['broken', '', 'Read by anybody else.'],
    ['none', 'no_key', ''],
  ])
})

test('U40 what is encrypted gives nothing away on its way, is read by who it is for, and no private key leaves the house', async () => {
  const { id } = await declare('Sealed')
  const wish = {
    id,
    to: ['ann@cert.example'],
    subject: 'The secret name',
    text: 'Grüße 4711',
    mustEncrypt: true,
  }
  if ((await w.perform(keys.list, w.lead, {})).items.every(({ kind }) => kind === 'own'))
    await w.perform(keys.add, w.lead, { what: 'contact', certificate: readFileSync(at('ann.pem'), 'utf8') })
  const sent = await w.perform(write, w.lead, wish)
  expect(sent).toMatchObject({ isEncrypted: true, isSigned: true })
  await idle()
  const raw = post.received.at(-1)?.raw ?? ''
  expect(raw).not.toMatch(/secret name|4711/)
  const opened = openssl(
    'cms',
    '-decrypt',
    '-in',
    save('to-ann.eml', raw),
    '-recip',
    'ann.pem',
    '-inkey',
    'ann.key',
  )
  const checked = openssl(
    'cms',
    '-verify',
    '-in',
    save('in.eml', opened),
    '-CAfile',
    'own.pem',
    '-purpose',
    'any',
  )
  expect(checked.toString()).toContain('Subject: The secret name')
  // No private key, and nothing of a passphrase, in an answer or on the record.
  const said = JSON.stringify([await w.perform(keys.list, w.lead, {}), await w.leaves()])
  expect(said).not.toContain('PRIVATE KEY')
  // A key is for its address: once mail goes out from another one, it signs no more.
  expect((await boxOf(id)).signs).toBe(true)
  await goesOutFrom('office@bakery.example')
  expect((await boxOf(id)).signs).toBe(false)
  expect(await w.perform(write, w.lead, wish)).toMatchObject({ isEncrypted: true, isSigned: false })
  await idle()
})

test('U40 mail of a closed circle is seen by those in it alone, and where mail is hostile nothing goes out', async () => {
  const { id } = await declare('About one of us')
  await w.perform(write, w.lead, {
    id,
    to: ['ann@cert.example'],
    subject: 'Quiet',
    text: 'x',
    audience: 'police',
  })
  await idle()
  const { messageId } = post.received.at(-1) ?? {}
  await w.perform(restrict, w.lead, { id, people: [w.lead.memberId], suspects: [], reason: 'x' })
  expect(
    await comes(`From: ann@cert.example\r\nIn-Reply-To: ${messageId}\r\nMessage-ID: <q>\r\n\r\nanswer\r\n`),
  ).toBe(true)
  expect((await boxOf(id)).items[0]?.letters).toHaveLength(2)
  await expect(w.perform(read, w.counsel, { id })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(w.perform(read, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
  const more = { id, to: ['ann@cert.example'], subject: 'More', text: 'y' }
  await w.perform(markTlp, w.lead, { id, tlp: 'red' })
  await expect(w.perform(write, w.lead, more)).rejects.toMatchObject({ detail: { reason: 'barred' } })
  await w.perform(write, w.lead, { ...more, audience: 'police' })
  await idle()
  expect(post.received.at(-1)?.subject).toMatch(/^\[#[a-z2-7]{12}\] Encrypted message$/)
  await w.perform(trust, w.lead, { id, isHostile: true, reason: 'read by others' })
  await expect(w.perform(write, w.lead, { ...more, audience: 'police' })).rejects.toMatchObject({
    detail: { reason: 'hostile' },
  })
})
