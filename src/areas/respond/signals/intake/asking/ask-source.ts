/** One turn of a source that is asked: claim it, ask, note what came of it. No transaction is open while it is asked. */
import { Refusal } from '../../../../../base/refusal.ts'
import { asSystem, type Context, type House } from '../../../../../platform/action.ts'
import { MailboxRefused } from '../../../../../platform/mail/read-mailbox.ts'
import type { AskingTrouble } from '../../contract/asking.ts'
import { nextAsk } from '../../rules/asking/when.ts'
import {
  changeAsking,
  claimAsking,
  dueAskings,
  lockAsking,
  openAskingSecret,
  type AskingRow,
} from '../../store/asking.ts'
import { findSourceToChange } from '../../store/sources.ts'
import { hearSource } from '../hear-sources.ts'
import { recipientOf } from '../recipient.ts'
import { NotAsked, type Asked, type Turn } from './asked.ts'
import { readAnswers } from './read-answers.ts'
import { readMails } from './read-mails.ts'

/** Longer than a turn takes: whoever died while asking is not waited for longer. */
const claimMinutes = 10
/** Slow servers of some do not keep the others waiting, and one mailbox at a time is held in memory by each. */
const asksAtOnce = 3

/** Asks every source of every organisation whose time has come. Never throws for one of them. */
export async function askDueSources(house: House, tenantIds: readonly string[]): Promise<void> {
  const due: { readonly tenantId: string; readonly id: string }[] = []
  for (const tenantId of tenantIds)
    await quietly(house, tenantId, async () => {
      for (const id of await asSystem(house, tenantId, 'Muster', dueAskings)) due.push({ tenantId, id })
    })
  const work = async () => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      const one = { ...next, isForced: false }
      await quietly(house, one.tenantId, () => askSource(house, one))
    }
  }
  await Promise.all(Array.from({ length: Math.min(asksAtOnce, due.length) }, work))
}

async function quietly(house: House, tenantId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    house.services.log.error({ err: error, tenantId }, 'a source could not be asked')
  }
}

/**
 * @param isForced true when a person wants it now, whatever the schedule says
 * @returns false where somebody else is asking, or it is not time
 */
export async function askSource(
  house: House,
  { tenantId, id, isForced }: { readonly tenantId: string; readonly id: string; readonly isForced: boolean },
): Promise<boolean> {
  const claimed = await asSystem(house, tenantId, 'Muster', (context) =>
    claim(context, { house, id, isForced }),
  )
  if (claimed === undefined) return false
  const ended = await turned(claimed)
  await asSystem(house, tenantId, 'Muster', (context) => note(context, claimed, ended))
  return true
}

type Claimed = Omit<Turn, 'secret'> & { readonly secret: string | undefined }

async function claim(
  context: Context,
  { house, id, isForced }: { readonly house: House; readonly id: string; readonly isForced: boolean },
): Promise<Claimed | undefined> {
  const source = await findSourceToChange(context, id)
  if (source === undefined) return undefined
  const until = new Date(context.now.getTime() + claimMinutes * 60_000)
  const asking = await claimAsking(context, { sourceId: id, until, isForced })
  if (asking === undefined) return undefined
  const secret = openAskingSecret(context, asking)
  const recipient = source.kind === 'mail' ? await recipientOf(context) : { domains: [], people: [] }
  return { house, source, asking, secret, recipient }
}

type Ended =
  | ({ readonly state: 'asked' } & Asked)
  | { readonly state: 'failed'; readonly trouble: AskingTrouble; readonly retryAfterSeconds?: number }

async function turned(claimed: Claimed): Promise<Ended> {
  const { secret, source, house } = claimed
  if (secret === undefined) return { state: 'failed', trouble: 'secret' }
  const turn = { ...claimed, secret }
  try {
    return { state: 'asked', ...(source.kind === 'mail' ? await readMails(turn) : await readAnswers(turn)) }
  } catch (error) {
    if (error instanceof MailboxRefused) return { state: 'failed', trouble: error.trouble }
    if (error instanceof NotAsked) {
      const { trouble, retryAfterSeconds } = error
      return { state: 'failed', trouble, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
    }
    // Nothing was wrong with the other side: what came could not be stored just now.
    if (error instanceof Refusal) return { state: 'failed', trouble: 'full' }
    house.services.log.error({ err: error, sourceId: source.id }, 'asking a source failed')
    return { state: 'failed', trouble: 'unknown' }
  }
}

async function note(context: Context, { source, asking }: Claimed, ended: Ended): Promise<void> {
  // Removed meanwhile, or told to be asked otherwise: what came of the old way says nothing about the new one.
  if ((await findSourceToChange(context, source.id)) === undefined) return
  const row = await lockAsking(context, source.id)
  if (row === undefined) return
  if (row.changedAt.getTime() !== asking.changedAt.getTime())
    return changeAsking(context, source.id, { askingUntil: null })
  await changeAsking(context, source.id, { askingUntil: null, ...outcomeOf(row, ended, context.now) })
  await hearSource(context, source.id)
}

function outcomeOf(row: AskingRow, ended: Ended, now: Date): Partial<AskingRow> {
  const { everyMinutes } = row
  if (ended.state === 'asked') {
    const { taken, hasMore, trouble = null } = ended
    const nextAt = nextAsk({ now, everyMinutes, failures: 0, hasMore })
    const troubleAt = trouble === null ? null : now
    return { askedAt: now, taken, failures: 0, trouble, troubleAt, nextAt }
  }
  const { trouble, retryAfterSeconds = 0 } = ended
  // A restored copy that nobody confirmed asks nothing, which is no fault of the source.
  const failures = trouble === 'muted' ? row.failures : row.failures + 1
  const nextAt = nextAsk({ now, everyMinutes, failures, retryAfterSeconds })
  return { failures, trouble, troubleAt: now, nextAt }
}
