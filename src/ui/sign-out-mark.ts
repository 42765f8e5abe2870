import { keep, kept } from './kept.ts'

const name = 'signOut.waits'

/** Whether somebody signed out here without a connection, and the server has not been told yet. */
export function isSignOutWaiting(): boolean {
  return kept(name) !== undefined
}

export function markSignOut(isWaiting: boolean): void {
  keep(name, isWaiting ? 'yes' : undefined)
}
