import { expect, test } from 'vitest'
import type { Profile } from '../contract/profile.ts'
import { playbookFor } from '../public.ts'
import { fits } from './fitness.ts'
import { freezeRun, freshState } from './freeze-run.ts'

const office: Profile = { platforms: ['microsoft365', 'windows'], traits: { card_payments: 'no' } }
const own = { key: 'ransomware', edition: 'shipped' } as const

test('U19 a condition holds when any one of its points does', () => {
  expect(fits({ platforms: ['google_workspace', 'microsoft365'] }, office)).toBe('yes')
  expect(fits({ platforms: ['aws'], traits: ['card_payments'] }, office)).toBe('no')
})

test('a question that nobody answered rules nothing out', () => {
  expect(fits({ traits: ['card_payments', 'online_shop'] }, office)).toBe('unknown')
  expect(fits({ platforms: ['aws'] }, undefined)).toBe('unknown')
  expect(fits(undefined, undefined)).toBe('yes')
})

test('U19 a step that the profile rules out is not needed and says so; the others are untouched', () => {
  const playbook = structuredClone(playbookFor('ransomware'))
  const [first, second] = playbook.phases.contain
  if (first === undefined || second === undefined) throw new Error('ransomware has steps')
  first.onlyIf = { platforms: ['aws'] }
  second.onlyIf = { platforms: ['windows'] }
  delete playbook.phases.recover.find((step) => step.id === 'r5')?.onlyIf
  const run = freezeRun(playbook, { ...own, profile: office })
  expect(freshState(run).entries).toMatchObject({
    [first.id]: { status: 'not_needed', round: 1, unfit: true },
  })
  expect(Object.keys(freshState(run).entries)).not.toContain(second.id)
  expect(freshState(freezeRun(playbook, own)).entries).toEqual({})
})
