import { createHash } from 'node:crypto'
import { csvLine } from '../../../../base/csv-line.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/answering.ts'
import { registerCells, registerHeading } from '../rules/register.ts'
import { listRegister, type AnswerRecord } from '../store/answers.ts'
import { answerOf } from './answer-shape.ts'

export const list = action(contract.listDutyRegister, async (context, { limit, cursor, ...only }) =>
  pageOfRows(await listRegister(context, { before: pageAfter(cursor), limit, ...only }), limit, rowOf),
)

const pageRows = 1000

export const exportRegister = action(contract.exportDutyRegister, async (context) => {
  const rows: contract.RegisterRow[] = []
  for (let before: string | undefined, isMore = true; isMore; before = rows.at(-1)?.id) {
    const page = await listRegister(context, { before, limit: pageRows })
    rows.push(...page.slice(0, pageRows).map(rowOf))
    isMore = page.length > pageRows
  }
  const body = Buffer.from(
    `\uFEFF${csvLine(registerHeading)}${rows.map((row) => csvLine(registerCells(row))).join('')}`,
  )
  const sha256 = createHash('sha256').update(body).digest('hex')
  const name = `duty-register-${context.now.toISOString().slice(0, 10)}.csv`
  context.record({ stream: 'audit', kind: 'duty.export', fields: { name, sha256, rows: rows.length } })
  return { name, mediaType: 'text/csv; charset=utf-8', size: body.length, open: async () => body }
})

function rowOf(row: AnswerRecord): contract.RegisterRow {
  return { ...answerOf(row), facts: row.facts }
}
