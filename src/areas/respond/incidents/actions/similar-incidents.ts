import type * as z from 'zod'
import { action, type Context } from '../../../../platform/action.ts'
import { getSignalTitle, sharedSources } from '../../signals/public.ts'
import * as contract from '../contract/similar.ts'
import type { Plugs } from '../public/ports.ts'
import { likelyVector, rankSimilar } from '../rules/similar.ts'
import { findGrading } from '../store/grading.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import {
  incidentsByIds,
  incidentsWithAsset,
  incidentsWithSystem,
  newestWith,
  systemsOf,
} from '../store/similar.ts'

/** @param plugs who knows the contributing factors and the traces */
export function listSimilarWith(plugs: Pick<Plugs, 'incidentsWithFactorOf' | 'incidentsWithTraceOf'>) {
  return action(contract.listSimilarIncidents, async (context, { id }) => {
    const incident = await getIncident(context, id)
    const systems = await systemsOf(context, id)
    const answers = (await findGrading(context, id))?.answers ?? null
    const vector = incident.vector ?? (answers === null ? undefined : likelyVector(answers.sees))
    const items = await similarTo(context, {
      except: id,
      kind: incident.kind,
      names: systems.map(({ name }) => name),
      assetIds: systems.flatMap(({ assetId }) => assetId ?? []),
      vector: vector === 'unknown' ? undefined : vector,
      sources: await sharedSources(context, { incidentId: id }),
      factors: await plugs.incidentsWithFactorOf(context, id),
      traces: await plugs.incidentsWithTraceOf(context, id),
    })
    return { items, next: null }
  })
}

export const find = action(
  contract.findSimilarIncidents,
  async (context, { kind, systems = '', vector, signalId }) => {
    if (signalId !== undefined) await getSignalTitle(context, signalId)
    const names = systems.split('\n').flatMap((name) => name.trim() || [])
    const items = await similarTo(context, {
      except: undefined,
      kind,
      names: names.slice(0, 20),
      assetIds: [],
      vector: vector === 'unknown' ? undefined : vector,
      sources: signalId === undefined ? [] : await sharedSources(context, { signalId }),
      factors: [],
      traces: [],
    })
    return { items, next: null }
  },
)

interface Facts {
  readonly except: string | undefined
  readonly kind: IncidentRecord['kind'] | undefined
  readonly names: readonly string[]
  readonly assetIds: readonly string[]
  readonly vector: NonNullable<IncidentRecord['vector']> | undefined
  readonly sources: readonly { readonly incidentId: string; readonly name: string }[]
  readonly factors: readonly { readonly incidentId: string; readonly name: string }[]
  readonly traces: readonly { readonly incidentId: string; readonly name: string }[]
}

async function similarTo(
  context: Context,
  facts: Facts,
): Promise<z.input<typeof contract.listSimilarIncidents.output>['items']> {
  const { kind, vector } = facts
  const ofKind = await newestWith(context, { kind })
  const ofVector = await newestWith(context, { vector })
  const found: readonly (readonly [what: contract.Shared['what'], incidentId: string, name: string])[] = [
    ...(await incidentsWithAsset(context, facts.assetIds)).map(
      ({ incidentId, name }) => ['asset', incidentId, name] as const,
    ),
    ...(await incidentsWithSystem(context, facts.names)).map(
      ({ incidentId, name }) => ['system', incidentId, name] as const,
    ),
    ...facts.factors.map(({ incidentId, name }) => ['factor', incidentId, name] as const),
    ...facts.traces.map(({ incidentId, name }) => ['trace', incidentId, name] as const),
    ...facts.sources.map(({ incidentId, name }) => ['source', incidentId, name] as const),
    ...ofVector.map(({ incidentId }) => ['vector', incidentId, vector ?? ''] as const),
    ...ofKind.map(({ incidentId }) => ['kind', incidentId, kind ?? ''] as const),
  ]
  const ids = [...new Set(found.map(([, incidentId]) => incidentId))]
  const incidents = await incidentsByIds(context, ids, facts.except)
  const candidates = incidents.map((incident) => ({
    number: incident.number,
    incident,
    shares: once(found.filter(([, id]) => id === incident.id).map(([what, , name]) => ({ what, name }))),
  }))
  return rankSimilar(candidates).map(({ incident, shares }) => similarOf(incident, shares))
}

/** The same machine by its entry and by its name is one thing in common. */
function once(shares: readonly contract.Shared[]): contract.Shared[] {
  const byName = new Map<string, contract.Shared>()
  for (const share of shares) {
    const machine = share.what === 'asset' || share.what === 'system'
    const key = `${machine ? 'machine' : share.what} ${share.name.toLowerCase()}`
    if (!byName.has(key)) byName.set(key, share)
  }
  return [...byName.values()]
}

function similarOf(
  record: IncidentRecord,
  shares: contract.Shared[],
): z.input<typeof contract.SimilarIncident> {
  const { id, number, title, kind, severity, status, closure, openedAt, closedAt } = record
  return {
    id,
    number,
    title,
    kind,
    severity,
    status,
    shares,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    disposition: closure?.disposition ?? null,
    summary: closure?.summary ?? '',
    initialVector: closure?.initialVector ?? null,
  }
}
