import { expect, it } from 'vitest'
import { personOfAccount, rankShared, shownThing } from './relations.ts'

it('U9 puts the signal that shares most first, and of equals the one that shares what is rare', () => {
  const others = [
    { id: '1', things: ['host mail'] },
    { id: '2', things: ['host mail'] },
    { id: '3', things: ['address 203.0.113.9'] },
    { id: '4', things: ['host mail', 'address 203.0.113.9'] },
    { id: '5', things: ['host web'] },
  ]
  const ranked = rankShared(['host mail', 'address 203.0.113.9'], others)
  expect(ranked.map(({ id, shares }) => [id, shares.length])).toEqual([
    ['4', 2],
    ['3', 1],
    ['2', 1],
    ['1', 1],
  ])
})

it('U8 shows what could be clicked defanged, and knows what belongs to nobody outside', () => {
  expect(shownThing('domain evil.example')).toEqual({
    sort: 'domain',
    value: 'evil[.]example',
    isInternal: false,
  })
  expect(shownThing('address 10.0.0.7')).toEqual({
    sort: 'address',
    value: '10[.]0[.]0[.]7',
    isInternal: true,
  })
  expect(shownThing('host mail.example')).toMatchObject({ value: 'mail.example' })
})

it('knows whom an account means, and nobody where two could be meant', () => {
  const anna = { email: 'Anna@harbour.example' }
  expect(personOfAccount('anna', [anna, { email: 'bert@harbour.example' }])).toBe(anna)
  expect(personOfAccount('anna', [anna, { email: 'anna@other.example' }])).toBeUndefined()
})
