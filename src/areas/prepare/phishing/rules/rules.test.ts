import { expect, test } from 'vitest'
import { smallestGroup } from '../contract/words.ts'
import { mayReceive, ownDomain, senderFault } from './domains.ts'
import { filled } from './letter.ts'
import { bodyFault, lintFault } from './lint.ts'
import { isMachine } from './machines.ts'
import { resultsOf, type Counted } from './results.ts'
import { tokensIn } from './spotted.ts'
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
  for (const body of ['no link', '{link} {link}', '{link} www.evil.test', '{link} {secret}'])
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

const link = (groupName: string, more: Partial<Counted> = {}): Counted => ({
  ...{ groupName, sentAt: at('09:00'), isRefused: false, openedAt: null, givenAt: null },
  ...{ reportedAt: null, machineAt: null, ...more },
})
const many = (count: number, groupName: string) => Array.from({ length: count }, () => link(groupName))

test.each([
  [[[7, 'A']], []],
  [[[8, 'A']], ['', 'A']],
  [[[8, '']], ['']],
  [
    [
      [9, 'A'],
      [9, 'B'],
    ],
    ['', 'A', 'B'],
  ],
  // Three people could be found by subtraction: the smallest group joins them.
  [
    [
      [9, 'A'],
      [12, 'B'],
      [3, 'C'],
    ],
    ['', 'B', 'others'],
  ],
  [
    [
      [9, 'A'],
      [3, 'C'],
    ],
    [''],
  ],
  [
    [
      [9, 'A'],
      [5, 'C'],
      [4, ''],
    ],
    ['', 'A', 'others'],
  ],
] as const)('R120 of groups %j a reader is told %j', (groups, told) => {
  const results = resultsOf(groups.flatMap(([count, name]) => many(count, name)))
  expect(results.map(({ group }) => group)).toEqual(told)
})

test('R120 no group and nothing that is left over is ever smaller than eight', () => {
  for (let a = 0; a < 14; a += 1)
    for (let b = 0; b < 14; b += 1)
      for (let c = 0; c < 10; c += 1) {
        const [total, ...lines] = resultsOf([...many(a, 'A'), ...many(b, 'B'), ...many(c, '')])
        const told = lines.reduce((sum, { people }) => sum + people, 0)
        const left = lines.length === 0 ? 0 : (total?.people ?? 0) - told
        expect(left).toBe(0)
        for (const { people } of total === undefined ? [] : [total, ...lines])
          expect(people).toBeGreaterThanOrEqual(smallestGroup)
      }
})

test('R120 the first report is timed from the first mail', () => {
  const [total] = resultsOf([
    ...many(7, 'A'),
    link('A', { sentAt: at('10:00'), reportedAt: at('10:12'), openedAt: at('10:10') }),
    link('A', { isRefused: true }),
  ])
  expect(total).toMatchObject({ people: 9, delivered: 8, reported: 1, opened: 1, firstReportMinutes: 72 })
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
