import { expect, test } from 'vitest'
import {
  givenToAll,
  isGivable,
  keyScopes,
  permissions,
  profileRoles,
} from '../../../../../base/permissions.ts'
import { personMay, roleMay } from '../../../../../base/access.ts'
import { givable } from '../../contract/profiles.ts'
import german from './messages/de.json' with { type: 'json' }
import english from './messages/en.json' with { type: 'json' }
import { blindOnes, permissionGroups, permissionsIn } from './permission-groups.ts'

test('U58 an owner finds every permission that can be given once, in one group, in words of both languages', () => {
  const shown = permissionGroups.flatMap(permissionsIn)
  const always = new Set<string>(givenToAll)
  expect(shown.toSorted()).toEqual(givable.filter((one) => !always.has(one)).toSorted())
  for (const words of [english, german]) {
    const missing = [...shown, ...keyScopes].filter(
      (one) => !Object.hasOwn(words.permission, one.replace('.', '_')),
    )
    expect(missing).toEqual([])
    expect(permissionGroups.filter((group) => !Object.hasOwn(words.group, group))).toEqual([])
  }
})

test('U58 what only an owner may do is in no profile, whatever its row says', () => {
  const ownersOnly = Object.keys(permissions).filter((one) => !new Set<string>(givable).has(one))
  expect(ownersOnly).toEqual(
    expect.arrayContaining(['tenant.manage', 'member.manage', 'key.manage', 'agreement.manage']),
  )
  const forged = { role: 'lead', granted: Object.keys(permissions) } as const
  expect(personMay(forged, 'member.manage')).toBe(false)
  expect(personMay(forged, 'key.manage')).toBe(false)
  expect(personMay(forged, 'plan.visit')).toBe(false)
  expect(isGivable('incident.close')).toBe(true)
})

test('U58 an empty profile leaves a person what everybody needs, and a role without a profile is as it was', () => {
  const empty = { role: 'lead', granted: [] } as const
  const held = [...givable].filter((one) => personMay(empty, one))
  expect(held.toSorted()).toEqual([...givenToAll].toSorted())
  for (const role of profileRoles)
    for (const one of givable) expect(personMay({ role, granted: null }, one)).toBe(roleMay(role, one))
})

test('U58 an owner is warned of what a profile may do without reading it', () => {
  expect(blindOnes(['risk.manage', 'incident.read', 'incident.close'])).toEqual(['risk.manage'])
  expect(blindOnes(['risk.read', 'risk.manage', 'duty.form'])).toEqual([])
})
