import { expect, test } from 'vitest'
import { shippedGrading } from '../content/shipped-grading.ts'
import { tableChanges, tableHash } from './grading-table.ts'

test('an owner reads of a version exactly what it changed', () => {
  const after = structuredClone(shippedGrading)
  after.grid.personal.one = 'S2'
  after.briefingMinutes = 30
  after.lines[1]!.calls = [] // there are eleven
  after.lines.push({ ...after.lines[2]!, name: 'Ours' })
  after.floors.shift()

  expect(tableChanges(shippedGrading, after)).toEqual([
    { part: 'cell', row: 'personal', column: 'one', from: 'S3', to: 'S2' },
    { part: 'line', name: 'Serious', how: 'changed' },
    { part: 'line', name: 'Ours', how: 'new' },
    { part: 'floor', name: 'ransomware', how: 'gone' },
    { part: 'rule', name: 'briefingMinutes', from: '60', to: '30' },
  ])
})

test('a reader gets the same hash for the same table, whatever the order of its fields', () => {
  const turned = Object.fromEntries(Object.entries(shippedGrading).toReversed()) as typeof shippedGrading // the same fields
  expect(tableHash(turned)).toBe(tableHash(shippedGrading))
  expect(tableHash({ ...shippedGrading, briefingMinutes: 61 })).not.toBe(tableHash(shippedGrading))
})
