import { createHash } from 'node:crypto'

import { action, type Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/attendance.ts'
import type { Assignment } from '../contract/attendance.ts'
import { evidenceCsv, evidenceDocument, type EvidenceData } from '../documents/evidence.ts'
import { listAssignments } from '../store/attendance.ts'
import { coursesInUse } from '../store/courses.ts'
import { recordsOf } from './shapes.ts'

const pageRows = 2000

/** The proof of training, on the record: a list with its hash, a document, which is set only while it is read, with its rows. */
export const exportAll = action(contract.exportTraining, async (context, { format, language }) => {
  const data = await evidenceOf(context)
  const stem = `training-${data.madeOn}`
  const rows = data.records.length
  if (format === 'pdf') {
    const name = `${stem}.pdf`
    context.record({ stream: 'audit', kind: 'training.export', fields: { name, rows } })
    const { typesetter } = context
    return {
      ...{ name, mediaType: 'application/pdf' },
      open: async () => typesetter.typeset(evidenceDocument(data, language, context.now)),
    }
  }
  const body = Buffer.from(evidenceCsv(data, language))
  const name = `${stem}.csv`
  const sha256 = createHash('sha256').update(body).digest('hex')
  context.record({ stream: 'audit', kind: 'training.export', fields: { name, rows, sha256 } })
  return { name, mediaType: 'text/csv; charset=utf-8', size: body.length, open: async () => body }
})

async function evidenceOf(context: Context): Promise<EvidenceData> {
  const today = await todayOf(context)
  const records: Assignment[] = []
  let before: string | undefined
  do {
    const rows = await listAssignments(context, { today }, { before, limit: pageRows })
    records.push(...(await recordsOf(context, rows)))
    const last = rows.length === pageRows ? rows.at(-1) : undefined
    before = last?.id
  } while (before !== undefined)
  const { name: organisation } = await organisationFor(context)
  return {
    ...{ organisation, madeOn: today, records },
    courses: (await coursesInUse(context)).map(({ id, title, currentNumber, datedOn }) => {
      const own = records.filter(({ courseId }) => courseId === id)
      return {
        ...{ title, number: currentNumber, datedOn: datedOn ?? '' },
        taken: new Set(own.filter(({ doneOn }) => doneOn !== null).map((one) => one.memberId ?? one.person))
          .size,
        open: own.filter(({ how }) => how === null).length,
      }
    }),
  }
}
