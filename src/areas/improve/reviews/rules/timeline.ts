/** What a timeline says about itself: silences, entries out of order, and what was known at a moment. Pure. */
import { statementWords, type Entry } from './entry-words.ts'

export interface Silence {
  readonly from: Date
  readonly to: Date
  readonly minutes: number
  /** Number of the entry before it. */
  readonly after: number
}

const minute = 60_000

/**
 * Stretches without a word, longest first. An open case is silent until now, a closed one until its end; what was
 * written after that does not count.
 */
export function silencesIn(
  entries: readonly Entry[],
  { minutes, until }: { readonly minutes: number; readonly until: Date },
): Silence[] {
  // Who writes the review afterwards breaks no silence of the case.
  const own = entries.filter(({ kind }) => !kind.startsWith('review.'))
  if (own.length === 0) return []
  const inTime = own
    .map((entry) => ({ number: entry.number, at: momentOf(entry).getTime() }))
    .filter(({ at }) => at <= until.getTime())
    .toSorted((a, b) => a.at - b.at)
  const ends = [...inTime.slice(1).map(({ at }) => at), until.getTime()]
  return inTime
    .map(({ number, at }, place) => ({
      from: new Date(at),
      to: new Date(ends[place] ?? at),
      minutes: Math.floor(((ends[place] ?? at) - at) / minute),
      after: number,
    }))
    .filter((one) => one.minutes > minutes)
    .toSorted((a, b) => b.minutes - a.minutes || a.from.getTime() - b.from.getTime())
}

/** When it was so: when it happened, where that was said, else when it was written down. */
export function momentOf({ at, fields }: Pick<Entry, 'at' | 'fields'>): Date {
  const said = Date.parse(fields['happenedAt'] ?? fields['saidAt'] ?? '')
  return Number.isNaN(said) || said > at.getTime() ? at : new Date(said)
}

/** So late is a clock that differs, not an entry out of order. */
const lateMinutes = 10

/** Entries that were written after others which happened later: remembered afterwards, not as it went. */
export function outOfOrder(entries: readonly Entry[]): { entry: Entry; happenedAt: Date; minutes: number }[] {
  let latest = Number.NEGATIVE_INFINITY
  return entries.flatMap((entry) => {
    const happened = momentOf(entry)
    const behind = latest - happened.getTime()
    latest = Math.max(latest, happened.getTime())
    const minutes = Math.floor((entry.at.getTime() - happened.getTime()) / minute)
    return behind > lateMinutes * minute && minutes > lateMinutes
      ? [{ entry, happenedAt: happened, minutes }]
      : []
  })
}

export interface Replay {
  readonly known: { readonly at: Date; readonly text: string }[]
  readonly open: string[]
  readonly later: { readonly at: Date; readonly text: string }[]
}

interface Question {
  readonly text: string
  readonly wantedAt: Date
  readonly gotAt: Date | null
  readonly answer: string | null
}

/** A decision is no fact, and neither is a question. */
const askingKinds: readonly string[] = ['decision.record', 'need.add', 'idea.add']

/** What is shown of what was known, the latest last. */
const knownAtMost = 12

/**
 * What stood on the record when somebody decided, and apart from it what was so then but was written down later.
 * @param before what is known with the same words as its own entry does not count
 */
export function replay(decidedAt: Date, entries: readonly Entry[], questions: readonly Question[]): Replay {
  const time = decidedAt.getTime()
  const said = entries
    .map((entry) => ({ entry, text: statementWords(entry) }))
    .filter(({ entry, text }) => text !== '' && !askingKinds.includes(entry.kind))
  const known = said
    .filter(({ entry }) => entry.at.getTime() < time)
    .slice(-knownAtMost)
    .map(({ entry, text }) => ({ at: entry.at, text }))
  const hindsight = said
    .filter(({ entry }) => entry.at.getTime() > time && momentOf(entry).getTime() <= time)
    .map(({ entry, text }) => ({ at: entry.at, text }))
  const asked = questions.filter(
    ({ wantedAt, gotAt }) => wantedAt.getTime() <= time && (gotAt === null || gotAt.getTime() > time),
  )
  const answered = asked.flatMap(({ gotAt, text, answer }) =>
    gotAt === null ? [] : [{ at: gotAt, text: `${text} — ${answer ?? ''}` }],
  )
  return {
    known,
    open: asked.map(({ text }) => text),
    later: [...hindsight, ...answered].toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, 20),
  }
}
