import { expect, test } from 'vitest'
import { partsOf } from './list-parts.ts'

test('a clerk sends a long list in parts that each have the heading and whole rows', () => {
  const list = `name,street\r\n${Array.from({ length: 40 }, (_one, at) => `P${at},"Street\n${at}"`).join('\r\n')}\r\n\r\n`
  const parts = partsOf(list, 120)
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.every(({ csv }) => csv.startsWith('name,street\n'))).toBe(true)
  expect(parts[1]?.firstRow).toBe(2 + (parts[0]?.csv.match(/P\d/g)?.length ?? 0))
  expect(parts.flatMap(({ csv }) => csv.match(/P\d+/g) ?? [])).toHaveLength(40)
  expect(partsOf('name\nA')).toEqual([{ csv: 'name\nA', firstRow: 2 }])
})
