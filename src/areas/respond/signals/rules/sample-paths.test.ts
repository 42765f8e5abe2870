import { expect, test } from 'vitest'
import { entryOf, leavesOf, listsOf, parsedSample } from './sample-paths.ts'

const body = { head: 1, items: [{ name: 'a', deep: { hosts: ['h1', 'h2'], 'x.y': 1 } }], tags: ['t'] }

test('a person sees each value of the first entry with the path that a mapping names', () => {
  expect(leavesOf(entryOf(body, 'items'))).toEqual([
    { path: 'name', value: 'a' },
    { path: 'deep.hosts.0', value: 'h1' },
    { path: 'deep.hosts.1', value: 'h2' },
  ])
})

test('a person is offered the lists of objects, and no others', () => {
  expect(listsOf(body)).toEqual(['items'])
  expect(entryOf(body, 'nowhere')).toBeUndefined()
  expect(entryOf([{ a: 1 }], undefined)).toEqual({ a: 1 })
})

test('a sample of lines shows its first line, and one that is no JSON shows nothing', () => {
  expect(parsedSample('{"a":1}\n{"a":2}')).toEqual({ a: 1 })
  expect(parsedSample('hello')).toBeUndefined()
})

test('a hostile sample is cut, not followed to its end', () => {
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n]))
  const deep = JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`) as unknown // it is only looked at

  expect(leavesOf(wide)).toHaveLength(150)
  expect(leavesOf(deep)).toEqual([])
  expect(listsOf(deep)).toEqual([])
})
