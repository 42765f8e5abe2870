import { save } from '../../areas/register/views/actions.ts'
import type { Diary } from './diary.ts'

/** Views that the one who leads made for everybody. */
export function shareViews(diary: Diary): void {
  diary.on(
    60,
    async (act) => {
      const views = [
        { list: '/incidents', name: 'Open and serious', filter: { status: 'open', severity: 'S1' } },
        { list: '/incidents', name: 'Odd mail', filter: { q: 'mail' } },
        { list: '/contacts', name: 'Not tried for long', filter: { only: 'amber' } },
      ] as const
      for (const view of views) await act(save, { ...view, isShared: true })
    },
    'Ben Novak',
  )
}
