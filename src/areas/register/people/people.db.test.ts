import { expect, test, afterAll } from 'vitest'
import { world } from '../../../../tests/world.ts'
import { listMembers } from './actions/members.ts'

const small = await world()
afterAll(() => small.close())

test('a staff member sees who belongs to the organisation', async () => {
  const { items } = await small.perform(listMembers, small.staff, {})

  expect(items.map((person) => person.role).toSorted()).toEqual([
    'auditor',
    'counsel',
    'lead',
    'owner',
    'responder',
    'staff',
  ])
})
