import { createHash } from 'node:crypto'
import { action } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/controls.ts'
import { evidenceCsv, evidenceDocument, evidenceJson, evidencePack } from '../documents/evidence.ts'
import type { EvidencePorts } from './ports.ts'
import { readStanding } from './standing.ts'

/** What is shown today for one framework, on the record with its hash. */
export function exportEvidenceWith(rooms: EvidencePorts) {
  return action(contract.makeControlEvidence, async (context, { framework, format, language }) => {
    const { today, controls } = await readStanding(context, rooms)
    const { name: organisation } = await organisationFor(context)
    const pack = evidencePack(controls, { name: framework, organisation, madeOn: today }, language)
    const name = `evidence-${framework}-${today}.${format}`
    const counts = { shown: pack.shown.length, open: pack.open.length }
    if (format === 'pdf') {
      context.record({ stream: 'audit', kind: 'control.export', fields: { name, ...counts } })
      const { typesetter } = context
      return {
        ...{ name, mediaType: 'application/pdf' },
        open: async () => typesetter.typeset(evidenceDocument(pack, language, context.now)),
      }
    }
    const text = format === 'csv' ? evidenceCsv(pack, language) : evidenceJson(pack)
    const body = Buffer.from(text)
    const sha256 = createHash('sha256').update(body).digest('hex')
    context.record({ stream: 'audit', kind: 'control.export', fields: { name, ...counts, sha256 } })
    const mediaType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json'
    return { name, mediaType, size: body.length, open: async () => body }
  })
}
