import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nobody, type Actor } from '../../../base/access.ts'
import { memberRoles, type MemberRole } from '../../../base/permissions.ts'
import { Refusal } from '../../../base/refusal.ts'
import {
  cardDue,
  cardStage,
  addressOf,
  hasRole,
  linkExpiry,
  refuseChangeOf,
  refuseForeignScopes,
  refuseGrant,
  refuseLosingLastOwner,
  slugCandidate,
  slugOf,
  statusOf,
  type Standing,
} from './rules.ts'

const joinedAt = new Date('2026-01-05T09:00:00Z')
const person = (id: string, role: MemberRole, rest: Partial<Standing> = {}): Standing => ({
  id,
  role,
  joinedAt,
  suspendedAt: null,
  ...rest,
})
const actor = (id: string, role: MemberRole): Actor => ({
  kind: 'member',
  tenantId: 't',
  memberId: id,
  userId: `user-${id}`,
  sessionId: 's',
  ref: `u:${id}`,
  name: id,
  role,
})
const host: Actor = { kind: 'system', tenantId: 't', ref: 'system', name: 'Muster on its host' }

/** The kind of refusal, or `done`. */
function kindOf(work: () => void): string {
  try {
    work()
    return 'done'
  } catch (error) {
    return error instanceof Refusal ? error.kind : 'crash'
  }
}

test('an invited or suspended person holds no role at all', () => {
  const invited = person('a', 'owner', { joinedAt: null })
  const suspended = person('b', 'owner', { suspendedAt: joinedAt })

  expect([statusOf(invited), statusOf(suspended), statusOf(person('c', 'owner'))]).toEqual([
    'invited',
    'suspended',
    'active',
  ])
  expect([
    hasRole(invited, 'owner'),
    hasRole(suspended, 'owner'),
    hasRole(person('c', 'owner'), 'owner'),
  ]).toEqual([false, false, true])
})

test('only an owner and the host make an owner', () => {
  const outcome = memberRoles.map((role) => kindOf(() => refuseGrant(actor('a', role), 'owner')))

  expect(outcome).toEqual(['done', ...memberRoles.slice(1).map(() => 'forbidden')])
  expect(kindOf(() => refuseGrant(host, 'owner'))).toBe('done')
  expect(kindOf(() => refuseGrant(nobody, 'staff'))).toBe('forbidden')
})

test('nobody gives a role that may do more than they may', () => {
  expect(kindOf(() => refuseGrant(actor('a', 'lead'), 'responder'))).toBe('done')
  expect(kindOf(() => refuseGrant(actor('a', 'lead'), 'auditor'))).toBe('forbidden')
  expect(kindOf(() => refuseGrant(actor('a', 'staff'), 'lead'))).toBe('forbidden')
})

test('an owner cannot change their own standing, nor act after losing their own', () => {
  const [a, b] = [person('a', 'owner'), person('b', 'owner')]

  expect(kindOf(() => refuseChangeOf(actor('a', 'owner'), a, [a, b]))).toBe('forbidden')
  expect(kindOf(() => refuseChangeOf(actor('a', 'owner'), b, [b]))).toBe('forbidden')
  expect(kindOf(() => refuseChangeOf(actor('a', 'owner'), b, [a, b]))).toBe('done')
  expect(kindOf(() => refuseChangeOf(host, a, [a]))).toBe('done')
})

test('the last active owner stays, even for the host', () => {
  const [a, b] = [person('a', 'owner'), person('b', 'owner')]

  expect(kindOf(() => refuseLosingLastOwner(a, [a]))).toBe('conflict')
  expect(kindOf(() => refuseLosingLastOwner(a, [a, b]))).toBe('done')
  expect(kindOf(() => refuseLosingLastOwner(person('c', 'staff'), [a]))).toBe('done')
})

test('a key cannot do what its maker may not', () => {
  expect(kindOf(() => refuseForeignScopes(actor('a', 'staff'), ['incident.close']))).toBe('forbidden')
  expect(kindOf(() => refuseForeignScopes(actor('a', 'owner'), ['incident.close', 'audit.read']))).toBe(
    'done',
  )
})

test('an address has one spelling, and a look-alike of the at sign is no address', () => {
  expect(addressOf('  Ada@Example.ORG ')).toBe('ada@example.org')
  expect(kindOf(() => addressOf('ada＠example.org'))).toBe('invalid')
  expect(kindOf(() => addressOf('ada@'))).toBe('invalid')
})

test('a name becomes an address that people can type', () => {
  expect(slugOf('Bäckerei Müßig & Söhne GmbH')).toBe('backerei-mussig-and-sohne-gmbh')
  expect(slugOf('  --Ærø / Łódź-- ')).toBe('aero-lodz')
  expect(slugOf('株式会社')).toBe('organisation')
  expect([1, 2, 11].map((n) => slugCandidate('Harbour Bakery', n))).toEqual([
    'harbour-bakery',
    'harbour-bakery-2',
    'harbour-bakery-11',
  ])
})

test('any name at all becomes a short address of small letters, digits and single dashes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
      expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugOf(name).length).toBeLessThanOrEqual(40)
    }),
  )
})

test('a link to join lives seven days, one to come back lives one', () => {
  expect(linkExpiry('join', joinedAt).toISOString()).toBe('2026-01-12T09:00:00.000Z')
  expect(linkExpiry('recover', joinedAt).toISOString()).toBe('2026-01-06T09:00:00.000Z')
})

test('R123 a newcomer without the card is reminded on the third day and on the seventh, each once, and everybody after a year', () => {
  const day = cardDue({ joinedOn: '2026-03-02', takenOn: null })
  expect(day).toBe('2026-03-09')
  const nothing = { day: null, stage: null }
  expect(cardStage({ day, today: '2026-03-04' }, nothing)).toBeUndefined()
  expect(cardStage({ day, today: '2026-03-05' }, nothing)).toBe(4)
  expect(cardStage({ day, today: '2026-03-06' }, { day, stage: 4 })).toBeUndefined()
  expect(cardStage({ day, today: '2026-03-09' }, { day, stage: 4 })).toBe(0)
  // The house was shut over the day.
  expect(cardStage({ day, today: '2026-03-20' }, { day, stage: 4 })).toBe(0)
  expect(cardStage({ day, today: '2026-03-21' }, { day, stage: 0 })).toBeUndefined()
  const again = cardDue({ joinedOn: '2026-03-02', takenOn: '2026-03-08' })
  expect(again).toBe('2027-03-08')
  expect(cardStage({ day: again, today: '2027-03-08' }, { day, stage: 0 })).toBe(0)
})
