/** What a change of the place means for what is kept of it. */
import type { AskingPlace } from '../../contract/asking.ts'
import type { SourceKind } from '../../contract/signals.ts'

/** A signature proves what is sent, not what is answered; tables are handed in by a person. */
export function isAskable(kind: SourceKind): boolean {
  return kind !== 'standard-webhooks' && kind !== 'csv'
}

/** Whether a secret that was entered for the one place would go to another: to whom, as whom, or in clear. */
export function goesElsewhere(before: AskingPlace, after: AskingPlace): boolean {
  if (originOf(before.address) !== originOf(after.address)) return true
  if (before.security !== after.security && after.security === 'none') return true
  return differs(before, after, ['host', 'port', 'user', 'header'])
}

/** Whether how far it was read says nothing any more. */
export function isReadAnew(before: AskingPlace, after: AskingPlace): boolean {
  return differs(before, after, [
    ...(['host', 'user', 'folder', 'begin', 'address'] as const),
    ...(['list', 'entryId', 'cursorField', 'cursorParameter'] as const),
  ])
}

function differs(before: AskingPlace, after: AskingPlace, names: readonly (keyof AskingPlace)[]): boolean {
  return names.some((name) => before[name] !== after[name])
}

function originOf(address: string): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(address)?.[0]?.toLowerCase() ?? ''
}
