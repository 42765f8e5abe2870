/** What Mattermost and Slack send for a slash command: a form, with the proof of where it comes from. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Webhook } from '../../../../platform/action.ts'
import { isSlackSigned } from '../../../../platform/chat/slack-signature.ts'
import type { ChatKind } from '../contract.ts'

export interface SlashCommand {
  readonly team: string
  readonly channel: string
  readonly user: string
  readonly userName: string
  readonly text: string
  readonly responseUrl: string
  /** The same for the same request and for no other. */
  readonly mark: Buffer
}

const mostBytes = 64 * 1024

/** @returns undefined for what was not sent by the server that holds the secret, or is no command */
export function readSlashCommand(
  { body, headers }: Webhook,
  proof: { readonly kind: ChatKind; readonly verifier: string },
  now: Date,
): SlashCommand | undefined {
  if (body.byteLength > mostBytes) return undefined
  const fields = new URLSearchParams(Buffer.from(body).toString('utf8'))
  const signature = oneOf(headers['x-slack-signature'])
  const seconds = oneOf(headers['x-slack-request-timestamp'])
  const isProved =
    proof.kind === 'slack'
      ? isSlackSigned(proof.verifier, { seconds, signature, body }, now)
      : proof.kind === 'mattermost' && isSame(proof.verifier, fields.get('token') ?? '')
  if (!isProved) return undefined
  const of = (name: string, most: number) => (fields.get(name) ?? '').slice(0, most)
  const command = {
    team: of('team_id', 100),
    channel: of('channel_id', 100),
    user: of('user_id', 100),
    userName: of('user_name', 100),
    text: proof.kind === 'slack' ? unescaped(of('text', 12_000)) : of('text', 12_000),
    responseUrl: of('response_url', 1000),
    // Mattermost signs nothing, but gives each request a trigger and an address of its own.
    mark: createHash('sha256')
      .update(proof.kind === 'slack' ? signature : body)
      .digest(),
  }
  return command.channel === '' || command.user === '' ? undefined : command
}

/** Slack writes these three as entities, whatever is meant by them. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function oneOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : ''
}

function isSame(wanted: string, given: string): boolean {
  const [a, b] = [wanted, given].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
