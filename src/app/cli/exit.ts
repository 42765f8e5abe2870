import type { CommanderError } from 'commander'
import { Refusal, type RefusalKind } from '../../base/refusal.ts'

/** Exit codes of the command line: 1 is a failure of ours, 2 wrong usage, the others a refusal. */
const codeByKind: Record<RefusalKind, number> = {
  invalid: 2,
  unauthenticated: 3,
  forbidden: 4,
  not_found: 5,
  conflict: 6,
  too_many: 7,
  unavailable: 8,
}

export function exitCodeOf(error: unknown): number {
  if (isWrongUsage(error)) return error.exitCode === 0 ? 0 : 2
  return error instanceof Refusal ? codeByKind[error.kind] : 1
}

/** Known by its name, so that a server does not read the library of the command line. */
function isWrongUsage(error: unknown): error is CommanderError {
  return (
    error instanceof Error &&
    'exitCode' in error &&
    String(Reflect.get(error, 'code')).startsWith('commander.')
  )
}

/** What the person at the terminal is told. Faults are listed; a stack is for the log level `debug` only. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) {
    return [
      error.message,
      ...(error.detail.faults ?? []).map((fault) => `  ${fault.path}: ${fault.message}`),
    ].join('\n')
  }
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `\n  ${error.cause.message}` : ''
  return process.env['MUSTER_LOG'] === 'debug' ? String(error.stack) : `${error.message}${cause}`
}
