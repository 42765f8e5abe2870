import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SigmaFault } from './condition.ts'
import { compileDetection } from './detection.ts'
import { flattened, type RawEvent } from './events.ts'
import type { Abilities } from './modifiers.ts'

const lists: Readonly<Record<string, readonly string[]>> = {
  admins: ['eve', 'DOM\\ad*m'],
  nets: ['10.0.0.0/8', 'fd00::/8'],
}
const abilities: Abilities = {
  regex: () => {
    throw new SigmaFault('This test has no engine.')
  },
  list: (name) => lists[name] ?? [],
}
const fits = (detection: Record<string, unknown>, event: RawEvent) =>
  compileDetection(detection, abilities)(flattened(event))
const selected = (selection: unknown, event: RawEvent) => fits({ selection, condition: 'selection' }, event)

// The examples of the Sigma rules specification 2.0.0 (https://github.com/SigmaHQ/sigma-specification), in its order.
test('U15 the examples of the specification find what they say and nothing else', () => {
  const whoami = { Image: String.raw`C:\Windows\System32\whoami.exe` }
  expect(selected(whoami, { Image: String.raw`c:\windows\system32\WHOAMI.exe` })).toBe(true)
  expect(selected(whoami, { Image: String.raw`C:\Temp\whoami.exe` })).toBe(false)

  const words = ['EVILSERVICE', 'svchost.exe -n evil']
  expect(selected(words, { message: 'started evilservice today' })).toBe(true)
  expect(selected(words, { message: 'svchost.exe -n good' })).toBe(false)

  const list = [{ 'Image|endswith': String.raw`\example.exe` }, { 'Description|contains': 'Test executable' }]
  expect(selected(list, { Image: String.raw`C:\a\example.exe`, Description: '' })).toBe(true)
  expect(selected(list, { Image: 'other.exe', Description: 'a test EXECUTABLE of ours' })).toBe(true)
  expect(selected(list, { Image: String.raw`C:\a\my_example.exe`, Description: '' })).toBe(false)

  const log = { EventLog: 'Security', EventID: [517, 1102] }
  expect(selected(log, { Event: { EventLog: 'Security', System: { EventID: '1102' } } })).toBe(true)
  expect(selected(log, { EventLog: 'System', EventID: 1102 })).toBe(false)

  const password = { selection: { EventID: 4738 }, filter: { PasswordLastSet: null } }
  const changed = { ...password, condition: 'selection and not filter' }
  expect(fits(changed, { EventID: 4738, PasswordLastSet: '2026-01-01' })).toBe(true)
  expect(fits(changed, { EventID: 4738 })).toBe(false)
  expect(selected({ EventID: 4738, 'PasswordLastSet|exists': true }, { EventID: 4738 })).toBe(false)

  const all = { '|all': ['OabVirtualDirectory', ' -ExternalUrl '] }
  expect(selected(all, { a: 'Set-OabVirtualDirectory', b: 'x -ExternalUrl y' })).toBe(true)
  expect(selected(all, { a: 'Set-OabVirtualDirectory' })).toBe(false)
})

test('U15 wildcards and backslashes are read as the specification says', () => {
  const is = (pattern: string, text: string) => selected({ a: pattern }, { a: text })
  expect([is('prog?.exe', 'progA.exe'), is('prog?.exe', 'prog.exe')]).toEqual([true, false])
  expect([is('antivirus_V*.exe', 'antivirus_V21.2.1.exe'), is('a*b*c', 'a1b2b3c'), is('a*b', 'ab1')]).toEqual(
    [true, true, false],
  )
  expect([is(String.raw`\*`, '*'), is(String.raw`\*`, 'x')]).toEqual([true, false])
  expect([is(String.raw`C:\\*`, String.raw`C:\Temp`), is(String.raw`C:\\\*`, String.raw`C:\*`)]).toEqual([
    true,
    true,
  ])
  expect([is(String.raw`a\\b`, String.raw`a\b`), is(String.raw`a\b`, String.raw`a\b`)]).toEqual([true, true])
})

