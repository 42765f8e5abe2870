import { dayIn } from '../../../../base/calendar-day.ts'
import type { DueDate } from '../../../../base/due-date.ts'
import type { Context } from '../../../../platform/action.ts'
import { cardDue } from '../rules.ts'
import { cardsByMember, type CardRow } from '../store/cards.ts'
import { listActiveRows, type MemberRow } from '../store/members.ts'
import { getOrganisation } from '../store/organisation.ts'

export interface CardStanding {
  readonly person: MemberRow
  readonly card: CardRow | undefined
  /** By when it is to be taken, or taken again. */
  readonly day: string
}

/** The card of everybody who works here; guests of one case have no part in it. */
export async function cardStandings(context: Pick<Context, 'tx'>): Promise<CardStanding[]> {
  const { timeZone } = await getOrganisation(context)
  const cards = await cardsByMember(context)
  return (await listActiveRows(context)).flatMap((person) => {
    if (person.role === 'guest' || person.joinedAt === null) return []
    const card = cards.get(person.id)
    const takenOn = card?.takenAt ? dayIn(card.takenAt, timeZone) : null
    return [{ person, card, day: cardDue({ joinedOn: dayIn(person.joinedAt, timeZone), takenOn }) }]
  })
}

/** Each person's own day for the card with how to report. */
export async function cardDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  return (await cardStandings(context)).map(({ person: { id }, day }) => ({
    ...{ kind: 'card', key: id, title: '', day, ownerId: id, path: '/me', everyMonths: 12 },
  }))
}
