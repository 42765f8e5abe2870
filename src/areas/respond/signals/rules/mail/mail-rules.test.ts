import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksOf, plainSubject } from './campaign.ts'
import { defangText } from './defang.ts'
import { likenessOf, registeredPart, unicodeOf } from './domains.ts'
import { signsOfFile } from './files.ts'
import { judgeMail, verdictOf, type ParsedMail } from './judge.ts'
import { signsOfLink } from './links.ts'
import { anchorsIn, textOfMarkup } from './markup.ts'

const bakery = { domains: ['harbour-bakery.example'], people: ['Anna Berger'] }
const empty: ParsedMail = {
  from: [{ name: 'Anna Berger', address: 'anna@harbour-bakery.example' }],
  replyTo: [],
  returnPath: '',
  subject: 'Lunch',
  date: '',
  messageId: '<1@harbour-bakery.example>',
  authentication: '',
  text: 'At noon?',
  html: '',
  links: [],
  attachments: [],
}
const signsOf = (mail: Partial<ParsedMail>) =>
  judgeMail({ ...empty, ...mail }, bakery).map(({ sign, weight }) => `${sign} ${weight}`)

test('a responder reads who plays a colleague, another sender, and an answer that goes elsewhere', () => {
  expect(signsOf({})).toEqual([])
  expect(signsOf({ from: [{ name: 'Anna  Berger', address: 'anna.berger@mailbox.test' }] })).toEqual([
    'sender_colleague strong',
  ])
  expect(signsOf({ from: [{ name: 'it@harbour-bakery.example', address: 'x@evil.test' }] })).toEqual([
    'sender_shows_other strong',
  ])
  expect(signsOf({ from: [{ name: '', address: 'anna@harbour-bekery.example' }] })).toEqual([
    'sender_lookalike strong',
  ])
  expect(signsOf({ replyTo: ['pay@elsewhere.test'] })).toEqual(['reply_elsewhere some'])
  expect(signsOf({ replyTo: ['pay@harbour-bakery-pay.test'] })).toEqual(['reply_lookalike strong'])
  expect(signsOf({ from: [] })).toEqual(['sender_missing some'])
})

test('a passed sender check never makes a mail safe, a failed one speaks against it', () => {
  const passed = 'mx.test; spf=pass smtp.mailfrom=evil.test; dkim=pass; dmarc=pass'
  const stranger = [{ name: '', address: 'x@evil.test' }]

  expect(signsOf({ authentication: passed, from: stranger })).toEqual(['check_passed note'])
  expect(verdictOf(judgeMail({ ...empty, authentication: passed }, bakery))).toBe('nothing_found')
  expect(signsOf({ authentication: 'mx; dmarc=fail', from: stranger })).toEqual(['check_dmarc strong'])
  expect(signsOf({ authentication: 'mx; spf=softfail', from: stranger })).toEqual(['check_spf some'])
  expect(signsOf({ authentication: 'mx; spf=softfail' })).toEqual(['check_spf strong'])
})

test('a responder reads where a link leads that shows another place', () => {
  const of = (href: string, shown = '') =>
    signsOfLink({ href, shown }, bakery.domains).map(({ sign }) => sign)

  expect(of('https://harbour-bakery.example/menu', 'our menu')).toEqual([])
  expect(of('https://evil.test/x', 'https://bank.example/login')).toEqual(['link_shows_other'])
  expect(of('https://harbour-bakery.example.evil.test/')).toEqual(['link_lookalike'])
  expect(of('https://xn--harbour-bkery-jel.example/')).toEqual(expect.arrayContaining(['link_letters']))
  expect(of('http://bank.example@203.0.113.9/')).toEqual(['link_number', 'link_user'])
  expect(of('JavaScript:alert(1)')).toEqual(['link_script'])
  expect(of('https://bit.ly/abc', 'bank.example')).toEqual(['link_short'])
})

