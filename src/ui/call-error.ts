import { refusalKinds, type Fault, type RefusalKind } from '../base/refusal.ts'

/** `error` is a failure nobody foresaw; `offline` means that no answer came. */
export type CallErrorKind = RefusalKind | 'error' | 'offline'

interface CallErrorDetail {
  readonly status?: number
  readonly reason?: string
  readonly faults?: readonly Fault[]
  readonly retryAfterSeconds?: number
  /** Quote this to whoever reads the log. */
  readonly id?: string
}

/** What a call ends with when it does not succeed. Its message is a sentence a person can act on. */
export class CallError extends Error {
  readonly kind: CallErrorKind
  readonly detail: CallErrorDetail

  constructor(kind: CallErrorKind, message: string, detail: CallErrorDetail = {}) {
    super(message)
    this.name = 'CallError'
    this.kind = kind
    this.detail = detail
  }

  get faults(): readonly Fault[] {
    return this.detail.faults ?? []
  }
}

/**
 * Turns an answer that is not a success into a {@link CallError}. Problem details (RFC 9457) keep the
 * server's sentence; anything else (a proxy's HTML page) becomes `fallback`, never shown as it came.
 */
export function callErrorOf(answer: {
  readonly status: number
  readonly body: string
  readonly retryAfter: string | null
  readonly fallback: string
}): CallError {
  const problem = recordOf(answer.body)
  const retryAfterSeconds = Number.parseInt(answer.retryAfter ?? '', 10)
  const detail = {
    status: answer.status,
    ...(typeof problem.reason === 'string' && { reason: problem.reason }),
    ...(typeof problem.id === 'string' && { id: problem.id }),
    ...(Array.isArray(problem.faults) && { faults: problem.faults.filter(isFault) }),
    ...(Number.isFinite(retryAfterSeconds) && { retryAfterSeconds }),
  }
  const kind = refusalKinds.find((known) => known === problem.kind) ?? kindByStatus[answer.status] ?? 'error'
  const sentence = typeof problem.detail === 'string' && problem.detail !== '' ? problem.detail : undefined
  return new CallError(kind, sentence ?? answer.fallback, detail)
}

const kindByStatus: Record<number, CallErrorKind> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  429: 'too_many',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

function recordOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body)
    // An object that is not null has string keys; every value is checked where it is used.
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function isFault(value: unknown): value is Fault {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}
