import type * as z from 'zod'
import type { SystemState } from '../../../../base/incident-words.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { sortedJson } from '../../../../base/sorted-json.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor, systemsFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/scope.ts'
import { faultsOfLine } from '../rules/scope.ts'
import {
  addReachLine,
  changeReachLine,
  getScopeLine,
  listScopeLines,
  type AskedOfLine,
} from '../store/scope.ts'
import { refuseFull } from './refuse-full.ts'

export const read = action(contract.readReach, async (context, { id }) => {
  await incidentFor(context, id)
  return scopeOf(context, id)
})

export const add = action(contract.addReachLine, async (context, { id: incidentId, ...said }) => {
  const { topic, dataKind, what, standing, people, note } = said
  const isData = topic === 'data'
  refuseUnless((dataKind !== undefined) === isData, 'invalid', 'Say which kind of data it is.', {
    faults: [{ path: 'dataKind', message: 'belongs to data, and there always' }],
  })
  const asked = askedIn(said)
  const line = { ...nothingAsked, ...asked, topic, people: people ?? null }
  refuseFaults(faultsOfLine(line))
  await openIncidentFor(context, incidentId)
  refuseFull((await listScopeLines(context, incidentId)).length)
  const id = context.newId()
  await addReachLine(context, {
    ...line,
    ...{ id, incidentId, what, standing, note },
    dataKind: dataKind ?? null,
    addedAt: context.now,
    changedAt: context.now,
    changedBy: context.actor.name,
  })
  context.record({
    stream: incidentId,
    kind: 'scope.add',
    fields: {
      line: id,
      topic,
      ...(dataKind !== undefined && { dataKind }),
      name: what,
      standing,
      ...(people !== undefined && { people }),
      ...leafFields(asked),
      note,
    },
  })
  return scopeOf(context, incidentId)
})

export const change = action(contract.changeReachLine, async (context, { id, line, ...said }) => {
  const { standing, people, reason } = said
  await openIncidentFor(context, id)
  const before = await getScopeLine(context, id, line)
  const asked = changedIn(before, askedIn(said))
  const isSame = before.standing === standing && before.people === people && Object.keys(asked).length === 0
  refuseUnless(!isSame, 'conflict', 'It stands like this already.')
  refuseFaults(faultsOfLine({ ...before, ...asked, people }))
  await changeReachLine(context, line, {
    ...asked,
    standing,
    people,
    note: reason,
    changedAt: context.now,
    changedBy: context.actor.name,
  })
  context.record({
    stream: id,
    kind: 'scope.change',
    fields: {
      line,
      name: before.what,
      from: before.standing,
      to: standing,
      ...(people !== null && { people }),
      ...leafFields(asked),
      reason,
    },
  })
  return scopeOf(context, id)
})

const nothingAsked: AskedOfLine = {
  places: {},
  details: [],
  isEncrypted: null,
  hoursDown: null,
  isCritical: null,
  hitsCustomers: null,
}

/** What was said of it, and nothing else. */
function askedIn(said: Partial<AskedOfLine>): Partial<AskedOfLine> {
  return Object.fromEntries(
    Object.keys(nothingAsked).flatMap((name) => {
      const value = said[name as keyof AskedOfLine] // a name of that very object
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function changedIn(before: AskedOfLine, asked: Partial<AskedOfLine>): Partial<AskedOfLine> {
  const known: Readonly<Record<string, unknown>> = before
  return Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => sortedJson(value) !== sortedJson(known[name])),
  )
}

function refuseFaults(faults: ReturnType<typeof faultsOfLine>): void {
  if (faults.length > 0) refuse('invalid', 'Some fields need another look.', { faults })
}

async function scopeOf(context: Context, id: string): Promise<z.input<typeof contract.Scope>> {
  const lines = await listScopeLines(context, id)
  const systems = await systemsFor(context, id)
  return {
    lines: lines.map(({ incidentId: _incident, tenantId: _tenant, addedAt, changedAt, ...line }) => ({
      ...line,
      addedAt: addedAt.toISOString(),
      changedAt: changedAt.toISOString(),
    })),
    systems: systems.map(({ id: system, name, state, changedAt }) => ({
      id: system,
      name,
      standing: standingOf(state),
      changedAt: changedAt.toISOString(),
    })),
  }
}

/** A system that is being healed was hit: that is known. */
function standingOf(state: SystemState): contract.ScopeLine['standing'] {
  return state === 'suspected' || state === 'ruled_out' ? state : 'known'
}
