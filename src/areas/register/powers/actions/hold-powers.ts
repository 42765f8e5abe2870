import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { holdContacts, reachablePeople } from '../../contacts/public.ts'
import * as contract from '../contract/powers.ts'
import { standingRoles } from '../contract/words.ts'
import { keepRight, keepRole, listRoles, type RoleRecord } from '../store.ts'
import { readStanding, rightsOf, rolesOf, type People } from './standing.ts'

/** So many roles of one's own, that the page stays one that people read. */
const mostOwnRoles = 20

export const readPowers = action(contract.readPowers, async (context) => {
  const { roles, rights, mandates, warnings, onCall } = await readStanding(context)
  return {
    ...{ roles: [...roles], rights: [...rights], mandates: [...mandates], warnings: [...warnings], onCall },
    can: { manage: context.can('power.manage') },
  }
})

export const addRole = action(contract.addStandingRole, async (context, { name, duties, ...held }) => {
  const own = (await listRoles(context)).filter(({ role }) => !isShipped(role))
  refuseUnless(
    own.length < mostOwnRoles,
    'conflict',
    `There are ${mostOwnRoles} own roles already. Take one out of use first.`,
  )
  const role = context.newId()
  return hold(context, { role, name, duties, ...held, changedAt: context.now, droppedAt: null })
})

export const setRole = action(contract.setStandingRole, async (context, { role, name, duties, ...held }) => {
  if (!isShipped(role)) {
    await getOwnRole(context, role)
    const message = 'Give the role a name.'
    if (name === '') refuse('invalid', message, { faults: [{ path: 'name', message }] })
  }
  return hold(context, { role, name, duties, ...held, changedAt: context.now, droppedAt: null })
})

export const dropRole = action(contract.dropStandingRole, async (context, { role }) => {
  const row = await getOwnRole(context, role)
  refuseUnless(
    row.holderId === null,
    'conflict',
    'Somebody holds this role. Take it from them first, so that they know.',
  )
  await keepRole(context, { ...row, changedAt: context.now, droppedAt: context.now })
  context.record({ stream: 'audit', kind: 'power.drop', fields: { role, name: row.name } })
  return { dropped: true as const }
})

export const setRight = action(contract.setDecisionRight, async (context, wanted) => {
  const { decision, holderId, deputyId, alsoIds: others, ...rest } = wanted
  const alsoIds = [...new Set(others)].filter((id) => id !== holderId && id !== deputyId)
  const people = await heldBy(context, { holderId, deputyId, alsoIds })
  const voices = [holderId, deputyId, ...alsoIds].filter((id) => id !== null).length
  const message = `${wanted.quorum} have to agree, but only ${voices} may. Name more people, or lower the number.`
  refuseUnless(holderId === null || voices >= wanted.quorum, 'invalid', message, {
    faults: [{ path: 'quorum', message }],
  })
  await keepRight(context, { decision, holderId, deputyId, alsoIds, ...rest, changedAt: context.now })
  const nameOf = (id: string | null) => (id === null ? '' : (people.get(id)?.name ?? ''))
  context.record({
    stream: 'audit',
    kind: 'power.decide',
    fields: leafFields({
      ...{ decision, holder: nameOf(holderId), deputy: nameOf(deputyId), also: alsoIds.map(nameOf) },
      ...rest,
    }),
  })
  const row = { decision, holderId, deputyId, alsoIds, ...rest, changedAt: context.now }
  return rightsOf([row], people).find((right) => right.decision === decision) ?? lost()
})

async function hold(context: Context, row: RoleRecord): Promise<contract.StandingRole> {
  const { role, name, duties, holderId, deputyId } = row
  const people = await heldBy(context, { holderId, deputyId, alsoIds: [] })
  await keepRole(context, row)
  const nameOf = (id: string | null) => (id === null ? '' : (people.get(id)?.name ?? ''))
  context.record({
    stream: 'audit',
    kind: 'power.hold',
    fields: { role, name, duties, holder: nameOf(holderId), deputy: nameOf(deputyId) },
  })
  return rolesOf([row], people).find((one) => one.role === role) ?? lost()
}

interface Held {
  readonly holderId: string | null
  readonly deputyId: string | null
  readonly alsoIds: readonly string[]
}

/** @throws Refusal `not_found` for one who is not on the list of contacts */
async function heldBy(context: Context, { holderId, deputyId, alsoIds }: Held): Promise<People> {
  const message =
    holderId === null
      ? 'First say who, then who stands in.'
      : 'Nobody stands in for themselves. Choose somebody else as deputy.'
  refuseUnless(deputyId === null || (holderId !== null && deputyId !== holderId), 'invalid', message, {
    faults: [{ path: 'deputyId', message }],
  })
  const ids = [holderId, deputyId, ...alsoIds].filter((id) => id !== null)
  await holdContacts(context, ids)
  return reachablePeople(context, ids)
}

async function getOwnRole(context: Context, role: string): Promise<RoleRecord> {
  const found = (await listRoles(context)).find((row) => row.role === role && !isShipped(row.role))
  return found ?? refuse('not_found', 'There is no such role here.')
}

function isShipped(role: string): boolean {
  return (standingRoles as readonly string[]).includes(role) // widened: an own role is a UUID
}

function lost(): never {
  throw new Error('what was just kept is shown')
}
