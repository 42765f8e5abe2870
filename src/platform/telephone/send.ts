/** Promises that a message is handed to a gateway over a judged connection, and that how it ended has a name of a closed list. */
import type { IncomingMessage } from 'node:http'
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'
import { judgedRequest } from '../judged-request.ts'
import { readAnswer, requestFor, type Gateway, type GatewayAnswer, type PhoneMessage } from './gateways.ts'

export type PhoneOutcome =
  | GatewayAnswer
  | { readonly state: 'waits'; readonly trouble: EgressTrouble | 'broken_off' }

const connectMillis = 10_000
const answerMillis = 20_000
/** Of an answer nothing but a code is looked for. */
const answerBytes = 64 * 1024

/** Never throws for what the network or the gateway does. */
export async function sendByTelephone(
  egress: Egress,
  gateway: Gateway,
  message: PhoneMessage,
): Promise<PhoneOutcome> {
  try {
    const { url, headers, body } = requestFor(gateway, message)
    const wanted = {
      ...{ method: 'POST' as const, url, body, connectMillis },
      headers: { ...headers, 'user-agent': 'Muster', 'accept-encoding': 'identity' },
      deadline: () => AbortSignal.timeout(answerMillis),
    }
    return await judgedRequest(egress, wanted, async (answer) =>
      readAnswer(gateway.provider, answer.statusCode ?? 0, await textOf(answer)),
    )
  } catch (error) {
    return { state: 'waits', trouble: error instanceof EgressRefused ? error.trouble : 'broken_off' }
  }
}

/** The beginning of the body; an endless one is left where it is. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  // No encoding was set, so that the parts are bytes.
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > answerBytes) break
  }
  return Buffer.concat(parts).subarray(0, answerBytes).toString('utf8')
}
