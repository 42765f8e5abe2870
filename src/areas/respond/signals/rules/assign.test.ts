import { expect, it } from 'vitest'
import { assignIds } from './assign.ts'
import { dismissalsToLearn, isQuiet, type Quiet } from './quiet.ts'
import type { Moment } from './moments.ts'
import { tickOf } from './moments.ts'
import { becauseOf, gravestOf, headline, thingsOf } from './telling.ts'

it('a group that somebody worked on keeps its address when another shares more with what it is now', () => {
  expect(assignIds([{ before: ['b', 'b', 'a', null] }], new Set(['a']))).toEqual(['a'])
  expect(assignIds([{ before: ['b', 'b', 'a', null] }], new Set())).toEqual(['b'])
})

it('of two groups that were one before, the larger part keeps the address and the other gets a new one', () => {
  expect(assignIds([{ before: ['a'] }, { before: ['a', 'a'] }, { before: [null] }], new Set())).toEqual([
    undefined,
    'a',
    undefined,
  ])
})

const at = new Date('2026-03-02T10:02:00Z')
const moment: Moment = {
  signalId: '1',
  kind: 'k',
  sourceId: 's',
  name: 'login failed',
  things: ['host mail', 'account anna'],
  tick: tickOf(at),
  count: 1,
  severity: 'medium',
}
const rule: Quiet = {
  id: 'q',
  sort: 'maintenance',
  sourceId: null,
  name: '',
  thing: 'host mail',
  startsAt: new Date('2026-03-02T10:00:00Z'),
  endsAt: new Date('2026-03-02T12:00:00Z'),
}

it('U7 a maintenance window silences its machine while it lasts, and nothing else', () => {
  expect(isQuiet([rule], moment)).toBe(true)
  expect(isQuiet([rule], { ...moment, tick: tickOf(new Date('2026-03-02T12:00:00Z')) })).toBe(false)
  expect(isQuiet([rule], { ...moment, things: ['host web'] })).toBe(false)
  expect(isQuiet([{ ...rule, sourceId: 'other' }], moment)).toBe(false)
})

it('noise that people taught never silences what its tool calls critical', () => {
  const noise: Quiet = { ...rule, sort: 'noise', name: 'login failed', endsAt: null }
  expect(isQuiet([noise], moment)).toBe(true)
  expect(isQuiet([noise], { ...moment, severity: 'critical' })).toBe(false)
  expect(isQuiet([{ ...noise, name: 'paper jam' }], moment)).toBe(false)
  expect(dismissalsToLearn).toBeGreaterThan(1)
})

it('tells a group by its gravest alert, by what it names, and by why it stands together', () => {
  const grave = { ...moment, name: 'disk is full', severity: 'critical' as const, things: ['host web'] }
  expect(headline([moment, grave])).toBe(grave)
  expect(headline([{ ...moment, name: 'odd' }, moment])).toBe(moment)
  expect(gravestOf([moment, grave])).toBe('critical')
  expect(thingsOf([moment, grave, moment])).toEqual(['host mail', 'host web', 'account anna'])
  const words = becauseOf(
    [{ by: 'first' }, { by: 'thing', thing: 'host mail', with: moment }],
    [
      { code: 'severity', severity: 'critical', count: 1 },
      { code: 'machines', count: 2 },
    ],
  )
  expect(words).toBe(
    'Together because within an hour of one another they name the same machine mail. The tool calls one of these critical. 2 machines are concerned.',
  )
})
