import { expect, test } from 'vitest'
import { Pointer } from '../contract.ts'
import { answerLeaves, shownOf } from './answer.ts'

const body = { data: { 'a/b~c': 7, list: [1, 'x'], deep: [{ on: true }] }, none: null }

test('an owner clicks on values of a sample, and what they chose is found in the next answer', () => {
  const leaves = answerLeaves(body)
  expect(leaves.map(({ pointer }) => pointer)).toEqual([
    '/data/a~1b~0c',
    '/data/list',
    '/data/deep/0/on',
    '/none',
  ])
  const wanted = leaves.map(({ pointer }) => ({ label: pointer, pointer }))
  expect(shownOf(body, wanted).map(({ value }) => value)).toEqual(['7', '1, x', 'true', 'null'])
  expect(leaves.every(({ pointer }) => Pointer.safeParse(pointer).success)).toBe(true)
})

test('what is not there is said to be missing, and nothing inherited is shown', () => {
  const wanted = ['/data/gone', '/constructor', '/data/list/length'].map((pointer) => ({
    label: 'x',
    pointer,
  }))
  expect(shownOf(body, wanted).map(({ value }) => value)).toEqual([null, null, '2'])
})

test('an endless or poisoned answer is cut and can be kept', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, n]))
  expect(answerLeaves(many)).toHaveLength(150)
  const [shown] = shownOf({ a: `\0\uD800${'x'.repeat(9000)}` }, [{ label: 'a', pointer: '/a' }])
  expect(shown?.value).toHaveLength(500)
  expect(shown?.value).not.toMatch(/\0|\p{Surrogate}/u)
  const [cut] = shownOf({ a: `${'x'.repeat(499)}😀` }, [{ label: 'a', pointer: '/a' }])
  expect(cut?.value).not.toMatch(/\p{Surrogate}/u)
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
  expect(shownOf({ a: deep }, [{ label: 'a', pointer: '/a' }])[0]?.value).toBe('…')
})
