import { expect, test } from 'vitest'
import { hearerOf, noticeFor, orderWith, placeBefore, type TimedTask } from './task-board.ts'

const at = (clock: string) => new Date(`2026-03-01T${clock}:00Z`)
const due: TimedTask = {
  ownerId: 'ben',
  addedAt: at('08:00'),
  dueAt: at('12:00'),
  doneAt: null,
  remindedAt: null,
  overdueAt: null,
  escalatedAt: null,
}

test('U18 an owner is reminded half an hour before, told when it is over, and then somebody else, once each', () => {
  expect(noticeFor(due, 'S2', at('11:29'))).toBeUndefined()
  expect(noticeFor(due, 'S2', at('11:30'))).toBe('reminder')
  const reminded = { ...due, remindedAt: at('11:30') }
  expect(noticeFor(reminded, 'S2', at('11:59'))).toBeUndefined()
  expect(noticeFor(reminded, 'S2', at('12:00'))).toBe('overdue')
  const told = { ...reminded, overdueAt: at('12:00') }
  expect(noticeFor(told, 'S2', at('12:14'))).toBeUndefined()
  expect(noticeFor(told, 'S2', at('12:15'))).toBe('escalation')
  expect(noticeFor({ ...told, escalatedAt: at('12:15') }, 'S2', at('20:00'))).toBeUndefined()
})

test('after an outage of hours the owner hears first, then the second person', () => {
  expect(noticeFor(due, 'S1', at('20:00'))).toBe('overdue')
  expect(noticeFor({ ...due, overdueAt: at('20:00') }, 'S1', at('20:01'))).toBe('escalation')
})

test('an owner of a task of twenty minutes is reminded after ten', () => {
  const short = { ...due, addedAt: at('11:40') }

  expect(noticeFor(short, 'S2', at('11:49'))).toBeUndefined()
  expect(noticeFor(short, 'S2', at('11:50'))).toBe('reminder')
})

test('nobody hears of a task that is done or has no time', () => {
  expect(noticeFor({ ...due, doneAt: at('11:00') }, 'S1', at('13:00'))).toBeUndefined()
  expect(noticeFor({ ...due, dueAt: null }, 'S1', at('13:00'))).toBeUndefined()
})

test('overdue work reaches a second person who is not its owner', () => {
  const leaders = [
    { id: 'ana', role: 'lead' },
    { id: 'vera', role: 'owner' },
  ]

  expect(hearerOf('overdue', { ownerId: 'ben' }, 'ana', leaders)).toBe('ben')
  expect(hearerOf('escalation', { ownerId: 'ben' }, 'ana', leaders)).toBe('ana')
  expect(hearerOf('escalation', { ownerId: 'ana' }, 'ana', leaders)).toBe('vera')
  expect(hearerOf('overdue', { ownerId: null }, 'ana', leaders)).toBe('ana')
  expect(hearerOf('escalation', { ownerId: null }, null, leaders)).toBe('vera')
  expect(hearerOf('escalation', { ownerId: 'vera' }, 'vera', [{ id: 'vera', role: 'owner' }])).toBeUndefined()
})

test('U12 overdue work asks for whoever is on call as the second person, unless it is theirs', () => {
  const leaders = [{ id: 'ana', role: 'lead' }]

  expect(hearerOf('escalation', { ownerId: 'ben' }, 'ana', leaders, 'olga')).toBe('olga')
  expect(hearerOf('escalation', { ownerId: 'olga' }, 'ana', leaders, 'olga')).toBe('ana')
  expect(hearerOf('overdue', { ownerId: 'ben' }, 'ana', leaders, 'olga')).toBe('ben')
  expect(hearerOf('overdue', { ownerId: null }, null, leaders, 'olga')).toBe('olga')
})

test('a lead puts a task before another, to the top and to the end', () => {
  const others = [
    { id: 'a', place: 1 },
    { id: 'b', place: 2 },
  ]

  expect(placeBefore(others, 'b')).toBe(1.5)
  expect(placeBefore(others, 'a')).toBeLessThan(1)
  expect(placeBefore(others, null)).toBe(3)
  expect(placeBefore([], null)).toBe(1)
})

test('a lead who moves tasks between the same two for ever still finds room', () => {
  const others = [
    { id: 'a', place: 1 },
    { id: 'b', place: 1 },
  ]

  expect(placeBefore(others, 'b')).toBeUndefined()
  expect(orderWith(others, 'x', 'b')).toEqual(['a', 'x', 'b'])
})
