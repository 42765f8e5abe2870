import { expect, test } from 'vitest'
import { isLookDue, isProvedStill, mayReceive, ownDomain, senderFault } from './domains.ts'
import { momentsFor } from '../actions/moments.ts'
import { filled } from './letter.ts'
import { bodyFault, lintFault } from './lint.ts'
import { isMachine } from './machines.ts'
import { addressesIn, isOwnAlone, tokensIn } from './spotted.ts'
import { isWorkingTime, spreadOver, windowsOf } from './spread.ts'

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)

test('R120 a mail leaves only for an address in a proved domain, spelt as addresses are kept', () => {
  const proved = ['bakery.example']
  expect(mayReceive('ann@bakery.example', proved)).toBe(true)
  for (const address of [
    'ann@shop.bakery.example',
    'ann@notbakery.example',
    'ann@bakery.example.evil.test',
    'ANN@bakery.example',
    'ann@evil.test,ann@bakery.example',
    '"ann@evil.test"@bakery.example',
    'bakery.example',
  ])
    expect([address, mayReceive(address, proved)]).toEqual([address, false])
  expect(mayReceive('ann@bakery.example', [])).toBe(false)
})

test('R120 a lead proves a domain, never a provider of mail or an address', () => {
  expect(ownDomain('@Bäckerei.Example.')).toEqual({ domain: 'xn--bckerei-5wa.example' })
  for (const text of ['gmail.com', 'GMX.de', 'bakery', 'a b.example', 'x@y@z.example', '127.0.0.1'])
    expect([text, 'why' in ownDomain(text)]).toEqual([text, true])
})

test('R120 a sender stands in the proved domain or in a part of it', () => {
  expect(senderFault('it@bakery.example', 'bakery.example')).toBeUndefined()
  expect(senderFault('it@mail.bakery.example', 'bakery.example')).toBeUndefined()
  for (const address of ['it@bakery-example.test', 'it@xbakery.example', 'it@example', 'it'])
    expect(senderFault(address, 'bakery.example')).toBeDefined()
})

test.each([
  'Your Christmas bonus',
  'Liste der Kündigungen: Ihre Kündigung',
  'Your medical results',
  'Message from PayPal',
  'Ihr Gehalt im März',
  'Paket von DHL',
])('R120 no rehearsal says “%s”', (text) => {
  expect(lintFault(text)).toBeDefined()
})

test('R120 a mail of one’s own has one link and no other address', () => {
  expect(bodyFault('Hello {name} of {organisation}, see {link} today')).toBeUndefined()
  for (const body of [
    'no link',
    '{link} {link}',
    '{link} www.evil.test',
    '{link} evil.test',
    '{link} {secret}',
  ])
    expect([body, bodyFault(body) !== undefined]).toEqual([body, true])
})

test('R120 words of a person become no markup in a mail', () => {
  const template = { name: '', language: 'en', subject: 'For {name}', page: 'none' } as const
  const { text, html, subject } = filled(
    { ...template, body: 'Hi {name} <b>\n\n{link}\n\nBye', linkWords: 'A & B', signs: { en: [], de: [] } },
    { name: '<i>$&', organisation: 'X', link: 'https://m.test/notice/t' },
  )
  expect(subject).toBe('For <i>$&')
  expect(text).toBe('Hi <i>$& <b>\n\nA & B: https://m.test/notice/t\n\nBye')
  expect(html).toContain('Hi &lt;i&gt;$&amp; &lt;b&gt;')
  expect(html).toContain('<a href="https://m.test/notice/t">A &amp; B</a>')
})

test('R120 mail goes out in working hours of the firm’s own clock, spread over all of them', () => {
  const days = { startsOn: '2026-03-06', endsOn: '2026-03-09', timeZone: 'Europe/Vienna' }
  const windows = windowsOf(days, at('00:00'))
  expect(windows).toHaveLength(2)
  const moments = spreadOver(
    windows,
    Array.from({ length: 40 }, (_, place) => (place % 7) / 7),
  )
  expect(moments.every((moment) => isWorkingTime(moment, 'Europe/Vienna'))).toBe(true)
  expect(new Set(moments.map((moment) => moment.toISOString().slice(0, 10))).size).toBe(2)
  expect(isWorkingTime(new Date('2026-03-07T11:00:00Z'), 'Europe/Vienna')).toBe(false)
  expect(isWorkingTime(new Date('2026-03-06T19:00:00Z'), 'Europe/Vienna')).toBe(false)
  // The day of the summer time has one hour less, and the same working hours.
  const summer = windowsOf(
    { startsOn: '2026-03-30', endsOn: '2026-03-30', timeZone: 'Europe/Vienna' },
    at('00:00'),
  )
  expect(new Date(summer[0]?.from ?? 0).toISOString()).toBe('2026-03-30T07:00:00.000Z')
  expect(windowsOf({ ...days, endsOn: '2026-03-06' }, new Date('2026-03-06T20:00:00Z'))).toEqual([])
})

test('R120 nobody’s turn follows from their name, at the beginning or after a pause', () => {
  const days = { startsOn: '2026-03-06', endsOn: '2026-03-09', timeZone: 'Europe/Vienna' }
  const turns = momentsFor(40, days, at('00:00')).map((moment) => moment.getTime())
  expect(turns).toHaveLength(40)
  expect(turns).not.toEqual(turns.toSorted((a, b) => a - b))
  expect(momentsFor(40, { ...days, endsOn: '2026-03-06' }, new Date('2026-03-06T20:00:00Z'))).toEqual([])
})

