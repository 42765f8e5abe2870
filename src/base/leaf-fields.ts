/** Promises that whatever a row holds goes on the record as text that can be read back: lists line by line, nothing as ''. */
import type { FieldValue } from './ledger/leaf.ts'

/** @param row plain data; nested objects stand as JSON */
export function leafFields(row: Readonly<Record<string, unknown>>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fieldOf(value)]))
}

function fieldOf(value: unknown): FieldValue {
  if (typeof value === 'string') return value
  // a leaf commits to integers only
  if (typeof value === 'number') return Number.isInteger(value) ? value : String(value)
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((one) => String(fieldOf(one))).join('\n')
  return JSON.stringify(value)
}
