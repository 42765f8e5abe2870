import { randomUUID } from 'node:crypto'
import { text } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

/** A template of a report, with the marker in it. */
export async function newReportTemplate(act: Act, marker = text): Promise<string> {
  return String((await act('saveReportTemplate', template(marker)))['id'])
}

function template(marker = text) {
  const parts = [{ kind: 'words', title: marker, text: marker }]
  return { name: `${marker} ${randomUUID()}`.slice(0, 80), audience: 'clients', parts }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }

export const reportExamples: Readonly<Record<string, Example>> = {
  listReportTemplates: reading,
  saveReportTemplate: {
    fresh: () => ({ input: template() }),
    standing: ({ ids }) => ({ input: { ...template(), id: ids.reportTemplate } }),
  },
  removeReportTemplate: {
    fresh: async ({ act }) => ({ input: { template: await newReportTemplate(act) } }),
    standing: ({ ids }) => ({ input: { template: ids.reportTemplate } }),
  },
}
