/** How good a grouping is, by the labels of who recorded the attack. */
import {
  habitsOf,
  kindOf,
  nameOf,
  shortList,
  tickOf,
  type Moment,
  type ShortList,
} from '../areas/respond/signals/public.ts'
import { readAlerts, type Alert, type Network } from './grouping-data.ts'

/** As many as the first page of the product shows; the last of them is what was left aside as ordinary. */
export const shownAtOnce = 20

export interface Score {
  readonly groups: number
  readonly mixed: number
  readonly phases: readonly PhaseScore[]
  /** Of the alerts in the phases, the share that was left aside as ordinary. */
  readonly asideShare: number
  /** New groups a day once the first day, on which everything is new, is over. */
  readonly perDay: number
}

export interface PhaseScore {
  readonly phase: string
  readonly alerts: number
  /** Where the first group stands that holds one of its alerts which is not ordinary; 0 for none. */
  readonly place: number
  readonly isShown: boolean
}

/** @throws Error where the data is absent */
export function measure(network: Network) {
  const alerts = readAlerts(network)
  const moments = alerts.map(momentOf)
  const started = performance.now()
  const list = shortList(moments, habitsOf(moments))
  const seconds = (performance.now() - started) / 1000
  const [score, base] = [scoreOf(list, alerts), perHost(alerts)]
  const isMet =
    score.phases.every(({ isShown }) => isShown) &&
    score.groups < base.groups &&
    score.mixed * 3 <= base.mixed
  return { network, alerts: alerts.length, score, base, seconds, isMet }
}

/** What the product reads from a signal: its title, its host, its source and its time. */
function momentOf(alert: Alert, index: number): Moment {
  const name = nameOf(alert.name)
  const things = [`host ${alert.host}`, `address ${alert.address}`]
  return {
    signalId: String(index),
    sourceId: alert.tool,
    name,
    things,
    kind: kindOf(alert.tool, name, things),
    tick: tickOf(new Date(alert.time * 1000)),
    count: 1,
    severity: 'unknown',
  }
}

/** @param list made of moments whose signal is the index of the alert */
function scoreOf(list: ShortList, alerts: readonly Alert[]): Score {
  const phaseOf = (id: string) => alerts[Number(id)]?.phase ?? null
  const groups = list.groups.map(({ moments }) => moments.map(({ moment }) => phaseOf(moment.signalId)))
  const aside = list.ordinary.map(({ signalId }) => phaseOf(signalId))
  const firstDayOver = alerts.reduce((first, { time }) => Math.min(first, time), Infinity) + 86_400
  const end = alerts.reduce((last, { time }) => Math.max(last, time), 0)
  const began = list.groups.map(({ moments: [first] }) => alerts[Number(first?.moment.signalId)]?.time ?? 0)
  const later = began.filter((time) => time >= firstDayOver)
  const labelled = alerts.filter(({ phase }) => phase !== null)
  return {
    groups: groups.length + 1,
    mixed: [...groups, aside].filter(isMixed).length,
    phases: [...new Set(labelled.map(({ phase }) => phase ?? ''))].map((phase) => {
      const place = groups.findIndex((group) => group.includes(phase)) + 1
      return {
        phase,
        alerts: labelled.filter((each) => each.phase === phase).length,
        place,
        isShown: (place > 0 && place < shownAtOnce) || aside.includes(phase),
      }
    }),
    asideShare: aside.filter((phase) => phase !== null).length / labelled.length,
    perDay: later.length / ((end - firstDayOver) / 86_400),
  }
}

/** The usual way to group: all alerts of a host until it is silent for an hour. */
function perHost(alerts: readonly Alert[]): { groups: number; mixed: number } {
  const open = new Map<string, { last: number; phases: (string | null)[] }>()
  const done: (string | null)[][] = []
  for (const { host, time, phase } of alerts.toSorted((one, other) => one.time - other.time)) {
    const group = open.get(host)
    if (group !== undefined && time - group.last <= 3600) {
      group.last = time
      group.phases.push(phase)
      continue
    }
    const phases = [phase]
    open.set(host, { last: time, phases })
    done.push(phases)
  }
  return { groups: done.length, mixed: done.filter(isMixed).length }
}

function isMixed(phases: readonly (string | null)[]): boolean {
  return phases.includes(null) && phases.some((phase) => phase !== null)
}
