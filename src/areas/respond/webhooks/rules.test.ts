import { expect, test } from 'vitest'
import { bodyOf, giveUpAt, nextTryAt, type HappenedEvent } from './rules.ts'

const start = new Date('2026-03-01T08:00:00Z')

test('a program that is down is tried ever more seldom, and given up after three days', () => {
  const ends = giveUpAt(start)
  const minutes: number[] = []
  let now = start
  for (let tries = 1; ; tries += 1) {
    const next = nextTryAt(tries, { now, giveUpAt: ends })
    if (next === undefined) break
    minutes.push((next.getTime() - now.getTime()) / 60_000)
    now = next
  }
  expect(minutes.slice(0, 9)).toEqual([1, 5, 15, 30, 60, 120, 240, 360, 360])
  expect(now < ends).toBe(true)
  expect(ends.getTime() - now.getTime()).toBeLessThanOrEqual(6 * 3_600_000)
  expect(minutes.length).toBeLessThan(25)
})

test('a program reads the words of a case up to TLP:AMBER, and of a stricter one ids, numbers and times alone', () => {
  const event: HappenedEvent = {
    type: 'task.due',
    happenedAt: start,
    facts: { stage: 'overdue', task: { id: 't1' } },
    words: { taskTitle: 'Call the bank' },
  }
  const about = { id: 'i1', number: 7, mode: 'real', title: 'Locked files' }
  const said = (tlp: 'amber' | 'amber+strict' | 'red') =>
    JSON.parse(bodyOf(event, { ...about, tlp })) as unknown // our own JSON
  expect(said('amber')).toEqual({
    type: 'task.due',
    timestamp: '2026-03-01T08:00:00.000Z',
    data: { incident: about, stage: 'overdue', task: { id: 't1' }, taskTitle: 'Call the bank' },
  })
  for (const tlp of ['amber+strict', 'red'] as const) {
    const body = JSON.stringify(said(tlp))
    expect(body).not.toMatch(/Locked|bank/)
    expect(body).toContain('"number":7')
  }
  expect(bodyOf({ ...event, type: 'webhook.test', facts: {}, words: {} }, undefined)).toBe(
    '{"type":"webhook.test","timestamp":"2026-03-01T08:00:00.000Z","data":{}}',
  )
})
