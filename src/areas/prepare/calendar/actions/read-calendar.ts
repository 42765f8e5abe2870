import type { DueDate } from '../../../../base/due-date.ts'
import { action, type Action, type Context } from '../../../../platform/action.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import type { Calendar, Due } from '../contract.ts'
import {
  dueFor,
  measuredMinutesAWeek,
  monthsOf,
  plannedMinutesAWeek,
  thisWeek,
  weekEnd,
} from '../rules/due.ts'
import {
  findLink,
  lastTurnsOf,
  listRoutineRows,
  turnsSince,
  type RoutineRecord,
  type TurnRecord,
} from '../store.ts'

type Reading = Pick<Context, 'tx' | 'now'>
/** How a room tells its days. */
export type DateSource = (context: Reading) => Promise<readonly DueDate[]>
/** Filled in by `app/areas.ts`: the rooms that have days to tell. */
export interface Sources {
  readonly sources: readonly DateSource[]
}

const eightWeeks = 56 * 86_400_000

export function readWith(rooms: Sources): Action<typeof contract.readCalendar> {
  return action(contract.readCalendar, async (context, { whose }): Promise<Calendar> => {
    const today = await todayOf(context)
    const [dates, routines] = [await datesFrom(context, rooms), await listRoutineRows(context)]
    const memberId = context.actor.kind === 'member' ? context.actor.memberId : undefined
    const mayAll = context.can('asset.read')
    const items = await dueOf(context, dates, {
      memberId: whose === 'everybody' && mayAll ? undefined : (memberId ?? ''),
      withUnowned: context.can('calendar.manage'),
    })
    const turns = await lastTurnsOf(
      context,
      routines.map(({ id }) => id),
    )
    const measured = await turnsSince(context, new Date(context.now.getTime() - eightWeeks))
    const link = memberId === undefined ? undefined : await findLink(context, memberId)
    return {
      today,
      weekEndsOn: weekEnd(today),
      items,
      week: thisWeek(items),
      load: {
        plannedMinutes: plannedMinutesAWeek(dates, today),
        measuredMinutes: measuredMinutesAWeek(measured) ?? null,
      },
      routines: routines
        .filter(({ ownerId }) => mayAll || ownerId === memberId)
        .map((row) => routineOf(row, turns.get(row.id))),
      link: link === undefined ? null : { madeAt: link.madeAt.toISOString(), everything: link.everything },
    }
  })
}

/** All days of all rooms, and the turns of the firm's own routines. */
export async function datesFrom(context: Reading, { sources }: Sources): Promise<DueDate[]> {
  const dates: DueDate[] = []
  // One after the other: they share one transaction.
  for (const source of sources) dates.push(...(await source(context)))
  const routines = (await listRoutineRows(context)).map(
    ({ id: key, name: title, ownerId, nextOn: day, minutes, everyValue, everyUnit }): DueDate => ({
      kind: 'routine',
      key,
      title,
      day,
      ownerId,
      minutes,
      path: '/calendar',
      everyMonths: monthsOf(everyValue, everyUnit),
    }),
  )
  return [...dates, ...routines]
}

export async function dueOf(
  context: Reading,
  dates: readonly DueDate[],
  wanted: { readonly memberId: string | undefined; readonly withUnowned: boolean },
): Promise<Due[]> {
  const today = await todayOf(context)
  const names = await namesOf(
    context,
    dates.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])),
  )
  return dueFor(dates, { today, ...wanted }, (id) => (id === null ? '' : (names.get(id) ?? '')))
}

export function routineOf(row: RoutineRecord, turn: TurnRecord | undefined): contract.Routine {
  const { tenantId: _tenant, addedAt: _added, endedAt: _ended, ...shown } = row
  return {
    ...shown,
    last:
      turn === undefined
        ? null
        : { doneAt: turn.doneAt.toISOString(), doneBy: turn.doneBy, minutes: turn.minutes, note: turn.note },
  }
}
