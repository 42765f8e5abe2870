import { expect, test } from 'vitest'
import { isProved, whyNotAnswered } from './questions.ts'

const at = (time: string) => new Date(`2026-03-10T${time}:00Z`)
const asked = { answer: null, askedAt: at('10:00'), expiresAt: at('20:00') }

test('U13 a person proves a yes only in a session opened with the second factor after the question, a moment ago', () => {
  const opened = (time: string, secondFactor = true) => ({ secondFactor, createdAt: at(time) })

  expect(isProved(opened('11:55'), asked, at('12:00'))).toBe(true)
  expect(isProved(opened('11:55', false), asked, at('12:00'))).toBe(false)
  expect(isProved(opened('11:49'), asked, at('12:00'))).toBe(false)
  expect(isProved(opened('09:59'), asked, at('10:02'))).toBe(false)
  expect(isProved(undefined, asked, at('12:00'))).toBe(false)
})

test('a person answers once, and before the time is over', () => {
  expect(whyNotAnswered(asked, at('19:59'))).toBeUndefined()
  expect(whyNotAnswered(asked, at('20:00'))).toContain('report it')
  expect(whyNotAnswered({ ...asked, answer: 'me' }, at('12:00'))).toContain('answered already')
})