test('U15 conditions bind as the specification says, and a list of them is any of them', () => {
  const of = (condition: unknown, event: RawEvent) =>
    fits(
      { selection1: { a: 1 }, selection2: { b: 1 }, filter_x: { c: 1 }, _hidden: { d: 1 }, condition },
      event,
    )
  expect(of('selection1 or selection2 and filter_x', { a: 1 })).toBe(true)
  expect(of('(selection1 or selection2) and filter_x', { a: 1 })).toBe(false)
  expect(of('1 of selection* and not 1 of filter*', { b: 1 })).toBe(true)
  expect(of('1 of selection* and not 1 of filter*', { b: 1, c: 1 })).toBe(false)
  expect(of('all of selection*', { a: 1 })).toBe(false)
  expect(of('1 of them', { d: 1 })).toBe(false)
  expect(of(['selection1', 'filter_x'], { c: 1 })).toBe(true)
  expect(selected({ 'size|gte': 10, 'name|cased': 'Eve' }, { size: '11', name: 'Eve' })).toBe(true)
  expect(selected({ 'size|gte': 10, 'name|cased': 'Eve' }, { size: 11, name: 'eve' })).toBe(false)
})

test('U15 values are found as an attacker encodes them, as the specification encodes them', () => {
  const line = (text: string) => ({ CommandLine: `powershell.exe -e ${text}==` })
  const encoded = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding).toString('base64')
  const ping = { 'CommandLine|wide|base64offset|contains': ['ping', '/bin/bash'] }
  for (const before of ['', 'x', 'xy', 'xyz'])
    expect(selected(ping, line(encoded(`${before}ping 1.1.1.1`, 'utf16le')))).toBe(true)
  expect(selected(ping, line(encoded('ping', 'utf8')))).toBe(false)
  for (const before of ['', 'x', 'xy', 'xyz', 'wxyz'])
    for (const after of ['', 'x', 'xy', 'xyz'])
      expect(
        selected(
          { 'a|base64offset|contains': 'http://' },
          { a: Buffer.from(`${before}http://${after}`).toString('base64') },
        ),
      ).toBe(true)
  // "foo" in the three places, as the specification of the modifier prints them.
  for (const part of ['Zm9v', 'Zvb', 'mb2'])
    expect(selected({ 'a|base64offset|contains': 'foo' }, { a: `..${part}..` })).toBe(true)
  expect(selected({ 'a|base64': 'foobar' }, { a: 'Zm9vYmFy' })).toBe(true)
  expect(selected({ 'a|utf16be|base64': 'a' }, { a: 'AGE=' })).toBe(true)
  expect(selected({ 'a|utf16|base64': 'a' }, { a: '//5hAA==' })).toBe(true)
})

test('U15 a flag is found behind every dash that Windows takes, and nowhere else', () => {
  const del = { 'CommandLine|windash|contains': ' -delete-all -q' }
  const ran = (flags: string) => selected(del, { CommandLine: `cmd.exe ${flags}` })
  expect(
    ['-delete-all -q', '/delete-all -q', '\u2013delete-all /q', '\u2015delete-all \u2014q'].map(ran),
  ).toEqual([true, true, true, true])
  expect(ran('-delete/all -q')).toBe(false)
  const hidden = Buffer.from('run /x').toString('base64')
  expect(selected({ 'a|windash|base64offset|contains': 'run -x' }, { a: hidden })).toBe(true)
})

