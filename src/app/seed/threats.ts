import { add, harmless } from '../../areas/respond/threats/actions/keep-exchanges.ts'
import type { Diary } from './diary.ts'

/** The server of a sector group, connected last week and waiting for its key, and what is never watched. */
export function writeThreats(diary: Diary): void {
  diary.on(8, (act) => act(harmless, { version: 0, lines: ['cdn.example.net', 'updates.example.com'] }))
  diary.on(8, (act) =>
    act(add, {
      ...{ kind: 'misp', name: 'Food sector warning group', address: 'https://misp.food-sector.example' },
      ...{ login: 'key', tlpBound: 'amber', takes: true, sends: true, sights: false, isOn: false },
      wanted: { tags: ['!false-positive:risk="high"'], daysBack: 60 },
    }),
  )
}
