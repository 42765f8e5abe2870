import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { testData } from './data.ts'

const root = mkdtempSync(join(tmpdir(), 'muster-data-'))

afterEach(() => {
  vi.unstubAllEnvs()
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

test('a test finds its folder in the place that MUSTER_TEST_DATA names', () => {
  mkdirSync(join(root, 'tlog'))
  vi.stubEnv('MUSTER_TEST_DATA', root)

  expect(testData('tlog')).toBe(join(root, 'tlog'))
})

test('a missing folder is a failure where MUSTER_TEST_DATA is set', () => {
  vi.stubEnv('MUSTER_TEST_DATA', root)
  vi.stubEnv('CI', '')

  expect(() => testData('no-such-folder')).toThrow('no-such-folder')
})

test('a missing folder is a failure under CI', () => {
  vi.stubEnv('MUSTER_TEST_DATA', '')
  vi.stubEnv('CI', 'true')

  expect(() => testData('no-such-folder')).toThrow('no-such-folder')
})

test('a missing folder lets a test skip on the machine of a developer', () => {
  vi.stubEnv('MUSTER_TEST_DATA', '')
  vi.stubEnv('CI', '')

  expect(testData('no-such-folder')).toBeUndefined()
})
