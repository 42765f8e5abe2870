import ical from 'node-ical'
import { expect, test } from 'vitest'
import type { Due } from '../contract.ts'
import { calendarFeed } from './feed.ts'

const hostile = 'Müller, Söhne; C:\\shop\nEND:VCALENDAR 🧯 '.repeat(4).trim()
const item = (key: string, rest: Partial<Due> = {}): Due => ({
  kind: 'contact_check',
  key,
  title: 'Bank',
  day: '2026-12-31',
  ownerId: null,
  owner: '',
  path: '/vendors/1',
  minutes: 5,
  state: 'later',
  ...rest,
})
const feedOf = (items: readonly Due[], now = new Date('2026-05-01T08:00:00.123Z')) =>
  calendarFeed(items, {
    organisation: 'Harbour Bakery',
    now,
    home: 'https://muster.example/t/harbour',
    words: ({ title, minutes }) => ({ summary: `Call ${title}`, details: `About ${minutes} minutes.` }),
  })

test('a foreign calendar program reads each day as a whole-day event with its link', () => {
  const read = Object.values(ical.sync.parseICS(feedOf([item('a'), item('b', { title: hostile })])))
  const events = read.filter((part) => part?.type === 'VEVENT')
  expect(events).toHaveLength(2)
  const [first, second] = events
  expect(first).toMatchObject({
    uid: 'contact_check-a@muster.invalid',
    summary: 'Call Bank',
    description: 'About 5 minutes.',
    url: 'https://muster.example/t/harbour/vendors/1',
    datetype: 'date',
  })
  const { start, end } = first as { start: Date; end: Date } // a VEVENT has both
  expect([start.getFullYear(), start.getMonth(), start.getDate()]).toEqual([2026, 11, 31])
  expect([end.getFullYear(), end.getMonth(), end.getDate()]).toEqual([2027, 0, 1])
  expect(second).toMatchObject({ summary: `Call ${hostile}` })
})

test('an event keeps its UID when its day moves, so that a calendar moves it too', () => {
  const uids = (text: string) => text.match(/UID:.*/g)
  expect(uids(feedOf([item('a')]))).toEqual(
    uids(feedOf([item('a', { day: '2027-01-05' })], new Date('2027-01-01T00:00:00Z'))),
  )
})

test('no line is longer than 75 octets, none is cut inside a letter, and each ends with CRLF', () => {
  const text = feedOf([item('a', { title: hostile })])
  const lines = text.split('\r\n')
  expect(lines.at(-1)).toBe('')
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
  expect(lines.join('')).not.toMatch(/\n|\uFFFD/)
  expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1)
})