test('U15 ranges, lists of the firm, other fields, and numbers are compared as the specification says', () => {
  const inside = { 'src|cidr': ['192.168.0.0/23', '2001:db8::/32'] }
  expect(
    ['192.168.1.255', '2001:DB8::7', '::ffff:192.168.0.9'].map((src) => selected(inside, { src })),
  ).toEqual([true, true, true])
  expect(['192.168.2.0', '2001:db9::1', 'x', ''].map((src) => selected(inside, { src }))).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(selected({ 'src|cidr|expand': '%nets%' }, { src: '10.9.8.7' })).toBe(true)
  expect(selected({ 'user|expand': '%admins%' }, { user: 'EVE' })).toBe(true)
  // What a firm writes into a list stands for itself.
  expect(selected({ 'user|expand': '%admins%' }, { user: String.raw`dom\adxm` })).toBe(false)
  expect(selected({ 'user|expand': String.raw`DOM\%admins%` }, { user: String.raw`dom\eve` })).toBe(true)
  expect(selected({ 'user|contains|expand': '%admins%' }, { user: 'corp-eve-2' })).toBe(true)
  expect(selected({ 'user|expand': '%nobody%' }, { user: 'eve' })).toBe(false)
  const same = { 'ParentImage|fieldref': 'Image' }
  expect(selected(same, { ParentImage: 'A.exe', Image: 'a.exe' })).toBe(true)
  expect(selected(same, { ParentImage: 'A.exe', Image: 'b.exe' })).toBe(false)
  expect(selected(same, { ParentImage: 'A.exe' })).toBe(false)
  expect(selected({ 'path|fieldref|startswith': 'home' }, { path: '/h/eve/x', home: '/h/eve' })).toBe(true)
  expect(selected({ 'size|gt': 10, 'age|lt': 5, 'age|lte': 4.5 }, { size: 11, age: '4.5' })).toBe(true)
  expect(selected({ 'size|gt': 10 }, { size: 10 })).toBe(false)
  expect(selected({ '|cased': ['Evil'] }, { a: 'so Evil' })).toBe(true)
  expect(selected({ '|cased': ['Evil'] }, { a: 'so evil' })).toBe(false)
})

test('U15 a rule finds its field however the tool wraps the event', () => {
  const asked = { 'userIdentity.type': 'Root' }
  expect(selected(asked, { userIdentity: { type: 'Root' } })).toBe(true)
  expect(selected(asked, { detail: { userIdentity: { type: 'root' } } })).toBe(true)
  expect(selected(asked, { detail: { otherIdentity: { type: 'root' } } })).toBe(false)
})

test('U15 a rule that asks for more than runs here is refused with the reason, never half run', () => {
  const why = (detection: Record<string, unknown>) => {
    try {
      compileDetection(detection, abilities)
      return 'runs'
    } catch (error) {
      return error instanceof SigmaFault ? error.message : String(error)
    }
  }
  const whyNot = (selection: unknown) => why({ selection, condition: 'selection' })
  expect(whyNot({ 'a|re': '.*' })).toContain('no engine')
  expect(whyNot({ 'a|hour': 5 })).toContain('"|hour"')
  expect(whyNot({ 'a|re|contains': 'x' })).toContain('"|re" together with "|contains"')
  expect(whyNot({ 'a|base64': 'x*' })).toContain('wildcards')
  expect(whyNot({ 'a|cidr': '10.0.0.0/99' })).toContain('no range')
  expect(whyNot({ 'a|gt': 'x' })).toContain('number')
  expect(whyNot({ a: [] })).toContain('empty')
  expect(whyNot({ a: 'x'.repeat(4001) })).toContain('4000')
  expect(why({ selection: { a: 1 }, condition: 'selection | count() > 5' })).toContain('over time')
  expect(why({ selection: { a: 1 }, timeframe: '5m', condition: 'selection' })).toContain('time frame')
  expect(why({ selection: { a: 1 }, condition: 'selection and other' })).toContain('"other"')
  expect(why({ selection: { a: 1 }, condition: `${'('.repeat(60)}selection` })).toContain('brackets')
})

test('no pattern and no event, however they are made, hold the server up or crash it', () => {
  const hostile = `${'*a'.repeat(200)}b`
  expect(selected({ x: hostile }, { x: 'a'.repeat(20_000) })).toBe(false)
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}1${']'.repeat(200_000)}`)
  expect(selected({ x: 1 }, { deep })).toBe(false)
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()), (pattern, event) => {
      const asked = {
        a: pattern,
        'b|contains': pattern,
        'c|windash': pattern,
        'd|expand': pattern,
        'a|fieldref': 'b',
      }
      expect(typeof selected(asked, event as RawEvent)).toBe('boolean') // JSON is plain
    }),
  )
})
