/**
 * The closed list of outward errors. Anything that is not a Refusal reaches the outside
 * only as an opaque id, with its cause in the log.
 */
export const refusalKinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_many',
  'unavailable',
] as const

export type RefusalKind = (typeof refusalKinds)[number]

/** One thing that is wrong with the input: where (a path like `tasks.0.title`) and what to do about it. */
export interface Fault {
  readonly path: string
  readonly message: string
}

interface RefusalDetail {
  /** HTTP status where the kind alone does not settle it: `invalid` is 422, or 400, 413, 415. */
  readonly status?: number
  readonly faults?: readonly Fault[]
  /** Seconds after which it is worth trying again; only with `too_many` and `unavailable`. */
  readonly retryAfterSeconds?: number
  /** A machine-readable reason that a screen may act on, e.g. `mfa_required`. */
  readonly reason?: string
  /** What led here, for the log only. */
  readonly cause?: unknown
}

const statusByKind: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
}

/** A refusal that may be shown to whoever asked: its message says what to do, and holds no secret. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly detail: RefusalDetail

  constructor(kind: RefusalKind, message: string, detail: RefusalDetail = {}) {
    super(message, { cause: detail.cause })
    this.name = 'Refusal'
    this.kind = kind
    this.detail = detail
  }

  get status(): number {
    return this.detail.status ?? statusByKind[this.kind]
  }
}

/** Throws a {@link Refusal}. */
export function refuse(kind: RefusalKind, message: string, detail?: RefusalDetail): never {
  throw new Refusal(kind, message, detail)
}

/** Throws a {@link Refusal} unless the condition holds. */
export function refuseUnless(
  condition: unknown,
  kind: RefusalKind,
  message: string,
  detail?: RefusalDetail,
): asserts condition {
  if (!condition) refuse(kind, message, detail)
}

/** Problem details as RFC 9457 section 3 defines them, with our kind as an extension member. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly kind: RefusalKind | 'error'
  readonly reason?: string
  readonly faults?: readonly Fault[]
  /** Present on an unexpected failure: quote it to whoever reads the log. */
  readonly id?: string
}

const titleByKind: Record<RefusalKind, string> = {
  invalid: 'That cannot be used as it is',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Not as things stand now',
  too_many: 'Too many tries',
  unavailable: 'Not available right now',
}

/** The wire form of a refusal. */
export function problemOf(refusal: Refusal): Problem {
  const { reason, faults } = refusal.detail
  return {
    type: `urn:muster:refusal:${refusal.kind}`,
    title: titleByKind[refusal.kind],
    status: refusal.status,
    detail: refusal.message,
    kind: refusal.kind,
    ...(reason === undefined ? {} : { reason }),
    ...(faults === undefined ? {} : { faults }),
  }
}
