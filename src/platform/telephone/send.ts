/** Promises that a message is handed to a gateway over a judged connection, and that how it ended has a name of a closed list. */
import type { Egress, EgressTrouble } from '../egress.ts'
import { exchange } from '../exchange.ts'
import { readAnswer, requestFor, type Gateway, type GatewayAnswer, type PhoneMessage } from './gateways.ts'

export type PhoneOutcome =
  | GatewayAnswer
  | { readonly state: 'waits'; readonly trouble: EgressTrouble | 'broken_off' }

const answerMillis = 20_000
/** Of an answer nothing but a code is looked for. */
const answerBytes = 64 * 1024

/**
 * Never throws for what the network or the gateway does.
 * @throws Error for a call that this provider does not make
 */
export async function sendByTelephone(
  egress: Egress,
  gateway: Gateway,
  message: PhoneMessage,
): Promise<PhoneOutcome> {
  const { url, headers, body } = requestFor(gateway, message)
  const limits = { bytes: answerBytes, timeoutMillis: answerMillis }
  const ended = await exchange(egress, { method: 'POST', url, headers, body, ...limits })
  if (ended.state === 'broken_off') return { state: 'waits', trouble: 'broken_off' }
  if (ended.state === 'unsent') return { state: 'waits', trouble: ended.trouble }
  return readAnswer(gateway.provider, ended.status, ended.body.toString('utf8'))
}
