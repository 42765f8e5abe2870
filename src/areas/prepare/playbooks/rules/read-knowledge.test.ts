import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { readKnowledge } from './read-knowledge.ts'

test('R54 an owner brings in the official list of holes that attackers use, whole', (context) => {
  const folder = testData('kev')
  if (folder === undefined) return context.skip(noTestData('kev'))
  const read = readKnowledge(readFileSync(join(folder, 'known_exploited_vulnerabilities.json'), 'utf8'))
  if (read.name !== 'kev') throw new Error(`read as ${read.name}`)
  expect(read.version).toMatch(/^\d{4}\.\d{2}\.\d{2}$/)
  expect(read.holes.length).toBeGreaterThan(1400)
  expect(read.holes.find(({ cve }) => cve === 'CVE-2025-48384')).toMatchObject({ addedOn: '2025-08-25' })
  expect(read.holes.some(({ isRansomware }) => isRansomware)).toBe(true)
})

test('an owner who chooses another file is told so', () => {
  const empty = JSON.stringify({ catalogVersion: '1', vulnerabilities: [] })
  expect(() => readKnowledge(empty)).toThrow(/no hole/)
  expect(() => readKnowledge('{}')).toThrow(/neither ATT&CK/)
})
