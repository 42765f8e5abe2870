/** Promises that something is handed over within its time, and that of the answer nothing but the status is looked at. */
import type { Egress } from './egress.ts'
import { judgedRequest } from './judged-request.ts'

export interface RequestOut {
  readonly method: 'POST' | 'PUT'
  /** `https:`; with `http:` only what the operator listed is reached. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For the connection, and again for the whole of the exchange: an answer that trickles in is none. */
  readonly timeoutMillis: number
}

/**
 * @returns the status of the answer
 * @throws EgressRefused where there is no connection; any other error where it broke off or took too long
 */
export async function requestOut(egress: Egress, { timeoutMillis, ...wanted }: RequestOut): Promise<number> {
  const deadline = () => AbortSignal.timeout(timeoutMillis)
  return judgedRequest(egress, { ...wanted, connectMillis: timeoutMillis, deadline }, async (answer) => {
    answer.on('error', () => undefined)
    return answer.statusCode ?? 0
  })
}
