import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SigmaFault } from './condition.ts'
import { compileDetection, flattened, type RawEvent } from './detection.ts'

const fits = (detection: Record<string, unknown>, event: RawEvent) =>
  compileDetection(detection)(flattened(event))
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

test('U15 a rule that asks for more than runs here is refused with the reason, never half run', () => {
  const why = (detection: Record<string, unknown>) => {
    try {
      compileDetection(detection)
      return 'runs'
    } catch (error) {
      return error instanceof SigmaFault ? error.message : String(error)
    }
  }
  expect(why({ selection: { 'a|re': '.*' }, condition: 'selection' })).toContain('"|re"')
  expect(why({ selection: { 'a|expand': '%x%' }, condition: 'selection' })).toContain('"|expand"')
  expect(why({ selection: { a: 1 }, condition: 'selection | count() > 5' })).toContain('over time')
  expect(why({ selection: { a: 1 }, timeframe: '5m', condition: 'selection' })).toContain('time frame')
  expect(why({ selection: { a: 1 }, condition: 'selection and other' })).toContain('"other"')
  expect(why({ selection: { a: 1 }, condition: `${'('.repeat(60)}selection` })).toContain('brackets')
})

test('no pattern and no event, however they are made, hold the server up or crash it', () => {
  const hostile = `${'*a'.repeat(200)}b`
  expect(selected({ x: hostile }, { x: 'a'.repeat(20_000) })).toBe(false)
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()), (pattern, event) => {
      expect(typeof selected({ a: pattern, 'b|contains': pattern }, event as RawEvent)).toBe('boolean') // JSON is plain
    }),
  )
})
