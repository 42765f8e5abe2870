/** When something may be asked of another program, and how it ended. */
import { isPermitted, papLabel, type Pap, type Reach } from '../../../base/pap.ts'
import type { Tlp } from '../../../base/tlp.ts'
import type { Connection, Purpose } from '../../register/connections/contract.ts'
import type { CallState, Trouble } from './contract.ts'

/** The same question of the same case is not asked twice within this time, unless somebody says so. */
export const freshMinutes = 15
/** What was not sent by then is not sent any more: nobody expects that something acts an hour later. */
export const waitMinutes = 5
/** A second person has this long. */
export const decideHours = 24
/** The bell that starts sending one call. */
export const callBell = 'calls'

/** A case whose words are for few: asking others about it tells them. */
export function isNarrow({
  tlp,
  isRestricted,
}: {
  readonly tlp: Tlp
  readonly isRestricted: boolean
}): boolean {
  return isRestricted || tlp === 'red'
}

/** One that acts is active, whatever it says of itself. */
export function reachOf({ purpose, isPassive }: Pick<Connection, 'purpose' | 'isPassive'>): Reach {
  return purpose === 'look_up' && isPassive ? 'passive' : 'active'
}

/** Why PAP keeps this request here; undefined where it may go. A connection that does not say that it is passive is not. */
export function whyNotPermitted(
  pap: Pap | null,
  { purpose, isPassive }: Pick<Connection, 'purpose' | 'isPassive'>,
): string | undefined {
  if (pap === null || isPermitted(pap, reachOf({ purpose, isPassive }))) return undefined
  if (pap === 'red')
    return `This case is ${papLabel(pap)}: no other program is asked or told to act, so that the attacker does not notice. Look in your own logs, or ask a lead to change the mark.`
  return purpose === 'act'
    ? `This case is ${papLabel(pap)}: look things up, but do not act where the attacker could notice. Ask a lead to change the mark first.`
    : `This case is ${papLabel(pap)}, and this connection does not say that it touches nobody. An owner says so under Settings, Connections, or a lead changes the mark.`
}

interface Wish {
  readonly purpose: Purpose
  readonly isNarrow: boolean
  /** Owner or lead, or the one who leads this case. */
  readonly isLeader: boolean
  readonly mayAct: boolean
  readonly isConfirmed: boolean
  readonly reason: string
}

export interface Hindrance {
  readonly kind: 'forbidden' | 'conflict'
  readonly reason: 'not_leader' | 'unconfirmed'
  readonly sentence: string
}

/** Why it may not go yet; undefined when it may. */
export function whyNotAsked(wish: Wish): Hindrance | undefined {
  const { purpose, isLeader, isConfirmed, reason } = wish
  if (purpose === 'act' && !wish.mayAct)
    return {
      kind: 'forbidden',
      reason: 'not_leader',
      sentence: 'This request acts in another system. Ask an owner or a lead to let it go.',
    }
  if (wish.isNarrow && !isLeader)
    return {
      kind: 'forbidden',
      reason: 'not_leader',
      sentence:
        'This case is restricted or TLP:RED, and asking tells somebody outside about it. Ask a lead to decide.',
    }
  if ((purpose === 'act' || wish.isNarrow) && (!isConfirmed || reason === ''))
    return {
      kind: 'conflict',
      reason: 'unconfirmed',
      sentence:
        purpose === 'act'
          ? 'Read what will be done, give a reason, and confirm it.'
          : 'Say why somebody outside may hear of this case, and confirm it.',
    }
  return undefined
}

/** What came of sending, as the platform reports it. */
export type Sent =
  | { readonly state: 'answered'; readonly status: number }
  | { readonly state: 'unsent'; readonly trouble: Trouble }
  | { readonly state: 'broken_off' }

/**
 * How a call ended. What acts and broke off half-way may have been done or not, also where a gateway in between says
 * that it heard nothing: nobody is told that it failed.
 */
export function endOf(
  purpose: Purpose,
  sent: Sent,
): { readonly state: CallState; readonly trouble: Trouble | null } {
  const lost = purpose === 'act' ? 'unknown' : 'failed'
  if (sent.state === 'unsent') return { state: 'failed', trouble: sent.trouble }
  if (sent.state === 'broken_off') return { state: lost, trouble: 'broken_off' }
  const { status } = sent
  if (status >= 200 && status < 300) return { state: 'answered', trouble: null }
  if (status >= 300 && status < 400) return { state: 'failed', trouble: 'redirect' }
  return { state: status >= 500 ? lost : 'failed', trouble: 'status' }
}
