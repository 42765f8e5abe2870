/** A group in words for those who read the API; the screens say the same from the parts, in the reader's language. */
import type { SignalSeverity } from '../contract/severities.ts'
import { stepsOf } from './attack-steps.ts'
import type { Join } from './gather.ts'
import { oneMail, sentTogether, type Moment } from './moments.ts'
import type { Reason } from './rank.ts'

const gravity: readonly SignalSeverity[] = ['unknown', 'low', 'medium', 'high', 'critical']

/** The moment that names its group: the gravest, else one that looks like a step of an attack, else the first. */
export function headline(moments: readonly Moment[]): Moment | undefined {
  const weight = ({ severity, name, things }: Moment) =>
    gravity.indexOf(severity) * 2 + (stepsOf(name, things).length > 0 ? 1 : 0)
  let [best, most] = [moments[0], -1]
  for (const moment of moments) {
    const here = weight(moment)
    if (here > most) [best, most] = [moment, here]
  }
  return best
}

/** The gravest of all. */
export function gravestOf(moments: readonly Moment[]): SignalSeverity {
  return gravity[Math.max(0, ...moments.map(({ severity }) => gravity.indexOf(severity)))] ?? 'unknown'
}

/** What most of its moments share, machines first. */
export function thingsOf(moments: readonly Moment[], atMost = 12): string[] {
  const counts = new Map<string, number>()
  for (const { things } of moments)
    for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  const order = ['host', 'account', 'address', 'hash', 'technique', 'domain', 'email']
  const rankOf = (thing: string) => order.indexOf(thing.slice(0, thing.indexOf(' ')))
  return [...counts]
    .filter(([thing]) => !thing.startsWith(`${sentTogether} `) && !thing.startsWith(`${oneMail} `))
    .toSorted(([a, x], [b, y]) => rankOf(a) - rankOf(b) || y - x || (a < b ? -1 : 1))
    .slice(0, atMost)
    .map(([thing]) => thing)
}

/** Why these stand together and why they stand where they do. */
export function becauseOf(joins: readonly Join[], reasons: readonly Reason[]): string {
  const things = new Set(joins.flatMap((join) => (join.by === 'thing' ? [join.thing] : [])))
  const isMail = (thing: string) => thing.startsWith(`${oneMail} `)
  const shared = [...things]
    .filter((thing) => !isMail(thing))
    .slice(0, 3)
    .map((thing) => wordsOf(thing))
  const parts = [
    ...(shared.length > 0 ? [`within an hour of one another they name the same ${shared.join(', ')}`] : []),
    ...([...things].some(isMail) ? ['people handed in one and the same mail'] : []),
    ...(joins.some(({ by }) => by === 'sweep')
      ? ['the same alert came on several machines within ten minutes']
      : []),
  ]
  const together =
    parts.length === 0 ? 'One alert that stands by itself' : `Together because ${parts.join(', and ')}`
  return [`${together}.`, ...reasons.map(sentenceOf)].join(' ')
}

function wordsOf(thing: string): string {
  const [sort = '', ...rest] = thing.split(' ')
  if (sort === sentTogether) return 'group of the sender'
  const word = sort === 'host' ? 'machine' : sort
  return `${word} ${rest.join(' ')}`
}

function sentenceOf(reason: Reason): string {
  switch (reason.code) {
    case 'severity':
      return `The tool calls ${reason.count === 1 ? 'one of these' : 'some of these'} ${reason.severity}.`
    case 'steps':
      return `It looks like steps of an attack: ${reason.steps.join(', ').replaceAll('_', ' ')}.`
    case 'rare':
      return `${reason.count === 1 ? 'One kind' : `${reason.count} kinds`} of alert that almost never came in ${reason.watchedDays} days.`
    case 'burst':
      return `"${reason.name}" came ${reason.count} times in an hour, ${reason.usual} at most before.`
    case 'machines':
      return `${reason.count} machines are concerned.`
    case 'learning':
      return 'These tools are new here, so everything they say is new.'
  }
}
