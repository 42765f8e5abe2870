import { refuse, refuseUnless } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import type { Egress } from '../../../platform/egress.ts'
import { exchange, type Exchanged } from '../../../platform/exchange.ts'
import { answerBytes } from './contract.ts'
import { asks, buildRequest, type BuiltRequest, type Values } from './rules/template.ts'
import {
  getConnectionRow,
  listConnectionRows,
  lockConnectionRow,
  openSecret,
  updateConnection,
  type ConnectionRow,
} from './store.ts'

export { jsonOf, shownOf, storable } from './rules/answer.ts'
export { isKnownBlank, ownBlanks, requestLine } from './rules/template.ts'

export type KnownConnection = Omit<ConnectionRow, 'secret' | 'tenantId'>

/** Ready to go, with its secret in it: never stored, logged or shown. */
export interface ReadyRequest extends BuiltRequest {
  readonly seconds: number
}

/** All on the list, by id, without their secrets. */
export async function knownConnections(
  context: Pick<Context, 'tx'>,
): Promise<ReadonlyMap<string, KnownConnection>> {
  const rows = await listConnectionRows(context)
  return new Map(rows.map(({ secret: _secret, tenantId: _tenantId, ...row }) => [row.id, row]))
}

/** The same, one caller at a time until the transaction ends: what counts calls counts right. */
export async function lockedConnectionFor(
  context: Pick<Context, 'tx'>,
  id: string,
): Promise<KnownConnection> {
  return lockConnectionRow(context, id)
}

/**
 * Counts one call in this minute, whichever case it is for. The connection is locked.
 * @throws Refusal `too_many` when the minute is full
 */
export async function takeTurn(
  context: Pick<Context, 'tx' | 'now'>,
  { id, turns, turnsFrom, perMinute }: Pick<KnownConnection, 'id' | 'turns' | 'turnsFrom' | 'perMinute'>,
): Promise<void> {
  const { now } = context
  const left = (turnsFrom?.getTime() ?? 0) + 60_000 - now.getTime()
  const isSame = left > 0 && left <= 60_000
  refuseUnless(
    !isSame || turns < perMinute,
    'too_many',
    `This connection takes ${perMinute} calls a minute. Wait a little.`,
    { retryAfterSeconds: Math.ceil(left / 1000) },
  )
  await updateConnection(context, id, isSame ? { turns: turns + 1 } : { turns: 1, turnsFrom: now })
}

/**
 * @throws Refusal `conflict` when it is off or was changed since this version, `invalid` when a value does not fit
 */
export async function requestFor(
  context: Context,
  { id, version, values }: { readonly id: string; readonly version: number; readonly values: Values },
): Promise<ReadyRequest> {
  const row = await getConnectionRow(context, id)
  refuseUnless(row.isOn, 'conflict', 'This connection is off. Ask an owner to switch it on.')
  refuseOtherVersion(row, version)
  return built(context, row, values)
}

export function refuseOtherVersion(row: Pick<ConnectionRow, 'version'>, version: number): void {
  const message = 'This connection was changed meanwhile. Read again what it does, then decide.'
  refuseUnless(row.version === version, 'conflict', message, { reason: 'other_version' })
}

/** The request with its secret, whether the connection is on or not. */
export function built(
  context: Pick<Context, 'services' | 'tenantId'>,
  row: ConnectionRow,
  values: Values,
): ReadyRequest {
  const needsSecret = asks(row, 'secret')
  if (needsSecret && row.secret === null)
    refuse('conflict', 'The secret of this connection is missing. An owner enters it.')
  const secret = needsSecret && row.secret !== null ? openSecret(context, row.id, row.secret) : ''
  return { ...buildRequest(row, { ...values, secret }), seconds: row.seconds }
}

/** Sends it once. Never throws for what the network or the other side does. */
export async function send(egress: Egress, { seconds, url, ...request }: ReadyRequest): Promise<Exchanged> {
  return exchange(egress, {
    ...request,
    url: new URL(url),
    bytes: answerBytes,
    timeoutMillis: seconds * 1000,
  })
}
