import { expect, test } from 'vitest'
import { statementAudiences } from '../contract/statement-words.ts'
import { english } from '../content/statement-template-en.ts'
import { stateOfLink } from '../../../../base/link-state.ts'
import { mayAskAgain, mostAsks, partsOf, whyBarred, whyKeptFrom } from './outside.ts'

const at = (text: string) => new Date(`2026-03-06T${text}Z`)

test('U41 nobody shows a closed case or one marked for the house alone', () => {
  const barred = (tlp: Parameters<typeof whyBarred>[0]['tlp'], isRestricted = false) =>
    whyBarred({ tlp, isRestricted })
  expect([barred('clear'), barred('green'), barred('amber')]).toEqual(['', '', ''])
  expect(barred('red')).toContain('TLP:RED')
  expect(barred('amber+strict')).toContain('TLP:AMBER+STRICT')
  expect(barred('clear', true)).toContain('closed')
})

test('R75 the mark of a case holds back each audience beyond it, and never whom a law demands to be told', () => {
  const open = (tlp: Parameters<typeof whyBarred>[0]['tlp'], isRestricted = false) =>
    statementAudiences.filter((audience) => whyKeptFrom(audience, { tlp, isRestricted }) === '')
  const byLaw = ['affected', 'authority', 'police']
  expect(open('amber')).toEqual(statementAudiences)
  expect(open('amber+strict')).toEqual(['team', 'management', 'staff', ...byLaw])
  expect(open('red')).toEqual(['team', ...byLaw])
  expect(open('clear', true)).not.toContain('staff')
  expect(open('clear', true)).not.toContain('press')
  expect(whyKeptFrom('customers', { tlp: 'red', isRestricted: false })).toContain('TLP:RED')
})

test('U41 a page ends at its instant, and a closed one stays closed', () => {
  const expiresAt = at('12:00:00')
  expect(stateOfLink({ expiresAt, revokedAt: null }, at('11:59:59'))).toBe('open')
  expect(stateOfLink({ expiresAt, revokedAt: null }, expiresAt)).toBe('expired')
  expect(stateOfLink({ expiresAt, revokedAt: at('10:00:00') }, at('11:00:00'))).toBe('revoked')
})

test('U42 an address that somebody else typed is asked rarely, and never again once it follows', () => {
  const known = { askedAt: at('10:00:00'), asks: 1, isFollowing: false }
  expect(mayAskAgain(known, at('10:59:59'))).toBe(false)
  expect(mayAskAgain(known, at('11:00:00'))).toBe(true)
  expect(mayAskAgain({ ...known, asks: mostAsks }, at('23:00:00'))).toBe(false)
  expect(mayAskAgain({ ...known, isFollowing: true }, at('23:00:00'))).toBe(false)
})

test('U42 a reader of the public page finds the parts of a statement under their headings, and no empty one', () => {
  const nothing = { checking: [], unknown: [], greeting: '', ask: '' }
  const parts = partsOf(
    { ...nothing, subject: 'S', opening: 'A\nB', confirmed: ['C'], doing: 'D', closing: 'Harbour Bakery' },
    english,
  )
  expect(parts.map(({ heading, lines }) => [heading, lines])).toEqual([
    ['', ['A', 'B']],
    ['What we know', ['C']],
    ['What we are doing', ['D']],
    ['', ['Harbour Bakery']],
  ])
})
