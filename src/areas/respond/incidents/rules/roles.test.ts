import { describe, expect, test } from 'vitest'
import { shippedRoles } from '../contract/role-words.ts'
import { openRoles, proposeRoles, roleWarnings } from './roles.ts'

const nobody = shippedRoles.map((role) => ({ role, memberId: null, deputyId: null, emptyReason: null }))
const held = (holders: Record<string, string>, deputies: Record<string, string> = {}) =>
  nobody.map((one) => ({
    ...one,
    memberId: holders[one.role] ?? null,
    deputyId: deputies[one.role] ?? null,
  }))
const people = ['ada', 'ben', 'cleo'].map((id) => ({ id, isActive: true, hasPhone: true }))
const codes = (...given: Parameters<typeof roleWarnings>) => roleWarnings(...given).map(({ code }) => code)

describe('R15 a lead who fills the roles', () => {
  test('is warned when whoever leads is the only technical person, until there is a deputy', () => {
    expect(codes(held({ lead: 'ada', technical: 'ada' }), people)).toContain('lead_is_technical')
    expect(codes(held({ lead: 'ada', technical: 'ada' }, { technical: 'ben' }), people)).not.toContain(
      'lead_is_technical',
    )
  })

  test('is warned of each role without a deputy, in one line', () => {
    const warnings = roleWarnings(held({ lead: 'ada', technical: 'ben' }, { lead: 'cleo' }), people)
    expect(warnings).toEqual([{ code: 'no_deputy', roles: ['technical'], memberId: null }])
  })

  test('is warned of people who cannot sign in or be called, and of one person who does it all', () => {
    const four = { technical: 'ben', legal: 'ben', hr: 'ben', scribe: 'ben', lead: 'gone', finance: 'cleo' }
    const quiet = people.map((one) => (one.id === 'cleo' ? { ...one, hasPhone: false } : one))
    expect(codes(held(four), quiet)).toEqual(['one_does_all', 'cannot_sign_in', 'no_phone', 'no_deputy'])
  })

  test('fills all seven roles with three people and no warning at all', () => {
    const filled = proposeRoles(nobody, ['ada', 'ben', 'cleo'])
    const roles = held(
      Object.fromEntries(filled.map(({ role, memberId }) => [role, memberId])),
      Object.fromEntries(filled.map(({ role, deputyId }) => [role, deputyId ?? ''])),
    )
    expect(openRoles(roles)).toEqual([])
    expect(roleWarnings(roles, people)).toEqual([])
  })

  test('gets a proposal that takes no role from anybody, even alone', () => {
    const some = held({ lead: 'ben' }).map((one) =>
      one.role === 'hr' ? { ...one, emptyReason: 'No staff matter' } : one,
    )
    const proposed = proposeRoles(some, ['ada', 'ben', 'cleo'])
    expect(proposed.map(({ role }) => role)).not.toEqual(expect.arrayContaining(['lead']))
    expect(proposed.map(({ role }) => role)).not.toContain('hr')
    expect(proposed.find(({ role }) => role === 'technical')?.memberId).not.toBe('ben')
    expect(proposeRoles(nobody, ['ada']).every(({ deputyId }) => deputyId === null)).toBe(true)
    expect(proposeRoles(nobody, [])).toEqual([])
  })
})
