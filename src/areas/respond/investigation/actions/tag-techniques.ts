import type * as z from 'zod'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/observables.ts'
import { techniqueName } from '../rules/techniques.ts'
import { addTechnique, listTechniques, removeTechnique, type TechniqueRecord } from '../store/observables.ts'

export const list = action(contract.listSeenTechniques, async (context, { id }) => {
  await incidentFor(context, id)
  return all(context, id)
})

export const tag = action(contract.tagTechnique, async (context, { id, technique, version, note }) => {
  await openIncidentFor(context, id)
  const added = await addTechnique(context, {
    incidentId: id,
    technique,
    version,
    note,
    addedAt: context.now,
    addedBy: context.actor.name,
  })
  if (added === undefined) refuse('conflict', `${technique} is tagged already.`)
  context.record({
    stream: id,
    kind: 'technique.tag',
    fields: { technique, version, name: techniqueName(technique) ?? technique, note },
  })
  return techniqueOf(added)
})

export const untag = action(contract.untagTechnique, async (context, { id, technique }) => {
  await openIncidentFor(context, id)
  const { version } = await removeTechnique(context, id, technique)
  context.record({
    stream: id,
    kind: 'technique.untag',
    fields: { technique, version, name: techniqueName(technique) ?? technique },
  })
  return all(context, id)
})

async function all(context: Context, id: string) {
  return { items: (await listTechniques(context, id)).map(techniqueOf), next: null }
}

function techniqueOf(record: TechniqueRecord): z.input<typeof contract.Technique> {
  const { technique, version, note, addedAt, addedBy } = record
  return {
    technique,
    version,
    note,
    addedBy,
    name: techniqueName(technique) ?? null,
    addedAt: addedAt.toISOString(),
  }
}