const now = at('12:00')
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
test.each([
  ['a person', { agent: chrome, isDriven: false, sentAt: at('11:00') }, false],
  ['a steered browser', { agent: chrome, isDriven: true, sentAt: at('11:00') }, true],
  [
    'a browser without a window',
    { agent: chrome.replace('Chrome', 'HeadlessChrome'), isDriven: false, sentAt: at('11:00') },
    true,
  ],
  [
    'a gateway at the moment of delivery',
    { agent: chrome, isDriven: false, sentAt: new Date(now.getTime() - 5000) },
    true,
  ],
  ['a gateway before the mail is out', { agent: chrome, isDriven: false, sentAt: null }, true],
  [
    'a preview',
    { agent: 'Mozilla/5.0 (compatible; SkypeUriPreview Preview/0.5)', isDriven: false, sentAt: at('11:00') },
    true,
  ],
  [
    'a robot',
    { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1)', isDriven: false, sentAt: at('11:00') },
    true,
  ],
  ['a script', { agent: 'python-requests/2.32', isDriven: false, sentAt: at('11:00') }, true],
  [
    'an Office program',
    { agent: 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)', isDriven: false, sentAt: at('11:00') },
    true,
  ],
  ['nothing said', { agent: '', isDriven: false, sentAt: at('11:00') }, true],
] as const)('R120 %s that opens a link is told apart', (_name, meeting, isProgram) => {
  expect(isMachine({ ...meeting, now })).toBe(isProgram)
})

test('R120 a real mail that carries a link of a rehearsal is not taken for one', () => {
  const own = { origin: 'https://muster.bakery.example', domains: ['bakery.example'] }
  const token = 'A'.repeat(22)
  const text = `See ${own.origin}/notice/${token} and www.bakery.example`
  const plain = { text, links: ['https://www.bakery.example/'], attachments: 0, mark: '' }
  expect(tokensIn(plain, own)).toEqual([token])
  expect(tokensIn({ ...plain, attachments: 1 }, own)).toEqual([])
  expect(tokensIn({ ...plain, links: ['https://evil.test/pay'] }, own)).toEqual([])
  expect(tokensIn({ ...plain, text: `${text} http://evil.test` }, own)).toEqual([])
  expect(tokensIn({ ...plain, text: `${text} www.evil.test` }, own)).toEqual([])
  expect(tokensIn({ ...plain, text: `https://evil.test/notice/${token}`, links: [] }, own)).toEqual([])
  expect(tokensIn({ ...plain, text: `${own.origin}/notice/${token}x`, links: [] }, own)).toEqual([])
})

test('R120 an address without https before it leads elsewhere too, and a mail to somebody outside does', () => {
  const own = { origin: 'https://muster.bakery.example', domains: ['bakery.example'] }
  const leadsAway = (text: string) => !isOwnAlone(addressesIn(text), own)
  for (const text of [
    'Pay at evil.test/pay now.',
    'EVIL.test',
    'bakery.example.evil.test',
    'Write to boss@evil.test',
    'Look at 203.0.113.9/pay',
    'zahlung.größe.test',
    'invoice.pdf.exe.test',
    'пример.рф',
  ])
    expect([text, leadsAway(text)]).toEqual([text, true])
  for (const text of [
    'Ann Berg <ann.berg@bakery.example>, see shop.bakery.example and muster.bakery.example/notice.',
    'Bakery GmbH & Co.KG, Tel. +43.662.12.34.56, z.B. um 14.30 Uhr, rota.pdf',
  ])
    expect([text, leadsAway(text)]).toEqual([text, false])
  for (const [mailto, isOwn] of [
    ['mailto:ann@bakery.example', true],
    ['mailto:?subject=Hello', true],
    ['MAILTO:boss@evil.test', false],
    ['mailto:ann@bakery.example,boss@evil.test', false],
    ['mailto:ann@bakery.example?bcc=boss@evil.test', false],
    ['mailto:boss@evil.test%3Bann@bakery.example', false],
    ['mailto:boss@evil.test%2523@bakery.example', false],
    ['mailto:ann', false],
  ] as const)
    expect([mailto, isOwnAlone([mailto], own)]).toEqual([mailto, isOwn])
})

test('R120 a record is looked for again each day, each hour once it is gone, and proves nothing after two days', () => {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  const seen = (hours: number) => ({ verifiedAt: hoursAgo(900), checkedAt: hoursAgo(hours) })
  expect([19, 21].map((hours) => isLookDue(seen(hours), now))).toEqual([false, true])
  expect(isLookDue({ verifiedAt: null, checkedAt: hoursAgo(2) }, now)).toBe(true)
  expect(isLookDue({ verifiedAt: null, checkedAt: hoursAgo(0.5) }, now)).toBe(false)
  expect(isLookDue({ verifiedAt: null, checkedAt: null }, now)).toBe(true)
  expect([47, 49].map((hours) => isProvedStill(seen(hours), now))).toEqual([true, false])
  expect(isProvedStill({ verifiedAt: null, checkedAt: now }, now)).toBe(false)
})
