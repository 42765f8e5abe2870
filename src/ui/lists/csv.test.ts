import { expect, test } from 'vitest'
import { csvOf, jsonOf } from './csv.ts'

interface Row {
  readonly title: string
  readonly count?: number | undefined
}
const columns = [
  { name: 'title', value: (row: Row) => row.title },
  { name: 'count', value: (row: Row) => row.count },
]

test('a person who opens the list in a spreadsheet finds each cell in its place', () => {
  const csv = csvOf([{ title: 'a "b", c\nd', count: -2 }, { title: 'Übung' }], columns)

  expect(csv).toBe('\uFEFFtitle,count\r\n"a ""b"", c\nd",-2\r\nÜbung,\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
  'a stranger cannot plant the formula %j in a list',
  (title) => {
    expect(csvOf([{ title }], columns).split('\r\n')[1]).toBe(`'${title},`)
  },
)

test('a machine reads the same under the same names', () => {
  expect(JSON.parse(jsonOf([{ title: '=1' }], columns))).toEqual([{ title: '=1', count: null }])
})
