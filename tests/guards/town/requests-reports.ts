import { randomUUID } from 'node:crypto'
import { onIncident, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

/** What stands around the report of a case, of which a company has one each. */
export const reportNouns = ['reportTemplate', 'returnedCase', 'missingPart'] as const
type Made = Readonly<Record<(typeof reportNouns)[number], string>>

/** A template of a report, and a closed case that came back with a part missing, with the marker in each table. */
export async function furnishReports(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<Made> {
  const reportTemplate = await newTemplate(act, marker)
  return { reportTemplate, ...(await returned(act, memberId, marker)) }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const verdict = { verdict: 'signed', note: text, aloneReason: text } as const

export const reportExamples: Readonly<Record<string, Example>> = {
  listReportTemplates: reading,
  saveReportTemplate: {
    fresh: () => ({ input: template() }),
    standing: ({ ids }) => ({ input: { ...template(), id: ids.reportTemplate } }),
  },
  removeReportTemplate: {
    fresh: async ({ act }) => ({ input: { template: await newTemplate(act) } }),
    standing: ({ ids }) => ({ input: { template: ids.reportTemplate } }),
  },
  readReview: onIncident(),
  listMissingParts: reading,
  judgeCase: {
    fresh: async ({ act }) => {
      await loosen(act)
      return { input: { ...(await closed(act)), ...verdict } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.returnedCase, closedAt: '2026-03-01T10:00:00Z', ...verdict },
    }),
  },
  settleMissingPart: {
    fresh: async ({ act, company }) => {
      await loosen(act)
      const { returnedCase: id, missingPart: part } = await returned(act, company.owner.memberId)
      return { input: { id, part, note: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.returnedCase, part: ids.missingPart, note: text } }),
  },
}

function template(marker = text) {
  const parts = [{ kind: 'words', title: marker, text: marker }]
  return { name: `${marker} ${randomUUID()}`.slice(0, 80), audience: 'clients', parts }
}

async function newTemplate(act: Act, marker = text): Promise<string> {
  return String((await act('saveReportTemplate', template(marker)))['id'])
}

/** Another try may have asked for more before closing. */
async function loosen(act: Act): Promise<void> {
  await act('changeClosingRule', { asks: 'used', reason: text })
}

async function closed(act: Act, marker = text): Promise<{ id: string; closedAt: string }> {
  const { id } = await act('openIncident', { title: `Case ${marker}`, kind: 'other', severity: 'S3' })
  await act('gradeControl', { id, control: 'backup', grade: 'worked' })
  const ending = { summary: marker, initialVector: 'unknown', disposition: 'resolved' }
  const { closedAt } = await act('closeIncident', { id, ...ending })
  return { id: String(id), closedAt: String(closedAt) }
}

async function returned(
  act: Act,
  ownerId: string,
  marker = text,
): Promise<Pick<Made, 'returnedCase' | 'missingPart'>> {
  const { id, closedAt } = await closed(act, marker)
  const missing = [{ title: `Missing ${marker}`, ownerId, dueOn: '2035-01-01' }]
  const wanted = { id, closedAt, verdict: 'returned', note: marker, missing }
  const { parts } = await act('judgeCase', wanted)
  const [part] = parts as readonly { id: string }[] // as its contract says
  return { returnedCase: id, missingPart: String(part?.id) }
}
