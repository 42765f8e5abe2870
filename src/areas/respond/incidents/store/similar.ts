import { and, desc, eq, inArray, ne, type SQL } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { incident, system } from '../tables.ts'
import type { IncidentRecord } from './incidents.ts'

type Reach = Pick<Context, 'tx'>
type Vector = NonNullable<IncidentRecord['vector']>

/** Names and assets of the systems of one incident. */
export async function systemsOf({ tx }: Reach, incidentId: string) {
  return tx
    .select({ name: system.name, assetId: system.assetId })
    .from(system)
    .where(eq(system.incidentId, incidentId))
    .limit(100)
}

/** Other incidents with a system of one of these names, in whatever letters. */
export async function incidentsWithSystem({ tx }: Reach, names: readonly string[]) {
  const keys = [...new Set(names.map((name) => name.toLowerCase()))]
  if (keys.length === 0) return []
  return tx
    .selectDistinct({ incidentId: system.incidentId, name: system.name })
    .from(system)
    .where(inArray(system.nameKey, keys))
    .limit(200)
}

export async function incidentsWithAsset({ tx }: Reach, assetIds: readonly string[]) {
  if (assetIds.length === 0) return []
  return tx
    .selectDistinct({ incidentId: system.incidentId, name: system.name })
    .from(system)
    .where(inArray(system.assetId, [...assetIds]))
    .limit(200)
}

/** The newest incidents of a kind, or with a way in. */
export async function newestWith(
  { tx }: Reach,
  wanted: { readonly kind?: IncidentRecord['kind'] | undefined; readonly vector?: Vector | undefined },
): Promise<{ incidentId: string }[]> {
  const conditions: SQL[] = []
  if (wanted.kind !== undefined) conditions.push(eq(incident.kind, wanted.kind))
  if (wanted.vector !== undefined) conditions.push(eq(incident.vector, wanted.vector))
  if (conditions.length === 0) return []
  return tx
    .select({ incidentId: incident.id })
    .from(incident)
    .where(and(...conditions))
    .orderBy(desc(incident.number))
    .limit(20)
}

export async function incidentsByIds(
  { tx }: Reach,
  ids: readonly string[],
  except: string | undefined,
): Promise<IncidentRecord[]> {
  if (ids.length === 0) return []
  const among = inArray(incident.id, [...ids])
  return tx
    .select()
    .from(incident)
    .where(except === undefined ? among : and(among, ne(incident.id, except)))
}
