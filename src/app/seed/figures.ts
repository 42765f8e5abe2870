import * as losses from '../../areas/improve/trends/actions/estimate-losses.ts'
import * as looks from '../../areas/improve/trends/actions/looks.ts'
import * as controls from '../../areas/improve/trends/actions/read-controls.ts'
import { gatheredOn, quarterBefore, quarterOf } from '../../areas/improve/trends/rules/frames.ts'
import { daysBetween } from '../../base/calendar-day.ts'
import type { Diary } from './diary.ts'

/** Since when a measure is in place, what a year of locked files could cost, and the last two quarters: one was looked at. */
export function writeFigures(diary: Diary, gather: (at: Date) => Promise<void>): void {
  diary.on(120, (act) =>
    act(controls.date, {
      control: 'second_factor',
      since: diary.day(-130),
      note: 'All accounts, both shops',
    }),
  )
  diary.on(60, (act) =>
    act(losses.estimate, {
      ...{
        name: 'Files locked, in our firm',
        low: 8000,
        high: 150_000,
        currency: 'GBP',
        counted: 'kind:ransomware',
      },
      ...{ priorEvents: 1, priorYears: 8, ownYears: 2, prevented: 0.4 },
      repair: 'A copy of the data that no attacker reaches',
      why: 'Two offers of our IT firm, and what three days without tills cost.',
    }),
  )
  const newest = quarterBefore(quarterOf(diary.day(0)))
  for (const quarter of [quarterBefore(newest), newest]) {
    // The second night, so that it is over in every zone.
    const gathered = daysBetween(gatheredOn(quarter), diary.day(0)) - 1
    if (gathered >= 0.5) diary.tell(gathered, () => gather(diary.at(gathered)))
    if (quarter !== newest)
      diary.on(gathered - 12, (act) =>
        act(looks.hold, { ...minutes, quarter, heldOn: diary.day(12 - gathered) }),
      )
  }
}

const minutes = {
  present: 'Owner, the one for IT, the lead of the Quay branch',
  minutes:
    'Mail is still the way in that we see most. Nobody knew what the Saturday without tills cost; it is entered now.',
  decisions: [{ text: 'Ask each week which mails were reported, at the Monday meeting' }],
}
