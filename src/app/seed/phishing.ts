import { keepPastRehearsal, type PastRehearsal } from '../../areas/prepare/phishing/actions/past-rehearsal.ts'
import { asSystem, type House } from '../../platform/action.ts'
import type { Diary } from './diary.ts'

type Line = PastRehearsal['results'][number]
const line = (
  group: string,
  people: number,
  counts: Omit<Line, 'kind' | 'group' | 'people' | 'delivered'>,
): Line => ({
  ...{ kind: group === '' ? 'everybody' : 'group', group, people, delivered: people, ...counts },
})

/** Two rehearsals, by which more people came to report, and sooner. */
const held: readonly (Pick<PastRehearsal, 'name' | 'mail' | 'results'> & { readonly daysAgo: number })[] = [
  {
    ...{ daysAgo: 190, name: 'First: a parcel', mail: 'parcel' },
    results: [
      line('', 23, { reported: 4, opened: 6, given: 0, machines: 3, firstReportMinutes: 47 }),
      line('Bakery', 11, { reported: 1, opened: 4, given: 0, machines: 1, firstReportMinutes: 95 }),
      line('Shops and office', 12, { reported: 3, opened: 2, given: 0, machines: 2, firstReportMinutes: 47 }),
    ],
  },
  {
    ...{ daysAgo: 40, name: 'Second: a password runs out', mail: 'password' },
    results: [
      line('', 23, { reported: 11, opened: 7, given: 3, machines: 4, firstReportMinutes: 6 }),
      line('Bakery', 11, { reported: 4, opened: 4, given: 2, machines: 2, firstReportMinutes: 14 }),
      line('Shops and office', 12, { reported: 7, opened: 3, given: 1, machines: 2, firstReportMinutes: 6 }),
    ],
  },
]

export function writePhishing(diary: Diary, house: House, tenantId: string): void {
  const plannedById = diary.idOf('Ben Novak')
  if (plannedById === null) throw new Error('Ben Novak does not belong to the demo company')
  for (const { daysAgo, ...rehearsal } of held)
    diary.tell(daysAgo, () =>
      asSystem({ ...house, now: () => diary.at(daysAgo) }, tenantId, 'Rehearsals', (context) =>
        keepPastRehearsal(context, {
          ...{ ...rehearsal, plannedById, plannedBy: 'Ben Novak', decidedBy: 'Anna Berg' },
          domain: 'harbour-bakery.example',
        }),
      ),
    )
}
