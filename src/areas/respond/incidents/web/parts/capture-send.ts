import { useSession } from '../../../../../ui/session.ts'
import type { BlockerKind, CaptureOutcome, CostKind } from '../../contract/capture-words.ts'
import { Captured } from '../../contract/captures.ts'
import type { Incident } from '../../contract/incident.ts'
import type { NewSystemState } from '../../contract/work.ts'
import { sentBasis, type BasisMore } from './capture-basis.ts'
import { mentionedIn, type Capture } from './capture-line.ts'
import { usePeople } from './people.ts'
import { useRefresh } from './refresh.ts'
import { instantOf, noTask, type TaskMore } from './task-more.ts'
import { lineOf, sendLine } from './unsent-send.ts'

/** What a line is asked besides its words, as the form holds it. */
export interface More {
  /** One per line. */
  readonly options: string
  readonly task: TaskMore
  readonly state: NewSystemState
  readonly source: string
  readonly held: BlockerKind
  /** '' while it goes on. */
  readonly minutes: string
  readonly loss: CostKind
  readonly amount: string
  readonly currency: string
  readonly invoice: string
  /** The time of people in place of an amount: how many, and hours of each; '' for an amount. */
  readonly people: string
  readonly hours: string
}

export const noMore: More = {
  options: '',
  task: noTask,
  state: 'suspected',
  source: '',
  held: 'people',
  minutes: '',
  loss: 'response_and_recovery',
  amount: '',
  currency: 'EUR',
  invoice: '',
  people: '',
  hours: '',
}

/** Sends what was captured, then reads the room again. @returns undefined when it waits for a connection */
export function useSend(incident: Incident) {
  const refresh = useRefresh()
  const people = usePeople()
  const { person, tenant } = useSession()
  return async (
    what: Capture,
    words: string,
    more: More,
    basis: BasisMore,
  ): Promise<CaptureOutcome | undefined> => {
    const mentions = mentionedIn(words, people.active).map(({ id }) => id)
    const line = lineOf({
      tenant: tenant.slug,
      person: person.email,
      incidentId: incident.id,
      number: incident.number,
      captured: Captured.parse(capturedOf(what, words, more, mentions)),
      basis: sentBasis(basis),
    })
    const taken = await sendLine(line)
    // Not waited for: the line is free for the next words.
    if (taken !== undefined) void refresh()
    return taken?.outcome
  }
}

/** What is sent for a line; its schema judges it, here and on the server. */
export function capturedOf(what: Capture, text: string, more: More, mentions: readonly string[]): unknown {
  switch (what) {
    case 'note':
      return { kind: 'note', text, mentions: mentions.slice(0, 20) }
    case 'decision': {
      const options = more.options
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
      return { kind: 'decision', text, options: options.slice(0, 10) }
    }
    case 'need':
      return { kind: 'need', text, source: more.source }
    case 'blocked': {
      const minutes = Number.parseInt(more.minutes, 10)
      return { kind: 'blocked', text, by: more.held, ...(minutes > 0 && { minutes }) }
    }
    case 'cost': {
      const { amount, currency, invoice, loss } = more
      const work = workOf(more)
      const what = work === undefined ? { amount: plainAmount(amount), currency } : { work }
      return { kind: 'cost', text, loss, ...what, invoice }
    }
    case 'task': {
      const dueAt = instantOf(more.task.due)
      const { ownerId } = more.task
      return {
        kind: 'task',
        title: text,
        ...(ownerId !== '' && { ownerId }),
        ...(dueAt !== null && { dueAt }),
      }
    }
    case 'system':
      return { kind: 'system', name: text, state: more.state }
    case 'idea':
      return { kind: 'idea', text }
  }
}

/** The time of people as they type it: `2` and `1,5`. Undefined where an amount was typed, or no hours. */
function workOf({ amount, people, hours }: More): { people: number; minutes: number } | undefined {
  const minutes = Math.round(Number(hours.trim().replace(',', '.')) * 60)
  if (amount.trim() !== '' || !(minutes > 0)) return undefined
  return { people: Number.parseInt(people, 10) || 1, minutes }
}

/** An amount as people type it (`1.250,50`, `1,250.50`, `1250,5`) as the wire wants it. */
export function plainAmount(typed: string): string {
  const compact = typed.replaceAll(/[\s'’]/g, '')
  const cents = /[.,](\d{1,2})$/.exec(compact)?.[1]
  const whole = compact.slice(0, compact.length - (cents === undefined ? 0 : cents.length + 1))
  const digits = whole.replaceAll(/[.,](?=\d{3}(?:[.,]|$))/g, '')
  return cents === undefined ? digits : `${digits}.${cents}`
}
