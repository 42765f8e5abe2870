import { costsFor } from '../../../respond/incidents/public/people-and-costs.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import { readersOf, readersWithoutCase, type Reader } from '../../../respond/communications/public.ts'
import { restrictedWordsOf } from '../../../respond/investigation/public.ts'
import type { StatementAudience } from '../../../respond/communications/contract/statement-words.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { dayIn } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import type { EditionAudience } from '../contract/words.ts'
import type { Material } from '../rules/editions.ts'
import { listPartRows } from '../store/parts.ts'
import type { ReviewRow } from '../store/reviews.ts'
import { measuresOf } from './missing-measures.ts'
import { bodiesIn } from './read-review.ts'

/** What stands for each audience where the sharing rules of the organisation are asked. */
const asked: Readonly<Record<EditionAudience, StatementAudience>> = {
  board: 'management',
  staff: 'staff',
  customers: 'customers',
  insurer: 'insurer',
  partners: 'partners',
}

export type Readers = (audience: EditionAudience) => Reader

/** Who may read what: by the sharing rules, the words of the case, and the names of those who took part. */
export async function readerFor(context: Context, { incidentId }: ReviewRow): Promise<Readers> {
  const readers =
    incidentId === null ? await readersWithoutCase(context) : await readersOf(context, incidentId)
  return (audience) => readers(asked[audience])
}

/** So much of what a case cost, and of what it rested on, as one page holds. */
const mostLines = 20

/** Every line that a review has, whoever may read it, each with the class by which it is judged. */
export async function materialOf(context: Context, row: ReviewRow): Promise<Material[]> {
  const { q8, q10, lists } = bodiesIn(await listPartRows(context, row.id))
  const line = (section: Material['section'], field: Material['field']) => (text: string) => ({
    ...{ section, field, text: text.slice(0, 2000) },
  })
  const measures = (await measuresOf(context, row)).filter(
    ({ state }) => state !== 'refused' && state !== 'risk_accepted',
  )
  return [
    ...(await caseLines(context, row)),
    ...[...linesIn(q10.learned), ...linesIn(q10.surprise)].map(line('learned', 'facts')),
    ...lists.well.map(({ text }) => text).map(line('well', 'facts')),
    ...lists.better.map(({ text }) => text).map(line('better', 'causes')),
    ...measures.map(({ title }) => title).map(line('changes', 'facts')),
    ...q8.signs.map(({ sign }) => sign).map(line('signs', 'indicators')),
  ].filter(({ text }) => text.trim() !== '')
}

async function caseLines(context: Context, { incidentId }: ReviewRow): Promise<Material[]> {
  if (incidentId === null) return []
  const { title, openedAt, closedAt } = await incidentFor(context, incidentId)
  const { timeZone } = await organisationFor(context)
  const { causes } = await restrictedWordsOf(context, incidentId)
  const { totals } = await costsFor(context, incidentId)
  const days = [openedAt, closedAt].flatMap((at) => (at === null ? [] : [dayIn(at, timeZone)]))
  return [
    { section: 'happened', field: 'facts', text: title },
    { section: 'happened', field: 'facts', text: [...new Set(days)].join(' – ') },
    ...causes.slice(0, mostLines).map((text): Material => ({ section: 'causes', field: 'causes', text })),
    ...totals.map(({ amount, currency }): Material => ({
      section: 'costs',
      field: 'costs',
      text: `${amount} ${currency}`,
    })),
  ]
}

function linesIn(text: string): string[] {
  return text.split('\n').filter((one) => one.trim() !== '')
}
