import { expect, test } from 'vitest'
import type { Captured } from '../contract/captures.ts'
import { asWords, blockedTotals, captureFate, saidTime } from './captures.ts'

const at = (clock: string) => new Date(`2026-03-01T${clock}:00Z`)
const opened = at('01:00')

test('a responder whose device has a wrong clock has still said it when they said it', () => {
  const sent = { saidAt: '2031-01-01T02:00:00Z', sentAt: '2031-01-01T02:50:00Z' }

  expect(saidTime(sent, at('03:00'), opened)).toMatchObject({ at: at('02:10'), isLate: true })
  expect(saidTime(sent, at('03:00'), opened).clockOffSeconds).toBeGreaterThan(86_400)
})

test('a responder whose clock jumped back while offline has said it now, not in the future', () => {
  const sent = { saidAt: '2026-03-01T03:00:00Z', sentAt: '2026-03-01T02:00:00Z' }

  expect(saidTime(sent, at('03:00'), opened)).toMatchObject({ at: at('03:00'), isLate: false })
})

test('a responder whose clock was set while offline said nothing before the incident was opened', () => {
  for (const saidAt of ['0001-01-01T00:00:00Z', '2026-02-27T00:00:00Z'])
    for (const sentAt of ['9999-12-31T23:59:59Z', '2026-03-01T03:00:00Z'])
      expect(saidTime({ saidAt, sentAt }, at('03:00'), opened)).toMatchObject({ at: opened, isLate: true })
})

test('R38 what was said before the closing is kept late, what was said after it is refused', () => {
  const closed = { status: 'closed', closedAt: at('02:30') } as const
  const fate = (clock: string, now: Date) =>
    captureFate(closed, { at: at(clock), clockOffSeconds: 0, isLate: true }, now, true)

  expect([fate('02:10', at('03:00')), fate('02:40', at('03:00'))]).toEqual(['late', 'refused'])
  expect(fate('02:10', new Date('2026-04-10T00:00:00Z'))).toBe('refused')
})

test('a responder whose role was cut meanwhile leaves a note instead of a task', () => {
  const said = { at: at('02:00'), clockOffSeconds: 0, isLate: true }

  expect(captureFate({ status: 'open', closedAt: null }, said, at('03:00'), false)).toBe('as_note')
})

test('a reader finds every word of a line that could only become a note', () => {
  const lines: Captured[] = [
    { kind: 'decision', text: 'Do not pay', options: ['Pay', 'Wait'] },
    { kind: 'cost', text: 'Forensics', loss: 'other', amount: '12.5', currency: 'EUR', invoice: 'R-7' },
    { kind: 'need', text: 'Which mailbox?', source: 'Provider' },
    { kind: 'blocked', text: 'No answer', by: 'supplier', minutes: 20 },
    { kind: 'task', title: 'Call the bank', ownerId: '0', dueAt: '2026-03-01T09:00:00.000Z' },
  ]

  expect(lines.map((line) => asWords(line, 'Maria'))).toEqual([
    'Do not pay\n- Pay\n- Wait',
    '12.5 EUR\nother\nForensics\nR-7',
    'Which mailbox?\nProvider',
    'No answer\nsupplier\n20 min',
    'Call the bank\nMaria\n2026-03-01T09:00:00.000Z',
  ])
})

test('two things that held work up at once took the clock once', () => {
  const spans = [
    { kind: 'people', beganAt: at('02:00'), endedAt: at('02:30') },
    { kind: 'supplier', beganAt: at('02:10'), endedAt: null },
  ] as const

  expect(blockedTotals(spans, at('02:40'))).toMatchObject({ minutes: 60, clockMinutes: 40 })
})
