import { expect, test } from 'vitest'
import { callersFor, linksWithout } from './tree-links.ts'

const links = [
  { contactId: 'a', calledBy: null },
  { contactId: 'b', calledBy: 'a' },
  { contactId: 'c', calledBy: 'b' },
  { contactId: 'd', calledBy: null },
]

test('whoever is taken out of the call tree leaves nobody behind whom no one calls', () => {
  expect(linksWithout(links, 'b')).toEqual([
    { contactId: 'a', calledBy: null },
    { contactId: 'c', calledBy: 'a' },
    { contactId: 'd', calledBy: null },
  ])
  expect(linksWithout(links, 'a')[0]).toEqual({ contactId: 'b', calledBy: null })
})

test('nobody is offered as caller of the one by whom they are called', () => {
  expect(callersFor(links, 'a').map(({ contactId }) => contactId)).toEqual(['d'])
  expect(callersFor(links, 'c').map(({ contactId }) => contactId)).toEqual(['a', 'b', 'd'])
})
