/** The clock of a session, and which move fits where it stands. */
import type { SessionState } from '../contract/words.ts'

export interface Clock {
  readonly ranSeconds: number
  readonly resumedAt: Date | null
}

/** Whole seconds on the clock; it stands still while it is paused. */
export function elapsed({ ranSeconds, resumedAt }: Clock, now: Date): number {
  if (resumedAt === null) return ranSeconds
  return ranSeconds + Math.max(0, Math.floor((now.getTime() - resumedAt.getTime()) / 1000))
}

export type Move =
  | 'start'
  | 'pause'
  | 'resume'
  | 'deliver'
  | 'skip'
  | 'card'
  | 'untick'
  | 'hand_over'
  | 'people'
  | 'end'
  | 'close_wash'
  | 'stop'
  | 'cancel'

const from: Readonly<Record<Move, readonly SessionState[]>> = {
  start: ['planned'],
  pause: ['running'],
  resume: ['paused'],
  deliver: ['running'],
  skip: ['running', 'paused'],
  card: ['running'],
  untick: ['running', 'paused'],
  hand_over: ['planned', 'running', 'paused', 'hot_wash'],
  people: ['planned', 'running', 'paused'],
  end: ['running', 'paused'],
  close_wash: ['hot_wash'],
  stop: ['running', 'paused'],
  cancel: ['planned'],
}

/** Why this move does not fit now, as a sentence; undefined when it fits. */
export function whyNotMoved(move: Move, state: SessionState): string | undefined {
  if (from[move].includes(state)) return undefined
  return states[state]
}

const states: Readonly<Record<SessionState, string>> = {
  planned: 'The exercise has not begun. Start it first.',
  running: 'The exercise is running. Pause or end it first.',
  paused: 'The exercise is paused. Go on first.',
  hot_wash: 'The exercise has ended, and the three questions are open. Close them to read the report.',
  done: 'This exercise is over. Arrange another one.',
  stopped: 'This exercise was stopped because something real happened. Arrange another one.',
  cancelled: 'This exercise was called off. Arrange another one.',
}

/**
 * Who may make a move: the card is for all who take part, STOP for them and for whoever may lead exercises, and so is
 * giving the lead to somebody else, for whoever led may be gone. The rest is for whoever leads.
 */
export function whoMoves(move: Move): 'seated' | 'seated_or_running' | 'leading_or_running' | 'leading' {
  if (move === 'card' || move === 'untick') return 'seated'
  if (move === 'stop') return 'seated_or_running'
  return move === 'hand_over' ? 'leading_or_running' : 'leading'
}
