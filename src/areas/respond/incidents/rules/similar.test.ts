import { expect, test } from 'vitest'
import { likelyVector, rankSimilar } from './similar.ts'

const candidate = (number: number, ...shares: ('system' | 'source' | 'vector' | 'kind')[]) => ({
  number,
  shares: shares.map((what) => ({ what, name: what })),
})

test('R41 a lead sees the incident on the same machine before newer ones of the same kind', () => {
  const ranked = rankSimilar([
    candidate(9, 'kind'),
    candidate(8),
    candidate(7, 'vector', 'kind'),
    candidate(3, 'system'),
    candidate(2, 'system', 'kind'),
  ])
  expect(ranked.map(({ number }) => number)).toEqual([2, 3, 7, 9])
})

test('a lead is not buried under incidents that share no more than their kind', () => {
  const many = Array.from({ length: 20 }, (_, number) => candidate(number, 'kind'))
  expect(rankSimilar(many).map(({ number }) => number)).toEqual([19, 18, 17])
})

test('a person who saw a bad mail is pointed to phishing before anybody knows the way in', () => {
  expect(likelyVector(['files_locked', 'bad_mail'])).toBe('phishing')
  expect(likelyVector(['files_locked'])).toBeUndefined()
})
