import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, asSystem, doorAction, type Context } from '../../../../platform/action.ts'
import { isPlainHeader, plainAddress } from '../../../../platform/ask-address.ts'
import { isPlainHost } from '../../../../platform/egress.ts'
import * as contract from '../contract/asking.ts'
import type { SourceKind } from '../contract/signals.ts'
import { askSource } from '../intake/asking/ask-source.ts'
import { goesElsewhere, isAskable, isReadAnew } from '../rules/asking/place.ts'
import {
  findAsking,
  lockAsking,
  openAskingSecret,
  saveAsking,
  sealAskingSecret,
  type AskingRow,
} from '../store/asking.ts'
import { getSourceToChange } from '../store/sources.ts'
import { shownAsking } from './shown-asking.ts'

/** Pressed again and again it would be an attack on somebody's server. */
const pauseSeconds = 5

export const schedule = action(contract.scheduleAsking, async (context, input) => {
  const { id, isOn, everyMinutes, secret, ...given } = input
  const source = await getSourceToChange(context, id)
  refuseUnless(
    isAskable(source.kind),
    'conflict',
    'A source of this kind cannot be asked. Add one of another kind, such as "Anything that sends JSON".',
  )
  const settings = source.kind === 'mail' ? mailboxOf(given) : addressOf(given)
  const before = await lockAsking(context, id)
  const sealed = secretOf(context, { id, settings, secret }, before)
  refuseUnusable(context, { id, kind: source.kind, settings, sealed })
  const isAnew = before === undefined || isReadAnew(before.settings, settings)
  const row = await saveAsking(context, {
    ...{ sourceId: id, isOn, everyMinutes, settings, secret: sealed },
    mark: isAnew ? null : before.mark,
    changedAt: context.now,
    nextAt: context.now,
    askingUntil: before?.askingUntil ?? null,
    askedAt: isAnew ? null : before.askedAt,
    taken: isAnew ? 0 : before.taken,
    failures: before?.failures ?? 0,
    // Another folder, or none: what was wrong with the old one is past.
    ...(before?.trouble === 'afterwards' && isPutElsewhere(before.settings, settings)
      ? { trouble: null, troubleAt: null }
      : { trouble: before?.trouble ?? null, troubleAt: before?.troubleAt ?? null }),
    isAlarmed: before?.isAlarmed ?? false,
  })
  const what = isOn ? `asked every ${everyMinutes} minutes at ${placeOf(settings)}` : 'not asked for now'
  const fields = { source: id, name: source.name, what, ...changesOf({ settings, sealed, secret }, before) }
  context.record({ stream: 'audit', kind: 'source.change', fields })
  return shownAsking(row, context.now)
})

/** The answer waits for the other side, so that a mistake shows at once; no transaction is open meanwhile. */
export const now = doorAction(contract.askNow, async ({ actor, house }, { id }) => {
  if (!('tenantId' in actor)) return refuse('not_found', 'Choose an organisation that you belong to.')
  const { tenantId } = actor
  await asSystem(house, tenantId, 'Muster', async (context) => {
    const { name } = await getSourceToChange(context, id)
    const row = await findAsking(context, id)
    if (row === undefined) return refuse('conflict', 'First say where Muster is to ask, and save that.')
    const last = Math.max(row.askedAt?.getTime() ?? 0, row.troubleAt?.getTime() ?? 0)
    refuseUnless(
      context.now.getTime() - last >= pauseSeconds * 1000,
      'too_many',
      'It was asked a moment ago. Wait a few seconds.',
      { retryAfterSeconds: pauseSeconds },
    )
    const by = { actor: actor.ref, by: actor.name }
    context.record({ stream: 'audit', kind: 'source.ask', fields: { ...by, source: id, name } })
  })
  const isAsked = await askSource(house, { tenantId, id, isForced: true })
  refuseUnless(isAsked, 'conflict', 'It is being asked at this moment. Look again in a minute.')
  const row = await asSystem(house, tenantId, 'Muster', (context) => findAsking(context, id))
  return row === undefined
    ? refuse('not_found', 'There is no such source here.')
    : shownAsking(row, house.now())
})

