/** From many to few: moments in, ranked groups out, and what was left aside as ordinary. */
import { gather, type Gathered } from './gather.ts'
import type { Moment } from './moments.ts'
import { hourOfTick, judge, type Habit, type Judgement, type Watch } from './ordinary.ts'
import { rank, standingOf, type Ranked, type Weighing } from './rank.ts'

/** How each kind of alert behaved, and since when each source was heard. */
export interface Habits {
  habit(kind: string): Habit
  watch(sourceId: string): Watch
  /** Whether people taught that this is noise. */
  isNoise(moment: Moment): boolean
}

export interface Group extends Gathered, Ranked {
  readonly standing: number
}

export interface ShortList {
  /** The one to look at first comes first. */
  readonly groups: readonly Group[]
  /** What comes every day, or what people said is noise. */
  readonly ordinary: readonly Moment[]
}

export function shortList(moments: readonly Moment[], habits: Habits): ShortList {
  const judged = judging(habits)
  const notable: Moment[] = []
  const ordinary: Moment[] = []
  for (const moment of moments) {
    const isOrdinary = habits.isNoise(moment) || judged.of(moment, hourOfTick(moment.tick)).is === 'ordinary'
    if (isOrdinary) ordinary.push(moment)
    else notable.push(moment)
  }
  const sources = new Map(notable.map((moment) => [moment.kind, moment.sourceId]))
  const weighing: Weighing = {
    judgement: (kind, hour) => judged.of({ kind, sourceId: sources.get(kind) ?? '' }, hour),
    watchedFrom: (sourceId) => habits.watch(sourceId).fromHour,
  }
  const groups = gather(notable).map((gathered): Group => {
    const ranked = rank(gathered, weighing)
    const lastTick = gathered.moments.at(-1)?.moment.tick ?? 0
    return { ...gathered, ...ranked, standing: standingOf(ranked.score, lastTick) }
  })
  return { groups: groups.toSorted((one, other) => other.standing - one.standing), ordinary }
}

/** A kind is judged once for each hour, however many moments it has. */
function judging(habits: Habits) {
  const known = new Map<string, Judgement>()
  return {
    of(moment: Pick<Moment, 'kind' | 'sourceId'>, hour: number): Judgement {
      const key = `${hour} ${moment.kind}`
      const found = known.get(key) ?? judge(habits.habit(moment.kind), habits.watch(moment.sourceId), hour)
      known.set(key, found)
      return found
    },
  }
}
