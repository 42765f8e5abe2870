import { gunzipSync } from 'node:zlib'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extract } from 'tar-stream'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../../tests/data.ts'
import { examineMail } from './examine.ts'

const bakery = { domains: ['harbour-bakery.example'], people: ['Anna Berger'] }
const examine = (text: string) => examineMail(Buffer.from(text), bakery)

const phish = [
  'Return-Path: <bounce@evil.test>',
  'Authentication-Results: mx.harbour-bakery.example; spf=pass; dmarc=fail',
  'From: "Anna Berger" <anna@harb0ur-bakery.test>',
  'Reply-To: pay@elsewhere.test',
  'To: bernd@harbour-bakery.example',
  'Subject: Urgent: new bank details',
  'Message-ID: <77@evil.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=B',
  '',
  '--B',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Please pay to the new IBAN at <a href="https://evil.test/pay">https://bank.example</a><img src="https://evil.test/pixel"></p><form action="https://evil.test"><input></form>',
  '--B',
  'Content-Type: application/octet-stream; name="invoice.pdf.exe"',
  'Content-Disposition: attachment; filename="invoice.pdf.exe"',
  'Content-Transfer-Encoding: base64',
  '',
  'TVqQAAMAAAAEAAAA',
  '--B--',
].join('\r\n')

test('a responder reads why a mail is dangerous, its links dead, its attachment named by its hash', async () => {
  const { found } = await examine(phish)

  expect(found.verdict).toBe('dangerous')
  expect(found.reasons.map(({ sign }) => sign)).toEqual(
    expect.arrayContaining([
      'sender_colleague',
      'sender_lookalike',
      'reply_elsewhere',
      'check_dmarc',
      'link_shows_other',
      'file_runs',
      'file_double',
      'form_inside',
      'asks_money',
      'asks_haste',
    ]),
  )
  expect(found.links).toEqual(['hxxps[://]evil[.]test/pay', 'hxxps[://]bank[.]example'])
  expect(found.text).toBe('Please pay to the new IBAN at hxxps[://]bank[.]example')
  expect(found.attachments).toMatchObject([{ name: 'invoice.pdf.exe', size: 12 }])
  expect(found.attachments[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('a mail that a colleague forwards, as a file or in the text, is judged as the mail it was', async () => {
  const asFile = [
    'From: Bernd <bernd@harbour-bakery.example>',
    'Subject: WG: odd',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=F',
    '',
    '--F',
    'Content-Type: text/plain',
    '',
    'Is this real?',
    '--F',
    'Content-Type: message/rfc822',
    '',
    phish,
    '--F--',
  ].join('\r\n')
  const inText = [
    'From: Carla <carla@harbour-bakery.example>',
    'Subject: Fwd: Urgent: new bank details',
    '',
    'what is that?',
    '',
    '---------- Forwarded message ---------',
    'Von: Anna Berger <anna@harb0ur-bakery.test>',
    'Gesendet: Montag',
    'Betreff: Urgent: new bank details',
    '',
    'Please pay to the new IBAN',
  ].join('\r\n')

  const [file, words, itself] = await Promise.all([asFile, inText, phish].map(examine))

  expect(file?.found).toMatchObject({ verdict: 'dangerous', subject: 'Urgent: new bank details' })
  expect(words?.found).toMatchObject({ from: 'Anna Berger <anna@harb0ur-bakery.test>', verdict: 'dangerous' })
  const marks = new Set(itself?.marks.map(({ key }) => key))
  expect(file?.marks.some(({ key }) => marks.has(key))).toBe(true)
  expect(words?.marks.some(({ key }) => marks.has(key))).toBe(true)
})

test('what is no mail is refused with what to do instead', async () => {
  await expect(examine('')).rejects.toMatchObject({ kind: 'invalid' })
  await expect(examine('Hello, this is a story.')).rejects.toMatchObject({ kind: 'invalid' })
  await expect(examineMail(Buffer.from('d0cf11e0a1b11ae1', 'hex'), bakery)).rejects.toThrow(/Outlook/)
  await expect(examine(`Subject: deep\r\n${nested(40)}`)).rejects.toThrow(/nested/)
})

function nested(depth: number): string {
  let text = ''
  for (let level = 0; level < depth; level += 1)
    text += `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`
  return text
}

test('real mails pass through without a crash or a live link', { timeout: 300_000 }, async (context) => {
  const folder = testData('email')
  if (folder === undefined) return context.skip(noTestData('email'))
  const archive = readdirSync(folder).find((name) => name.endsWith('.tar.gz')) ?? ''
  const mails = await unpacked(readFileSync(join(folder, archive)))
  // All of them in `npm run soak`; each fifth here, since what differs between them is their form, not their number.
  const every = process.env['MUSTER_ALL_MAIL'] === 'true' ? 1 : 5
  const chosen = mails.filter((_, index) => index % every === 0)
  const live: string[] = []
  for (const bytes of chosen) {
    const { found } = await examineMail(bytes, bakery)
    if (/https?:\/\/|\bftp:\/\/|javascript:/i.test(`${found.text} ${found.links.join(' ')} ${found.subject}`))
      live.push(found.subject)
  }

  expect(mails.length).toBeGreaterThan(1400)
  expect(live).toEqual([])
})

async function unpacked(archive: Buffer): Promise<Buffer[]> {
  const reader = extract()
  const mails: Buffer[] = []
  reader.end(gunzipSync(archive))
  for await (const entry of reader) {
    const parts: Buffer[] = []
    for await (const part of entry) parts.push(part as Buffer) // a tar entry streams buffers
    if (entry.header.type === 'file' && /\/\d{4,5}\.[0-9a-f]{32}/.test(entry.header.name))
      mails.push(Buffer.concat(parts))
  }
  return mails
}
