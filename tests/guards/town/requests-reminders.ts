import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import { ownRetainerTask } from './belongings.ts'
import type { Example } from './requests.ts'

export const reminderExamples: Readonly<Record<string, Example>> = {
  takeCard: plain(() => ({})),
  completeRetainerTask: {
    fresh: async ({ act, house, company: { tenantId } }) => {
      const { id } = await act('addRetainer', { name: `Firm ${randomUUID()}`, phone: '1' })
      const retainer = String(id)
      const task = await ownRetainerTask(house, { tenantId, retainer, marker: text })
      return { input: { id: retainer, task, outcome: text } }
    },
    standing: ({ ids }) => ({ input: { id: ids.retainer, task: ids.retainerTask, outcome: text } }),
  },
}
