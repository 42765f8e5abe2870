import { expect, test } from 'vitest'
import { audiences, mayExport, stricterTlp, tlpLabel, tlpLevels } from './tlp.ts'

test('U14 a sender reaches by each level of TLP 2.0 whom its definition names, and nobody beyond', () => {
  const reached = Object.fromEntries(
    tlpLevels.map((level) => [level, audiences.filter((audience) => mayExport(level, audience))]),
  )
  expect(reached).toEqual({
    clear: ['case', 'organisation', 'clients', 'community', 'public'],
    green: ['case', 'organisation', 'clients', 'community'],
    amber: ['case', 'organisation', 'clients'],
    'amber+strict': ['case', 'organisation'],
    red: ['case'],
  })
})

test('a reader finds the label as the protocol spells it', () => {
  expect(tlpLevels.map(tlpLabel)).toEqual([
    'TLP:CLEAR',
    'TLP:GREEN',
    'TLP:AMBER',
    'TLP:AMBER+STRICT',
    'TLP:RED',
  ])
})

test('a lead who brings two cases together keeps the narrower mark', () => {
  expect(stricterTlp('green', 'amber+strict')).toBe('amber+strict')
  expect(stricterTlp('red', 'clear')).toBe('red')
})
