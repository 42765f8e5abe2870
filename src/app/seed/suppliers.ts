import { decide } from '../../areas/improve/scorecards/actions/decide-review.ts'
import { log } from '../../areas/improve/scorecards/actions/log-events.ts'
import { list } from '../../areas/improve/scorecards/actions/read-cases.ts'
import type { Diary } from './diary.ts'

/** How the firm judged those who helped, and what it decided about the one who knew before it told. */
export function writeSuppliers(diary: Diary): void {
  diary.on(129, async (act) => {
    for (const { incidentId, supplier, isClosed } of (await act(list, {})).items) {
      if (!isClosed || supplier.id === null) continue
      const [grade, note] = words[supplier.name] ?? [3, 'Did what was agreed']
      await act(log, { id: incidentId, vendorId: supplier.id, kind: 'judged', grade, note })
    }
  })
  diary.on(128, async (act) => {
    const reason = 'They saw the sign-in two days before they told us, and 24 hours were agreed.'
    for (const { id, review } of (await act(list, { view: 'open' })).items)
      if (review?.verdict === null)
        await act(decide, { id, what: 'renegotiate', reason, followUpOn: diary.day(15) })
  })
}

const words: Readonly<Record<string, readonly [grade: number, note: string]>> = {
  'Fix-IT Patel': [3, 'Had the mailbox back within the morning'],
  'Tilly Tills': [2, 'Nobody could be reached while the tills stood still'],
}
