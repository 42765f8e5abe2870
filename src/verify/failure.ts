/** Why a bundle was refused: the number of the broken rule in `docs/ledger-format.md`, and a sentence. */
export class Failure extends Error {
  readonly rule: number

  constructor(rule: number, reason: string) {
    super(reason)
    this.name = 'Failure'
    this.rule = rule
  }
}

/** Stops the verification. The first broken rule decides; nothing after it is looked at. */
export function fail(rule: number, reason: string): never {
  throw new Failure(rule, reason)
}

export function failUnless(condition: boolean, rule: number, reason: string): asserts condition {
  if (!condition) fail(rule, reason)
}