type Given = contract.AskingPlace

/** A mailbox has a host, an address has its own. */
function placeOf({ host, port, address }: Given): string {
  return address === '' ? `${host}:${port}` : new URL(address).host
}

function isPutElsewhere(before: Given, { afterwards, moveTo }: Given): boolean {
  return before.afterwards !== afterwards || before.moveTo !== moveTo
}

/** What somebody who looks for a hand in it wants to know: whether it asks elsewhere, and with what secret. */
function changesOf(
  { settings, sealed, secret }: { settings: Given; sealed: Buffer | null; secret: string | undefined },
  before: AskingRow | undefined,
): Record<string, string> {
  const was = before === undefined ? '' : placeOf(before.settings)
  const how = sealed === null ? 'none' : secret === undefined ? 'kept' : 'entered'
  return { secret: how, ...(was !== '' && was !== placeOf(settings) && { placeBefore: was }) }
}

/** Of a mailbox nothing is kept that belongs to an address, and the other way round. */
function mailboxOf(given: Given): Given {
  const host = given.host.toLowerCase()
  refuseField(isPlainHost(host), 'host', 'Enter the name of the mail server, as imap.example.com.')
  refuseField(given.user !== '', 'user', 'Enter the user of the mailbox, mostly its address.')
  // The one folder that every mailbox has (RFC 9051 section 5.1).
  const folder = given.folder || 'INBOX'
  const isMoved = given.afterwards === 'move'
  refuseField(!isMoved || given.moveTo !== '', 'moveTo', 'Enter the folder that read mail goes to.')
  refuseField(
    !isMoved || given.moveTo !== folder,
    'moveTo',
    'Mail cannot go to the folder that it is read from. Choose another one.',
  )
  const { port, security, user, afterwards, begin } = given
  const moveTo = isMoved ? given.moveTo : ''
  return contract.AskingPlace.parse({ host, port, security, user, folder, afterwards, moveTo, begin })
}

function addressOf(given: Given): Given {
  const address = plainAddress(given.address)
  refuseField(
    address !== undefined,
    'address',
    'Enter a whole address, as https://tool.example.com/alerts. The secret belongs into its own field.',
  )
  const { header, list, entryId, cursorField, cursorParameter } = given
  refuseField(
    (cursorField === '') === (cursorParameter === ''),
    'cursorParameter',
    'Fill in both, the field and the parameter, or neither.',
  )
  return contract.AskingPlace.parse({ address, header, list, entryId, cursorField, cursorParameter })
}

function refuseField(isFine: boolean, path: string, message: string): void {
  refuseUnless(isFine, 'invalid', message, { faults: [{ path, message }] })
}

/** Left out, the secret stays, but never goes along to another server, user or header. */
function secretOf(
  context: Context,
  { id, settings, secret }: { id: string; settings: Given; secret: string | undefined },
  before: AskingRow | undefined,
): Buffer | null {
  if (secret === '') return null
  if (secret !== undefined) return sealAskingSecret(context, id, secret)
  return before === undefined || goesElsewhere(before.settings, settings) ? null : before.secret
}

function refuseUnusable(
  context: Context,
  made: { id: string; kind: SourceKind; settings: Given; sealed: Buffer | null },
): void {
  const { id, kind, settings, sealed } = made
  const needed = kind === 'mail' ? 'Enter the password of the mailbox.' : 'Enter what the header holds.'
  const isNeeded = kind === 'mail' || settings.header !== ''
  refuseField(sealed !== null || !isNeeded, 'secret', needed)
  if (kind === 'mail' || sealed === null) return
  const secret = openAskingSecret(context, { sourceId: id, secret: sealed })
  refuseUnless(
    secret !== undefined,
    'conflict',
    'The secret that is kept cannot be read any more. Enter it again.',
    { faults: [{ path: 'secret', message: 'must be entered again' }] },
  )
  const why = 'Enter the name of a header, as Authorization, and what it holds: plain letters on one line.'
  refuseField(isPlainHeader(settings.header, secret ?? ''), 'header', why)
}
