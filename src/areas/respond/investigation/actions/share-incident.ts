import { createHash } from 'node:crypto'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context, type Download } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/coding.ts'
import { mispEvent, type MispEvent, type MispInput } from '../rules/misp.ts'
import { exportName, whyNotShared, type SharedTlp } from '../rules/sharing.ts'
import { stixBundle } from '../rules/stix.ts'
import { techniqueName } from '../rules/techniques.ts'
import { verisRecord } from '../rules/veris.ts'
import { findFinding } from '../store/findings.ts'
import { listObservables, listTechniques } from '../store/observables.ts'
import { listScopeLines } from '../store/scope.ts'

export const veris = action(contract.exportVeris, async (context, { id }) => {
  const { incident, tlp, finding } = await shared(context, id)
  const record = verisRecord({
    incident,
    victim: await organisationFor(context),
    coding: finding?.coding ?? null,
    confidence: finding?.vectorConfidence ?? null,
    data: await listScopeLines(context, id),
    hostile: (await listObservables(context, id)).filter(({ verdict }) => verdict === 'hostile'),
  })
  return exported(context, id, {
    kind: 'veris.export',
    name: exportName(incident.number, tlp, 'veris.json'),
    record,
  })
})

export const stix = action(contract.exportStix, async (context, { id }) => {
  const { incident, finding, tlp } = await shared(context, id)
  const record = stixBundle({
    incident,
    organisation: { id: context.tenantId, name: (await organisationFor(context)).name },
    ...{ tlp, pap: incident.pap },
    vector: finding?.vector ?? incident.closure?.initialVector ?? null,
    confidence: finding?.vectorConfidence ?? null,
    ...(await tracesOf(context, id)),
    now: context.now,
  })
  return exported(context, id, {
    kind: 'stix.export',
    name: exportName(incident.number, tlp, 'stix.json'),
    record,
  })
})

export const misp = action(contract.exportMisp, async (context, { id }) => {
  const { incident, tlp } = await shared(context, id)
  const record = mispEvent({
    incident,
    organisation: { id: context.tenantId, name: (await organisationFor(context)).name },
    ...{ tlp, pap: incident.pap },
    ...(await tracesOf(context, id)),
    now: context.now,
  })
  return exported(context, id, {
    kind: 'misp.export',
    name: exportName(incident.number, tlp, 'misp.json'),
    record,
  })
})

/** The event as a server of others takes it: of the chosen traces alone, under its own mark, title and reach. */
export async function eventForMisp(
  context: Context,
  id: string,
  {
    chosen,
    before,
    tlp,
    ...sent
  }: {
    readonly chosen: readonly string[]
    /** What stands there since it was sent last. */
    readonly before: readonly string[]
    readonly tlp: SharedTlp
  } & Omit<NonNullable<MispInput['sent']>, 'withdrawn'>,
): Promise<MispEvent> {
  const { incident } = await shared(context, id)
  const { observables, techniques } = await tracesOf(context, id)
  const [wanted, gone] = [new Set(chosen), new Set(before)]
  return mispEvent({
    incident,
    organisation: { id: context.tenantId, name: (await organisationFor(context)).name },
    ...{ tlp, pap: incident.pap, techniques, now: context.now },
    observables: observables.filter((one) => wanted.has(one.id)),
    sent: { ...sent, withdrawn: observables.filter((one) => gone.has(one.id) && !wanted.has(one.id)) },
  })
}

/** The incident, once its marking lets it out. */
async function shared(context: Context, id: string) {
  const incident = await incidentFor(context, id)
  const why = whyNotShared(incident.tlp)
  refuseUnless(why === undefined, 'conflict', why ?? '', { reason: 'tlp_red' })
  // RED was just refused.
  return { incident, tlp: incident.tlp as SharedTlp, finding: await findFinding(context, id) }
}

async function tracesOf(context: Context, id: string) {
  const [observables, techniques] = [await listObservables(context, id), await listTechniques(context, id)]
  return {
    observables: observables.map((one) => ({ ...one, addedAt: one.addedAt.toISOString() })),
    techniques: techniques.map(({ technique, version, addedAt }) => ({
      technique,
      version,
      name: techniqueName(technique) ?? null,
      addedAt: addedAt.toISOString(),
    })),
  }
}

interface Export {
  readonly kind: 'veris.export' | 'stix.export' | 'misp.export'
  readonly name: string
  readonly record: object
}

/** What left is on the record by its hash. */
function exported(context: Context, id: string, { kind, name, record }: Export): Download {
  const body = Buffer.from(`${JSON.stringify(record, null, 2)}\n`)
  const sha256 = createHash('sha256').update(body).digest('hex')
  context.record({ stream: id, kind, fields: { name, sha256 } })
  return { name, mediaType: 'application/json', size: body.length, open: async () => body }
}