test('a lookalike is told by letters that look alike, by one letter, and by our name inside', () => {
  const own = ['harbour-bakery.example']
  const how = (host: string) => likenessOf(host, own)?.how

  expect(how('mail.harbour-bakery.example')).toBeUndefined()
  expect(how('harbourbakery.example')).toBe('same_look')
  expect(how('harb0ur-bakery.test')).toBe('same_look')
  expect(how('hаrbour-bakery.test')).toBe('same_look')
  expect(how('harbour-bakary.test')).toBe('one_letter')
  expect(how('harbour-bakrey.test')).toBe('one_letter')
  expect(how('harbour-bakery.test')).toBe('other_ending')
  expect(how('login-harbour-bakery.test')).toBe('name_inside')
  expect(how('flower-shop.test')).toBeUndefined()
  expect(registeredPart('a.b.shop.co.uk')).toBe('shop.co.uk')
  expect(unicodeOf('xn--bcher-kva.example')).toBe('bücher.example')
})

test('a responder reads what an attachment would do before anybody opens it', () => {
  const of = (name: string) => signsOfFile({ name, mediaType: '' }).map(({ sign }) => sign)

  expect(of('invoice.pdf')).toEqual([])
  expect(of('invoice.pdf.exe')).toEqual(['file_runs', 'file_double'])
  expect(of('invoice.xlsm')).toEqual(['file_macros'])
  expect(of('login.html')).toEqual(['file_page'])
  expect(of('photo\u202egpj.scr')).toEqual(['file_turned', 'file_runs'])
  expect(of('scan.zip')).toEqual(['file_packed'])
})

test('two strong signs make a mail dangerous, one makes it suspicious, none makes it safe', () => {
  const [strong, some, note] = (['strong', 'some', 'note'] as const).map((weight) => ({ weight }))

  expect(verdictOf([])).toBe('nothing_found')
  expect(verdictOf([note, some].flatMap((one) => one ?? []))).toBe('nothing_found')
  expect(verdictOf([some, some].flatMap((one) => one ?? []))).toBe('suspicious')
  expect(verdictOf([strong, note].flatMap((one) => one ?? []))).toBe('suspicious')
  expect(verdictOf([strong, some].flatMap((one) => one ?? []))).toBe('dangerous')
})

test('mails that differ only in name, number and case share a mark, others do not', () => {
  const text = (name: string) =>
    `Dear ${name},\nyour parcel 4711 waits at the depot. Please pay the customs fee of 2.99 within two days, else we must send it back to where it came from. Use the page https://post.test/${name}`
  const keys = (mail: Partial<ParsedMail>) =>
    new Set(marksOf({ ...empty, messageId: '', ...mail }, 'nothing_found').map(({ key }) => key))
  const one = keys({ subject: 'FWD: Your parcel 17', text: text('Anna') })
  const other = keys({ subject: 'x', from: [{ name: '', address: 'b@c.test' }], text: text('Bernd') })
  const third = keys({ subject: 'Lunch on Friday', text: 'At noon?' })

  expect([...one].some((key) => other.has(key))).toBe(true)
  expect([...third].some((key) => one.has(key) || other.has(key))).toBe(false)
  expect(plainSubject('AW: Fwd:  Rechnung 2026-11')).toBe('rechnung #-#')
})

test('nothing that a page of a mail holds is ever live in what is shown', () => {
  const page =
    '<!-- <a href="https://hidden.test">x</a> --><style>a{}</style><script>alert(1)</script><p>Hello&nbsp;<b title=">">you</b><br>go <a HREF=\'https://evil.test/?a=1&amp;b=2\'>https://bank.example</a></p>&lt;img src=x&gt;'

  expect(textOfMarkup(page)).toBe('Hello you\ngo https://bank.example\n<img src=x>')
  expect(anchorsIn(page)).toEqual([{ href: 'https://evil.test/?a=1&b=2', shown: 'https://bank.example' }])
  expect(defangText('see http://http://a.b.test/x?u=1 or www.c.test, javascript:x')).toBe(
    'see hxxp[://]hxxp[://]a[.]b[.]test/x?u=1 or www[.]c.test, javascript[:]x',
  )
})

test('no text makes the rules for mail throw or leaves a live link', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '<a href=',
      '<!--',
      'http://',
      'xn--',
      'xn--99999999',
      '&#1114112;',
      '<script',
      'WWW.a.b',
    ),
  )
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      judgeMail({ ...empty, text, html: text, subject: text, links: [{ href: text, shown: text }] }, bakery)
      unicodeOf(text)
      expect(defangText(textOfMarkup(text))).not.toMatch(/https?:\/\/|ftp:\/\/|javascript:/i)
    }),
    { numRuns: 30 },
  )
})
