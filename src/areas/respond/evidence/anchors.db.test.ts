import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { selfSigned } from '../../../../tests/certificate.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import { timestampAuthority, type TimestampAuthorityForTests } from '../../../../tests/timestamp-authority.ts'
import { world, type World } from '../../../../tests/world.ts'
import { createEgress } from '../../../platform/egress.ts'
import { verifyBundle } from '../../../verify/bundle.ts'
import { runVerify } from '../../../verify/command.ts'
import { note } from '../incidents/actions/lead-incident.ts'
import { open as openIncident } from '../incidents/actions/open-incident.ts'
import { addMail, addTimestamp, askTimestamp, configure, list, print, take } from './actions/anchor-record.ts'
import { bundle, ledgerKey } from './actions/prove-record.ts'

describe('what the record leaves outside', () => {
  let place: World
  let id: string
  let authority: TimestampAuthorityForTests
  let server: Server | undefined
  beforeAll(async () => {
    place = await world()
    authority = await timestampAuthority()
    const wanted = { title: 'Ransom note', kind: 'ransomware', severity: 'S2' } as const
    id = (await place.perform(openIncident, place.lead, wanted)).id
  })
  afterAll(async () => {
    server?.close()
    await place?.close()
  })

  test('N7 a lead anchors the record by timestamp, mail and paper, and a stranger’s verifier finds all three in the bundle', async () => {
    const checkpoint = await place.perform(take, place.lead, {})
    // The clock of an authority knows no fractions of a second here.
    const at = new Date(Math.floor(place.house.now().getTime() / 1000) * 1000)
    const stamp = await authority.reply(Buffer.from(checkpoint.request, 'base64'), at)
    const first = await place.perform(addTimestamp, place.lead, {
      reply: base64(stamp),
      roots: authority.roots,
    })
    expect(first).toMatchObject({
      type: 'rfc3161',
      size: checkpoint.size,
      about: {
        issuer: 'CN=Root of stamps for tests',
        serial: '1267',
        chain: 'given',
        roots: `sha256:${createHash('sha256').update(authority.roots).digest('hex')}`,
        stampedAt: at.toISOString(),
      },
    })
    for (let n = 0; n < 5; n++) await place.perform(note, place.lead, { id, kind: 'note', text: `Note ${n}` })
    const mailed = await place.perform(take, place.lead, {})
    const sent = await place.perform(addMail, place.lead, { mail: base64(mailWith(mailed.note)) })
    expect(sent.about).toMatchObject({ messageId: '<1.2@mail.example>' })
    await place.perform(note, place.lead, { id, kind: 'note', text: 'One more' })
    const card = await bytesOf(await place.perform(print, place.lead, {}))
    const printed = (await place.perform(list, place.auditor, {})).items[0]
    expect(readPdf(card)).toMatchObject({ pages: 1, isPdfUa: true })
    expect(readPdf(card).text).toContain(printed?.about['mark'])
    const basis = { source: 'told', name: 'Vera Lang' } as const
    await place.perform(note, place.lead, { id, kind: 'note', text: 'After the card', basis })

    const verdict = verifyBundle(await taken(bundle, { id }), (await taken(ledgerKey, {})).toString())

    if (verdict.verdict !== 'VERIFIED') expect.fail(verdict.reason)
    expect(verdict.anchors.map(({ type, size }) => [type, size])).toEqual([
      ['rfc3161', checkpoint.size],
      ['email', mailed.size],
      ['print', printed?.size],
    ])
    const [stamped] = verdict.anchors
    expect(stamped?.stamp).toMatchObject({
      issuer: 'CN=Root of stamps for tests',
      serial: '1267',
      stampedAt: `${at.toISOString().slice(0, 19)}Z`,
      state: 'signed',
    })
    const after = verdict.timeline.find(({ leaf }) => leaf === verdict.unanchoredSince?.leaf)
    // R38: where it comes from is proved as its words are.
    for (const value of ['After the card', 'told', 'Vera Lang'])
      expect(after?.fields).toContainEqual(expect.objectContaining({ value }))
  })

  test('N7 the verifier checks the timestamp by itself, and hands it out as openssl verifies it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-anchors-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const files = { bundle: join(folder, 'bundle.json'), key: join(folder, 'key.pub') }
    await writeFile(files.bundle, await taken(bundle, { id }))
    await writeFile(files.key, await taken(ledgerKey, {}))
    await writeFile(join(folder, 'roots.pem'), authority.roots)
    let said = ''
    const out = (text: string) => (said += text)
    const code = runVerify([files.bundle, '--key', files.key, '--anchors', folder], { out, error: out })
    expect(code).toBe(0)
    expect(said).toMatch(/stamped \S+ by the certificate 1267 of CN=Root of stamps for tests/)
    const handed = said
    said = ''
    const roots = ['--tsa-ca', join(folder, 'roots.pem')]
    expect(runVerify([files.bundle, '--key', files.key, ...roots], { out, error: out })).toBe(0)
    expect(said).toMatch(
      /signed by CN=Stamps for tests, which leads to CN=Root of stamps for tests, which you gave: the first \d+ leaves/,
    )
    await writeFile(join(folder, 'others.pem'), (await timestampAuthority()).roots)
    const others = ['--tsa-ca', join(folder, 'others.pem')]
    expect(runVerify([files.bundle, '--key', files.key, ...others], { out, error: out })).toBe(1)
    const command = /openssl (ts -verify .* -CAfile) <roots.pem>/.exec(handed)?.[1] ?? ''
    const checked = spawnSync('openssl', [...command.split(' '), 'roots.pem'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(checked.stdout).toContain('Verification: OK')
    await writeFile(join(folder, 'anchor-1.checkpoint'), 'another')
    const other = spawnSync('openssl', [...command.split(' '), 'roots.pem'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(other.status).not.toBe(0)
  })

  test('a lead cannot hand in a timestamp of something else, of a forger, or one made by a mail certificate', async () => {
    const { request } = await place.perform(take, place.lead, {})
    const at = place.house.now()
    const query = Buffer.from(request, 'base64')
    const stranger = await timestampAuthority()
    const mailer = await timestampAuthority({ usages: ['1.3.6.1.5.5.7.3.4'] })
    const elsewhere = Buffer.from(query)
    elsewhere[30] = (elsewhere[30] ?? 0) ^ 1
    const tries: [Uint8Array, string, string][] = [
      [await authority.reply(elsewhere, at), authority.roots, 'timestamp_other'],
      [await stranger.reply(query, at), authority.roots, 'timestamp_untrusted'],
      [await mailer.reply(query, at), mailer.roots, 'timestamp_untrusted'],
      [Buffer.from('no reply'), authority.roots, 'timestamp_other'],
      [await authority.reply(query, new Date(at.getTime() - 3_600_000)), authority.roots, 'timestamp_time'],
      [await authority.reply(query, new Date(at.getTime() + 3_600_000)), authority.roots, 'timestamp_time'],
    ]
    for (const [reply, roots, reason] of tries)
      await expect(
        place.perform(addTimestamp, place.lead, { reply: base64(reply), roots }),
      ).rejects.toMatchObject({ kind: 'invalid', detail: { reason } })
  })

  test.each([
    ['plain', (text: string) => text],
    ['quoted with marks before each line', (text: string) => text.replaceAll(/^/gm, '> ')],
    ['quoted-printable', (text: string) => text.replaceAll('=', '=3D').replaceAll('—', '=E2=80=94')],
    [
      'base64',
      (text: string) =>
        (
          Buffer.from(text)
            .toString('base64')
            .match(/.{1,76}/g) ?? []
        ).join('\r\n'),
    ],
  ])('a lead hands in a mail whose text is %s', async (_way, encode) => {
    const { note: text, size } = await place.perform(take, place.lead, {})
    const sent = await place.perform(addMail, place.lead, { mail: base64(mailWith(encode(text))) })
    expect(sent.size).toBe(size)
  })

  test('a mail without a checkpoint of this record, or that was never sent, is no anchor', async () => {
    const { note: text } = await place.perform(take, place.lead, {})
    const other = await place.perform(take, place.stranger, {})
    for (const mail of ['Hello', mailWith('nothing'), mailWith(other.note), `Subject: x\n\n${text}`])
      await expect(place.perform(addMail, place.lead, { mail: base64(mail) })).rejects.toMatchObject({
        kind: 'invalid',
      })
    await expect(place.perform(take, place.responder, {})).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('an authority is asked over the network only where the operator lets it, and its answer is checked alike', async () => {
    const certificate = selfSigned('localhost', '127.0.0.1')
    let answer: (query: Uint8Array) => Promise<Uint8Array> = (query) => authority.reply(query, new Date())
    server = createServer(certificate, (asked, response) => {
      void (async () => {
        const query = Buffer.concat(await asked.toArray())
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(await answer(query))
      })()
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // it listens on a port
    await expect(place.perform(askTimestamp, place.lead, {})).rejects.toMatchObject({ kind: 'conflict' })
    for (const url of ['http://127.0.0.1/', 'https://u:p@example.org/', 'ftp://example.org', '//x'])
      await expect(place.perform(configure, place.lead, { url })).rejects.toMatchObject({ kind: 'invalid' })
    const url = `https://127.0.0.1:${port}/tsr`
    await place.perform(configure, place.lead, { url, roots: authority.roots })
    await expect(place.perform(askTimestamp, place.lead, {})).rejects.toMatchObject({ kind: 'conflict' })

    const open = createEgress({ allow: [`127.0.0.1:${port}`], trust: [certificate.cert] })
    Object.assign(place.house.services, { egress: open })
    expect(await place.perform(askTimestamp, place.lead, {})).toMatchObject({ about: { chain: 'trusted' } })
    // Whoever forges a token makes certificates for it too: those that are kept here decide.
    const forger = await timestampAuthority()
    const { request } = await place.perform(take, place.lead, {})
    const forged = await forger.reply(Buffer.from(request, 'base64'), place.house.now())
    await expect(
      place.perform(addTimestamp, place.lead, { reply: base64(forged), roots: forger.roots }),
    ).rejects.toMatchObject({ detail: { reason: 'timestamp_untrusted' } })
    answer = async () => Buffer.alloc(100_000)
    await expect(place.perform(askTimestamp, place.lead, {})).rejects.toMatchObject({ kind: 'unavailable' })
    answer = async () =>
      authority.reply(Buffer.from((await place.perform(take, place.lead, {})).request, 'base64'), new Date())
    await expect(place.perform(askTimestamp, place.lead, {})).rejects.toMatchObject({ kind: 'invalid' })
  })

  async function taken<I>(action: typeof bundle | typeof ledgerKey, input: I): Promise<Buffer> {
    return bytesOf(await place.perform(action as typeof bundle, place.lead, input as { id: string })) // each takes its own
  }
})

function mailWith(text: string): string {
  return `From: lead@example.org\r\nMessage-ID:\r\n <1.2@mail.example>\r\nSubject: Keep this\r\n\r\nPlease keep:\r\n\r\n${text}\r\n`
}

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

async function bytesOf(answer: { open(): Promise<Readable | Uint8Array> }): Promise<Buffer> {
  const body = await answer.open()
  return body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body)
}
