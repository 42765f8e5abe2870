import type { Action } from '../platform/action.ts'

/** The actions among the exports of these files: verbs are actions, everything else there is a function. */
export function actionsOf(...files: readonly Readonly<Record<string, unknown>>[]): Action[] {
  return files.flatMap((file) => Object.values(file).filter(isAction))
}

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'endpoint' in value && 'reach' in value
}
