/** Promises that a name which only one may have is refused in words, also when two people take it at once. */
import { refuse } from '../../base/refusal.ts'

/** @throws Refusal `conflict` with reason `name_taken` */
export function refuseTaken(name: string): never {
  const message = `The list has "${name}" already. Change that one, or choose another name.`
  refuse('conflict', message, { reason: 'name_taken', faults: [{ path: 'name', message }] })
}

/** The database guards the name, so that of two who take it at once only one gets it. */
export async function orTaken<T>(name: string, change: Promise<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    if (isUniqueViolation(error)) refuseTaken(name)
    throw error
  }
}

function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23505'
}
