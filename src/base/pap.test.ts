import { expect, test } from 'vitest'
import { isPermitted, papLabel, papLevels, stricterPap } from './pap.ts'

test('U14 whoever acts may do by each level of PAP what its definition allows, and no more', () => {
  const allowed = Object.fromEntries(
    [...papLevels, null].map((level) => [
      String(level),
      (['passive', 'active'] as const).filter((reach) => isPermitted(level, reach)),
    ]),
  )
  expect(allowed).toEqual({
    clear: ['passive', 'active'],
    green: ['passive', 'active'],
    amber: ['passive'],
    red: [],
    null: ['passive', 'active'],
  })
})

test('a reader finds the label as the taxonomy spells it', () => {
  expect(papLevels.map(papLabel)).toEqual(['PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED'])
})

test('a lead who brings two cases together keeps the narrower mark, and a case without one adds none', () => {
  expect(stricterPap('green', 'red')).toBe('red')
  expect(stricterPap(null, 'amber')).toBe('amber')
  expect(stricterPap('clear', null)).toBe('clear')
  expect(stricterPap(null, null)).toBeNull()
})
