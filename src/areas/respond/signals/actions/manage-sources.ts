import { randomBytes } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { Id } from '../../../../base/ids.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/signals.ts'
import { forgetSource, sha256 } from '../intake/intake.ts'
import {
  addSource,
  changeSource,
  getSourceToChange,
  hasSource,
  listQuarantine,
  listSources,
  type SourceRecord,
} from '../store/sources.ts'
import { allowedMinutes, learntMinutes } from '../rules/silence.ts'
import { findAsking, listAskings, removeAsking, type AskingRow } from '../store/asking.ts'
import { listeningOf } from '../store/listening.ts'
import type { SourceKind } from '../contract/signals.ts'
import { mailSecret } from '../intake/secret.ts'
import { sealKeys } from '../intake/signing.ts'
import { payloadOf } from './payload.ts'
import { shownAsking } from './shown-asking.ts'

export const list = action(contract.listSources, async (context) => {
  const askings = await listAskings(context)
  const items = (await listSources(context)).map((source) =>
    sourceOf(context, source, askings.get(source.id)),
  )
  return { items, next: null }
})

export const create = action(contract.createSource, async (context, { kind, name }) => {
  const id = context.newId()
  const { secret, secretHash } = newSecret(kind)
  const signing = keysFor(context, id, kind, secret)
  await addSource(context, { id, kind, name, secretHash, signing, createdAt: context.now })
  context.record({ stream: 'audit', kind: 'source.create', fields: { source: id, kind, name } })
  return { id, kind, name, intakeUrl: intakeUrl(context, id), secret }
})

/** The old secret stops working with the commit, also for what was sent with it and is not written yet. */
export const rotate = action(contract.rotateSourceSecret, async (context, { id }) => {
  const { name, kind } = await getSourceToChange(context, id)
  const { secret, secretHash } = newSecret(kind)
  await changeSource(context, id, { secretHash, signing: keysFor(context, id, kind, secret) })
  forgetSource(context.services, id)
  context.record({ stream: 'audit', kind: 'source.rotate', fields: { source: id, name } })
  return { id, intakeUrl: intakeUrl(context, id), secret }
})

export const remove = action(contract.removeSource, async (context, { id }) => {
  const { name } = await getSourceToChange(context, id)
  await changeSource(context, id, { removedAt: context.now })
  await removeAsking(context, id)
  forgetSource(context.services, id)
  context.record({ stream: 'audit', kind: 'source.remove', fields: { source: id, name } })
  return { removed: true as const }
})

export const quarantine = action(contract.listQuarantine, async (context, { id, limit, cursor }) => {
  refuseUnless(await hasSource(context, id), 'not_found', 'There is no such source here.')
  const rows = await listQuarantine(context, { sourceId: id, below: belowOf(cursor), limit })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ fault, sourceName, payload, sha256: hash }) => ({
      id: fault.id,
      sourceId: fault.sourceId,
      sourceName,
      reason: fault.reason,
      part: fault.part,
      count: fault.count,
      firstAt: fault.firstAt.toISOString(),
      lastAt: fault.lastAt.toISOString(),
      ...payloadOf(payload, hash),
    })),
    next: rows.length > limit && last !== undefined ? encodeCursor([last.fault.id]) : null,
  }
})

/** The id that a cursor of ours holds. */
export function belowOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const read = Id.safeParse(decodeCursor(cursor, 1)?.[0])
  return read.success
    ? read.data
    : refuse('invalid', 'This cursor is not one of ours. Start from the first page.')
}

/** A sender that signs needs its secret in the form of Standard Webhooks. */
function newSecret(kind: SourceKind): { secret: string; secretHash: Buffer } {
  // What stands in an address of mail: some programs write addresses in small letters.
  if (kind === 'mail') {
    const secret = mailSecret()
    return { secret, secretHash: sha256(secret) }
  }
  const secret =
    kind === 'standard-webhooks'
      ? `whsec_${randomBytes(32).toString('base64')}`
      : `ms_${randomBytes(32).toString('base64url')}`
  return { secret, secretHash: sha256(secret) }
}

/** A signature can only be checked with the key itself, so that one is kept, sealed. */
function keysFor(context: Context, id: string, kind: SourceKind, secret: string): Buffer | null {
  return kind === 'standard-webhooks' ? sealKeys(context.services, context.tenantId, id, { secret }) : null
}

function intakeUrl(context: Context, id: string): string {
  return `${context.services.config.url}/api/v1/intake/${id}`
}

/** A source as it is shown, with what is known of how it is asked. */
export async function shownSource(context: Context, source: SourceRecord) {
  return sourceOf(context, source, await findAsking(context, source.id))
}

function sourceOf(context: Context, source: SourceRecord, asking: AskingRow | undefined) {
  const { id, kind, name, received, quarantined } = source
  const listening = listeningOf(source, asking)
  return {
    id,
    kind,
    name,
    intakeUrl: intakeUrl(context, id),
    createdAt: source.createdAt.toISOString(),
    lastSignalAt: source.lastSignalAt?.toISOString() ?? null,
    received,
    quarantined,
    mapping: source.mapping,
    silence: {
      mode: source.silenceMode,
      minutes: allowedMinutes(listening, context.now) ?? null,
      learntMinutes: learntMinutes(listening, context.now) ?? null,
      silentAt: source.silentAt?.toISOString() ?? null,
    },
    asking: asking === undefined ? null : shownAsking(asking, context.now),
  }
}
