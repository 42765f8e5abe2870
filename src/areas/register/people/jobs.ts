import { daysBetween } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { cardStandings } from './public/cards.ts'
import { todayOf } from './public/people.ts'
import { cardStage } from './rules.ts'
import { keepCard } from './store/cards.ts'

/** Each morning: a newcomer without the card is reminded on the third and the seventh day, everybody after a year. */
export const cardJob: TenantJob = {
  name: 'people.cards',
  cron: '35 5 * * *',
  run: remindOfCards,
}

export async function remindOfCards(context: Context): Promise<void> {
  const today = await todayOf(context)
  for (const { person, card, day } of await cardStandings(context)) {
    const told = { day: card?.toldDay ?? null, stage: card?.toldStage ?? null }
    const stage = cardStage({ day, today }, told)
    if (stage === undefined) continue
    await keepCard(context, person.id, { toldDay: day, toldStage: stage })
    context.record({ stream: 'audit', kind: 'card.remind', fields: { member: person.id, day } })
    const near = { kind: 'date.near', day, daysLeft: daysBetween(today, day) } as const
    await context.announce({ ...near, what: 'card', title: person.name, memberId: person.id, path: '/me' })
    // Somebody who reads no messages has to be spoken to.
    if (stage === 0 && !card?.takenAt)
      await context.announce({
        ...near,
        ...{ what: 'card_missing', title: person.name, memberId: null, path: `/people/${person.id}` },
      })
  }
}
