import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { csvLine } from '../../../../base/csv-line.ts'
import { readCsv } from './read-csv.ts'
import { digestOf, readLog, type LogReading } from './read-log.ts'
import { readSaidTime } from './said-time.ts'

const reading: LogReading = {
  format: 'csv',
  source: 'Firewall',
  zone: 'Europe/Vienna',
  dayFirst: true,
  columns: {},
}
const said = (text: string, zone = 'Europe/Vienna', dayFirst = true) => readSaidTime(text, zone, dayFirst)

describe('times as logs write them', () => {
  test.each([
    ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01 08:00:00.5 +0100', '2026-03-01T07:00:00.500Z'],
    ['2026-03-01 08:00', '2026-03-01T07:00:00.000Z'],
    ['2026/07/01 08:00:00', '2026-07-01T06:00:00.000Z'],
    ['01.03.2026 08:00:00', '2026-03-01T07:00:00.000Z'],
    ['13/3/2026 8:00', '2026-03-13T07:00:00.000Z'],
    ['3/3/2026 8:00', '2026-03-03T07:00:00.000Z'],
    ['01/Mar/2026:08:00:00 +0000', '2026-03-01T08:00:00.000Z'],
    ['Sun, 01 Mar 2026 08:00:00 GMT', '2026-03-01T08:00:00.000Z'],
    ['1772352000', '2026-03-01T08:00:00.000Z'],
    ['1772352000123', '2026-03-01T08:00:00.123Z'],
  ])('a responder imports %s', (text, at) => {
    expect(said(text)).toEqual({ at, isDoubtful: false })
  })

  test('a responder says whether 3/4 is in April or in March', () => {
    const isDoubtful = true
    expect(said('03/04/2026 12:00', 'UTC', true)).toEqual({ at: '2026-04-03T12:00:00.000Z', isDoubtful })
    expect(said('03/04/2026 12:00', 'UTC', false)).toEqual({ at: '2026-03-04T12:00:00.000Z', isDoubtful })
    expect(said('03.04.2026 12:00', 'UTC', false)).toMatchObject({ isDoubtful: false })
  })

  test('a responder is told of the hour that was skipped, and of the one that came twice', () => {
    expect(said('2026-03-29 02:30:00')).toEqual({ why: expect.stringContaining('skipped') })
    expect(said('2026-10-25 02:30:00')).toEqual({ at: '2026-10-25T00:30:00.000Z', isDoubtful: true })
  })

  test.each([
    '',
    'yesterday',
    '2026-02-30 10:00',
    '2026-01-01T25:00:00Z',
    'Mar  1 08:00:00',
    '1899-01-01',
    '=1+1',
  ])('a responder is told that %j is no time', (text) => {
    expect(said(text)).toEqual({ why: expect.any(String) })
  })
})

