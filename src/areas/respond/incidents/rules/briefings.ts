/** The rhythm of a crisis: plain data in, plain data out. */

export interface Rhythm {
  readonly endedAt: Date | null
  readonly nextBriefingAt: Date
  /** The instant that somebody was reminded of last. */
  readonly remindedFor: Date | null
}

export function nextBriefing(from: Date, everyMinutes: number): Date {
  return new Date(from.getTime() + everyMinutes * 60_000)
}

export function isBriefingOverdue(rhythm: Pick<Rhythm, 'endedAt' | 'nextBriefingAt'>, now: Date): boolean {
  return rhythm.endedAt === null && rhythm.nextBriefingAt.getTime() < now.getTime()
}

/** Once for each briefing that is overdue, however often the job looks. */
export function needsReminder(rhythm: Rhythm, now: Date): boolean {
  return isBriefingOverdue(rhythm, now) && rhythm.remindedFor?.getTime() !== rhythm.nextBriefingAt.getTime()
}
