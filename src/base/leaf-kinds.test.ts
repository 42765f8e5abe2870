import { expect, test } from 'vitest'
import { leafKinds } from './leaf-kinds.ts'

test('a reader of the code finds each kind of leaf in one list only', () => {
  expect(leafKinds.filter((kind, at) => leafKinds.indexOf(kind) !== at)).toEqual([])
})