describe('log files', () => {
  test('a responder imports what a spreadsheet wrote, with quotes, breaks and semicolons', () => {
    const text =
      '\uFEFFTime;Message;User\r\n2026-03-01 08:00;"Said ""hello"";\nthen left";anna\r\n\r\n2026-03-01 09:00;Ok;\r\n'
    const { events, rows, used } = readLog(text.replace('\uFEFF', ''), reading)
    expect({ rows, used }).toEqual({ rows: 2, used: { time: 'Time', text: 'Message', who: 'User' } })
    expect(events).toMatchObject([
      {
        row: 2,
        at: '2026-03-01T07:00:00.000Z',
        who: 'anna',
        text: 'Said "hello"; then left',
        source: 'Firewall',
      },
      { row: 5, who: '', text: 'Ok' },
    ])
  })

  test('a responder sees per row what cannot be read, and the other rows stand', () => {
    const text =
      'time,message\n2026-03-01T08:00:00Z,good\nnever,bad\n2026-03-01T08:00:00Z,\n2026-03-01T09:00:00Z,"open'
    const { events, faults } = readLog(text, reading)
    expect(events.map((event) => event.text)).toEqual(['good'])
    expect(faults).toEqual([
      { row: 3, why: 'The time cannot be read.' },
      { row: 4, why: 'The row says nothing: its text is empty.' },
      { row: 5, why: 'A quotation mark is opened here and never closed.' },
    ])
  })

  test('the same row is the same event in another file, and two alike in one file stay two', () => {
    const once = readLog('time,message\n2026-03-01T08:00:00Z,login\n2026-03-01T08:00:00Z,login\n', reading)
    const more = readLog('message,time\nnew,2026-03-01T07:00:00Z\nlogin,2026-03-01T08:00:00Z\n', reading)
    expect(new Set(once.events.map(({ key }) => key)).size).toBe(2)
    expect(more.events[1]?.key).toBe(once.events[0]?.key)
    expect(digestOf(once.events)).toMatch(/^[0-9a-f]{64}$/)
    expect(digestOf(once.events)).not.toBe(digestOf(more.events))
    // What the file said, and on which row, is committed to as well.
    const [event] = once.events
    if (event === undefined) throw new Error('there are two')
    for (const change of [{ said: '2026-03-01 09:00+01' }, { row: 77 }])
      expect(digestOf([{ ...event, ...change }])).not.toBe(digestOf([event]))
  })

  test('a responder names the columns, and is told which there are when one is missing', () => {
    const text = 'a,b\n2026-03-01T08:00:00Z,x\n'
    expect(() => readLog(text, reading)).toThrow('Say which column holds the time. The file has: a, b.')
    expect(() => readLog(text, { ...reading, columns: { time: 'c' } })).toThrow('There is no column "c".')
    expect(readLog(text, { ...reading, columns: { time: 'A', text: 'b' } }).events).toHaveLength(1)
  })

  test('a responder imports JSON lines, and a line that is no object is named', () => {
    const text =
      '{"@timestamp":"2026-03-01T08:00:00Z","message":"a","user":{"n":1}}\n[1]\nnonsense\n{"__proto__":{"x":1}}\n'
    const { events, faults } = readLog(text, { ...reading, format: 'jsonl' })
    expect(events).toMatchObject([{ row: 1, text: 'a', who: '{"n":1}' }])
    expect(faults.map(({ row }) => row)).toEqual([2, 3, 4])
  })

  test('a file of more than 50,000 rows is refused before it fills the memory', () => {
    const text = `time,message\n${'2026-03-01T08:00:00Z,x\n'.repeat(50_001)}`
    expect(() => readLog(text, reading)).toThrow('more than 50,000 rows')
  })

  test('an attacker cannot stall the import with a head of a hundred thousand columns', () => {
    const names = Array.from({ length: 100_000 }, (_, n) => `c${n}`).join(',')
    const text = `time,message,${names}\n${'2026-03-01T08:00:00Z,x\n'.repeat(5000)}`
    const { columns, events } = readLog(text, reading)
    expect([columns.length, events.length]).toEqual([200, 5000])
  })

  test('an attacker cannot fill the memory with millions of empty records', () => {
    const jsonl = { ...reading, format: 'jsonl', columns: { time: 'time', text: 'text' } } as const
    const line = '{"time":"2026-03-01T08:00:00Z","text":"x"}\n'
    const lines = line + '{}\n'.repeat(5_000_000)
    expect(() => readLog(lines, jsonl)).toThrow('more than 50,000 rows')
    const array = `[${line}${',{}'.repeat(4_000_000)}]`
    expect(() => readLog(array, jsonl)).toThrow('more values than can be read')
    expect(() => readLog(`[${line}${',{}'.repeat(60_000)}]`, jsonl)).toThrow('more than 50,000 rows')
  })

  test('a responder imports one JSON document over many lines, and lines that end as Windows ends them', () => {
    const record = { time: '2026-03-01T08:00:00Z', text: 'a' }
    const pretty = JSON.stringify({ Records: [record, record] }, null, 2)
    const jsonl = { ...reading, format: 'jsonl' } as const
    expect(readLog(pretty, jsonl).events).toHaveLength(2)
    const windows = `${JSON.stringify(record)}\r\n\r\n${JSON.stringify(record)}\r\n`
    expect(readLog(windows, jsonl).events.map(({ row }) => row)).toEqual([1, 3])
  })

  test('a reader is not led astray by marks that turn text around', () => {
    const { events } = readLog('time,message\n2026-03-01T08:00:00Z,a\u202Eb\u0007c\n', reading)
    expect(events[0]?.text).toBe('ab c')
  })

  test('U26 a responder imports the CloudTrail of 35 real attacks, each event once', (context) => {
    const folder = testData('stratus-detonation-logs')
    if (folder === undefined) return context.skip(noTestData('stratus-detonation-logs'))
    const files = readdirSync(folder).filter((name) => name.endsWith('.json.gz'))
    const read = files.map((name) =>
      readLog(gunzipSync(readFileSync(join(folder, name))).toString('utf8'), {
        ...reading,
        format: 'cloudtrail',
        source: 'AWS',
      }),
    )
    const events = read.flatMap((log) => log.events)
    expect(read.flatMap(({ faults }) => faults)).toEqual([])
    expect({
      files: files.length,
      events: events.length,
      keys: new Set(events.map(({ key }) => key)).size,
    }).toEqual({
      files: 35,
      events: 310,
      keys: 310,
    })
    expect(events.find(({ text }) => text.startsWith('CreateAccessKey'))).toMatchObject({
      who: 'christophe',
      text: expect.stringMatching(/^CreateAccessKey \(iam\) from \S+ in \S+$/),
    })
    expect(events.filter(({ text }) => text.includes('refused: '))).toHaveLength(52)
  })
})

describe('CSV that goes out', () => {
  test.each(['=1+1', '+SUM(A1)', '-2', '@x', '\t=1', ' =cmd|calc', '\u200B=1', '＝1+1', '%0A', '|x', '\r=1'])(
    'a spreadsheet does not run %j',
    (text) => {
      const [cell = ''] = readCsv(csvLine([text]), ',').next().value?.cells ?? []
      expect(cell.startsWith("'")).toBe(true)
    },
  )

  test('whatever people wrote comes back as it was', () => {
    const cells = ['plain', 'a, "b"', 'two\nlines', 'semi;colon', ' padded ', 'Ärger', '']
    expect(readCsv(csvLine(cells), ',').next().value?.cells).toEqual(cells)
  })
})
