import { expect, test } from 'vitest'
import { episodeOf, quietHours, withMessage, type Episode, type Message } from './episodes.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour))
const message = (state: Message['state'], hour: number, said: number | null = hour): Message => ({
  state,
  saidAt: said === null ? null : at(said),
  receivedAt: at(hour),
})
const begun = (hour: number, said: number | null = hour): Episode =>
  withMessage(
    { episode: `e${hour}`, state: 'firing', saidAt: null, resolvedAt: null, lastAt: at(hour) },
    message('firing', hour, said),
  )
const over = (from: number, to: number) => withMessage(begun(from), message('resolved', to))

test('a sender who repeats a firing speaks of the open episode', () => {
  expect(episodeOf(message('firing', 9), [begun(8)])?.episode).toBe('e8')
})

test('a sender who fires after the end begins a new episode', () => {
  expect(episodeOf(message('firing', 11), [over(8, 10)])).toBeUndefined()
  expect(episodeOf(message('firing', 11, null), [over(8, 10)])).toBeUndefined()
})

test('a firing that arrives late belongs to the episode it was part of', () => {
  expect(episodeOf(message('firing', 20, 9), [begun(15), over(8, 10)])?.episode).toBe('e8')
})

test('an end that arrives late ends the episode that had begun before it', () => {
  expect(episodeOf(message('resolved', 20, 10), [begun(15), begun(8)])?.episode).toBe('e8')
})

test('an end that nobody had heard the beginning of stands for itself', () => {
  expect(episodeOf(message('resolved', 9), [])).toBeUndefined()
})

test('a thing that was silent for more than a day is news', () => {
  expect(episodeOf(message('firing', 8 + quietHours), [begun(8)])?.episode).toBe('e8')
  expect(episodeOf(message('firing', 9 + quietHours), [begun(8)])).toBeUndefined()
})

test('an end stays an end, and the earliest end counts', () => {
  const late = withMessage(withMessage(over(8, 10), message('firing', 12)), message('resolved', 13, 11))

  expect(late).toMatchObject({ state: 'resolved', resolvedAt: at(10), lastAt: at(13) })
})
