import type { Action, AnyEndpoint, House } from '../../platform/action.ts'
import { perform } from '../../platform/action.ts'
import { dayAfter, dayIn } from '../../base/calendar-day.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import type { Cast } from './tell-story.ts'

const dayMillis = 86_400_000

/** One person who does something at one moment. */
export type Act = <E extends AnyEndpoint>(
  action: Action<E>,
  input: SentInputOf<E>,
) => ReturnType<typeof perform<E>>

/**
 * What the demo company did, written down topic by topic and lived in the order of time: a record whose clock runs
 * back is marked as such, and nobody's first look at a record should be at forty such marks.
 */
export interface Diary {
  /** @param who a name of the cast; the owner unless said */
  readonly on: (daysAgo: number, happens: (act: Act) => Promise<unknown>, who?: string) => void
  /** For what keeps its own time. */
  readonly tell: (daysAgo: number, story: () => Promise<unknown>) => void
  /** The calendar day so many days from today. */
  readonly day: (daysAhead: number) => string
  readonly at: (daysAgo: number) => Date
  readonly idOf: (name: string | undefined) => string | null
  readonly owner: string
}

/** Lets everything happen that `write` writes down, the oldest first; at the same moment in the order of writing. */
export async function keepDiary(
  house: House,
  { cast, owner, today }: { readonly cast: Cast; readonly owner: string; readonly today: Date },
  write: (diary: Diary) => void,
): Promise<void> {
  const at = (daysAgo: number) => new Date(today.getTime() - daysAgo * dayMillis)
  const pages: { readonly daysAgo: number; readonly happens: () => Promise<unknown> }[] = []
  write({
    ...{ owner, at },
    on: (daysAgo, happens, who = owner) => {
      const actor = cast.get(who)?.actor
      if (actor === undefined) throw new Error(`${who} does not belong to the demo company`)
      const then: House = { ...house, now: () => at(daysAgo) }
      const act: Act = async (action, input) => perform(then, action, actor, { input })
      pages.push({ daysAgo, happens: () => happens(act) })
    },
    tell: (daysAgo, story) => pages.push({ daysAgo, happens: story }),
    // What lies behind is the day that it was then: near midnight summer time makes it another one.
    day: (daysAhead) =>
      daysAhead < 0
        ? dayIn(at(-daysAhead), 'Europe/London')
        : dayAfter(dayIn(today, 'Europe/London'), daysAhead),
    idOf: (name) => (name === undefined ? null : (cast.get(name)?.id ?? null)),
  })
  for (const { happens } of pages.toSorted((a, b) => b.daysAgo - a.daysAgo)) await happens()
}
