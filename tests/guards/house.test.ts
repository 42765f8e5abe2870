import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawMap, readGraph, withMap } from '../../tools/architecture.ts'
import type { WallViolation } from '../../tools/architecture.ts'
import { planted } from './planted-walls.ts'

const root = resolve(import.meta.dirname, '../..')
let house: string
let found: readonly WallViolation[]

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), 'muster-house-'))
  writeFileSync(join(house, 'package.json'), readFileSync(join(root, 'package.json')))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  mkdirSync(join(house, 'src/node_modules/hidden-package'), { recursive: true })
  writeFileSync(join(house, 'src/node_modules/hidden-package/index.js'), 'export default 1')
  for (const [, file, text] of planted) {
    mkdirSync(dirname(join(house, file)), { recursive: true })
    writeFileSync(join(house, file), text)
  }
  found = (await readGraph(house)).violations
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

describe('the walls of the house', () => {
  it.each(planted.filter(([rule]) => rule !== undefined))('the checker reports %s in %s', (rule, file) => {
    expect(found.filter((violation) => violation.rule === rule).map(({ from }) => from)).toSatisfy(
      (from: string[]) => from.some((path) => path === file || file.startsWith(`${path}/`)),
    )
  })

  it('the checker finds no fault with the furniture around the planted violations', () => {
    const guilty = new Set(planted.filter(([rule]) => rule !== undefined).map(([, file]) => file))
    const innocent = planted.map(([, file]) => file).filter((file) => !guilty.has(file))
    const accused = found.filter(({ rule, from }) => innocent.includes(from) && !rule.startsWith('no-circle'))
    expect(accused).toEqual([])
  })

  it('a rule cannot be added without a planted violation that proves it', async () => {
    const options = await extractDepcruiseOptions(join(root, '.dependency-cruiser.cjs'))
    const names = new Set(options.ruleSet?.forbidden?.map(({ name }) => name ?? ''))
    const proved = new Set(planted.map(([rule]) => rule).filter((rule) => rule !== undefined))
    expect([...names].toSorted()).toEqual([...proved].toSorted())
  })
})

describe('the map of the house', () => {
  it('a reader sees an arrow for each import between folders', async () => {
    const { modules } = await readGraph(house)
    expect(drawMap(modules)).toContain('respond_incidents --> register_people')
  })

  it('a page without its markers is refused rather than overwritten', () => {
    expect(withMap('# Architecture', 'flowchart TB')).toBeUndefined()
  })
})
