/** Whether somebody who was called into a case knows of it. */
import type { SendState } from '../contract/reaching.ts'

export type CallState = 'read' | 'reached' | 'waiting' | 'not_reached'

/** @param ways how each push and mail went; none where it stands in the inbox alone, which nobody may be looking at */
export function callState(isRead: boolean, ways: readonly SendState[]): CallState {
  if (isRead) return 'read'
  if (ways.includes('reached')) return 'reached'
  return ways.includes('waiting') ? 'waiting' : 'not_reached'
}
