/** Promises one rule for how long somebody from outside may be let in, whatever they are let in to. */
const longestDays = 366
const day = 86_400_000

/** Why a guest's access cannot end at this instant; undefined where it can. */
export function whyNotUntil(endsAt: Date, now: Date): string | undefined {
  if (endsAt.getTime() <= now.getTime()) return 'Choose a date that lies ahead.'
  if (endsAt.getTime() > now.getTime() + longestDays * day)
    return 'A guest can be let in for a year at most. Choose an earlier date; it can be renewed.'
  return undefined
}
