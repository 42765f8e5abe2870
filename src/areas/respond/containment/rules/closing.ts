/** What of this room holds up closing. It speaks only of what was entered here. */
import type { Board } from '../contract/board.ts'
import { openParts } from './accounts.ts'

/** What of the room the rules for closing and for the end of the threat look at. */
export type Facts = Pick<
  Board,
  | 'systems'
  | 'accounts'
  | 'secrets'
  | 'measures'
  | 'weaknesses'
  | 'footholds'
  | 'watches'
  | 'clearance'
  | 'functions'
>

/**
 * @param facts the room as it stands
 * @param isReal whether it ends as resolved; a false alarm, a duplicate or a mistake only has to end its stop-gaps
 * @returns one sentence for each thing that is missing, with what to do about it
 */
export function openPoints(facts: Facts, isReal: boolean, now: Date): string[] {
  const always = openMeasures(facts)
  if (!isReal) return always
  return [
    ...openSystems(facts),
    ...openAccounts(facts),
    ...openSecrets(facts),
    ...always,
    ...openWeaknesses(facts),
    ...openFootholds(facts, now),
    ...openWatches(facts),
    ...openFunctions(facts),
    ...openClearance(facts),
  ]
}

/** Where somebody began to work on the way back, each system has to come to an end. */
function openSystems({ systems }: Facts): string[] {
  return systems
    .filter((system) => wasWorkedOn(system))
    .filter(({ state, retirement }) => !['reconnected', 'ruled_out'].includes(state) && retirement === null)
    .map(
      ({ name, state }) =>
        `${name} is still ${state.replace('_', ' ')}: reconnect it, rule it out, or say that it does not come back.`,
    )
}

function wasWorkedOn({ isolation, checks, override, retirement }: Board['systems'][number]): boolean {
  return isolation !== null || override !== null || retirement !== null || Object.keys(checks).length > 0
}

export function openAccounts({ accounts }: Facts): string[] {
  return accounts
    .filter(({ isReset }) => !isReset)
    .map(
      ({ name, cleared }) =>
        `The account ${name} is not reset yet: ${openParts(cleared).join(', ').replaceAll('_', ' ')}.`,
    )
}

export function openSecrets({ secrets }: Facts): string[] {
  return secrets.flatMap(({ name, state }) => {
    if (state === 'unknown') return [`Nobody has said whether "${name}" has to be changed.`]
    return state === 'to_rotate' ? [`"${name}" still has to be changed.`] : []
  })
}

function openMeasures({ measures }: Facts): string[] {
  return measures
    .filter(({ isOverdue }) => isOverdue)
    .map(({ title }) => `The temporary measure "${title}" has run out: end it, or renew it with a reason.`)
}

export function openWeaknesses({ weaknesses }: Facts): string[] {
  return weaknesses
    .filter(({ verifiedAt, isExcepted }) => verifiedAt === null && !isExcepted)
    .map(({ title }) => `Nobody has verified that this hole is closed: ${title}.`)
}

export function openFootholds({ footholds }: Facts, now: Date): string[] {
  const unanswered = footholds.filter(({ answer }) => answer === null).length
  const present = footholds.filter(({ answer, removedAt }) => answer === 'yes' && removedAt === null).length
  const due = footholds.filter(
    ({ answer, recheckAt }) =>
      answer === 'unknown' && recheckAt !== null && new Date(recheckAt).getTime() <= now.getTime(),
  ).length
  return [
    ...(unanswered > 0 ? [`${counted(unanswered, 'question')} still open in the list of footholds.`] : []),
    ...(present > 0 ? [`${counted(present, 'foothold')} found and not removed yet.`] : []),
    ...(due > 0 ? [`${counted(due, 'foothold')} unknown still, and it is time to look again.`] : []),
  ]
}

function counted(count: number, noun: string): string {
  return count === 1 ? `One ${noun} is` : `${count} ${noun}s are`
}

export function openWatches({ watches }: Facts): string[] {
  const missed = watches.flatMap(({ title, checks }) =>
    checks.some(({ isMissed }) => isMissed) ? [title] : [],
  )
  return missed.map(
    (title) => `A check of the watch "${title}" was missed: look now, and record what it shows.`,
  )
}

function openFunctions({ functions }: Facts): string[] {
  return functions
    .filter(({ acceptedAt }) => acceptedAt === null)
    .map(({ name }) => `The business has not taken "${name}" back yet: let its owner try it.`)
}

/** Where an attacker was inside, somebody signs that they are gone, and it is planned to look again. */
function openClearance(facts: Facts): string[] {
  const { accounts, footholds, systems, clearance, watches } = facts
  const wasInside =
    accounts.length > 0 || footholds.length > 0 || systems.some((system) => wasWorkedOn(system))
  if (!wasInside) return []
  const open: string[] = []
  if (clearance === null) open.push('Nobody has said that the attacker is gone, and what that rests on.')
  else if (clearance.isOutdated)
    open.push('That the attacker is gone was said before something was found. Look again, and say it anew.')
  else if (clearance.signedAt === null) open.push('A second person has to sign that the attacker is gone.')
  if (!watches.some(({ kind }) => kind === 'plan'))
    open.push('Plan to look again after 7, 30 and 90 days: attackers come back.')
  return open
}
