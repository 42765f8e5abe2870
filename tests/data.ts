import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of real test data of this name, or undefined where the data is absent; then the test skips with
 * `noTestData`. `MUSTER_TEST_DATA` names the folder that holds all of it; unset, the nearest `shared/data` upwards is
 * taken. Throws instead of answering undefined where the variable is set, or under CI, so that a skip cannot hide there.
 */
export function testData(folder: string): string | undefined {
  const named = process.env['MUSTER_TEST_DATA']
  const all = named ? resolve(named) : nearestShared()
  const found = all === undefined ? undefined : join(all, folder)
  if (found !== undefined && existsSync(found)) return found
  if (named || process.env['CI'] === 'true') throw new Error(noTestData(folder))
  return undefined
}

/** Why a test that needs this folder does not run here; the note for `context.skip`. */
export function noTestData(folder: string): string {
  return `The test data "${folder}" is absent: set MUSTER_TEST_DATA to the folder that holds it.`
}

function nearestShared(): string | undefined {
  let here = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const candidate = join(here, 'shared', 'data')
    if (existsSync(candidate)) return candidate
    const parent = dirname(here)
    if (parent === here) return undefined
    here = parent
  }
}
