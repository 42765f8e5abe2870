import type { Failure } from '../contract.ts'

export function failure(kind: Failure['kind'], path: string, rest: Partial<Failure> = {}): Failure {
  return { kind, path, name: '', day: '', count: 0, more: '', ...rest }
}
