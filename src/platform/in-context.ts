/** One transaction behind the wall with its context; what was recorded joins the ledger as its last step, or nothing happened. */
import { randomUUID } from 'node:crypto'
import { may, type Actor } from '../base/access.ts'
import type { Endpoint } from '../base/endpoint.ts'
import { uuidv7From } from '../base/ids.ts'
import { Refusal } from '../base/refusal.ts'
import type { Context, House, TenantActor } from './context.ts'
import type { Transaction, Viewer } from './database/wall.ts'
import { appendEntries, draftEntries, type Entry } from './ledger/append.ts'
import { typesetterFor } from './documents/branded.ts'
import { makeCheckpoint } from './ledger/checkpoint.ts'

/** Runs work of the program itself (a job, the host's command line) inside a tenant, with its leaves. */
export async function asSystem<T>(
  house: House,
  tenantId: string,
  name: string,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  return inDraft(house, { kind: 'system', tenantId, ref: 'system', name }, work)
}

/** A refusal of someone inside a tenant is kept in a transaction of its own; a flood of them is counted, not stored. */
export async function recordRefusal(
  house: House,
  actor: Actor,
  endpoint: Pick<Endpoint, 'name'>,
  error: unknown,
): Promise<void> {
  if (!(error instanceof Refusal) || !('tenantId' in actor)) return
  if (error.kind !== 'forbidden' && error.kind !== 'not_found') return
  if (!house.services.refusalBudget.take(actor.ref, house.now())) return
  const fields = { action: endpoint.name, refusal: error.kind }
  await asSystemEntry(house, actor, fields).catch((cause: unknown) =>
    house.services.log.error({ err: cause }, 'a refusal could not be recorded'),
  )
}

async function asSystemEntry(
  house: House,
  actor: TenantActor,
  fields: Record<string, string>,
): Promise<void> {
  const now = house.now()
  await house.wall.inTenant(actor.tenantId, async (tx) => {
    const entry: Entry = {
      stream: 'audit',
      kind: 'request.refuse',
      fields: { actor: actor.ref, by: actor.name, ...fields },
    }
    await appendEntries(tx.$client, house.services.signer.install, [entry], now)
  })
}

/** Commits what `work` did together with what it recorded, then lets the afterwards run. */
export async function inDraft<T>(
  house: House,
  actor: TenantActor,
  work: (context: Context, draft: Draft) => Promise<T>,
  isReadOnly = false,
): Promise<T> {
  const now = house.now()
  const draft = newDraft()
  const isReading = () =>
    isReadOnly && draft.entries.length === 0 && !draft.isRecorded && draft.afterwards.length === 0
  let sendLeaves: (() => Promise<void>) | undefined
  const answer = await house.wall.inTenant(
    { tenantId: actor.tenantId, viewer: viewerOf(actor) },
    async (tx) => {
      const context = contextFor(house, actor, tx, now, draft)
      const result = await work(context, draft)
      await house.announcer.recorded(context, [...draft.entries])
      sendLeaves = await writeDraft(house, tx, draft, now)
      return result
    },
    { isReading, last: () => sendLeaves?.() },
  )
  for (const afterwards of draft.afterwards) {
    Promise.resolve()
      .then(afterwards)
      .catch((error: unknown) => house.services.log.error({ err: error }, 'work after a commit failed'))
  }
  return answer
}

/** The one place where who acts becomes what the database lets them see. */
function viewerOf(actor: TenantActor): Viewer {
  switch (actor.kind) {
    case 'system':
      return 'program'
    case 'member':
      return actor.role === 'guest' ? { guest: actor.memberId } : { member: actor.memberId }
    case 'visitor':
      // A link opens one thing, and its action reads that alone: a reporter's receipt answers also while the case
      // that grew from the report is closed to others.
      return 'program'
    case 'key':
      return 'anybody'
  }
}

/** What an action has asked to have recorded so far. */
export interface Draft {
  readonly entries: Entry[]
  readonly afterwards: (() => void | Promise<void>)[]
  wantsCheckpoint: boolean
  isRecorded: boolean
}

function newDraft(): Draft {
  return { entries: [], afterwards: [], wantsCheckpoint: false, isRecorded: false }
}

/** @returns what is left to send as the last statement of the transaction */
async function writeDraft(
  house: House,
  tx: Transaction,
  draft: Draft,
  now: Date,
): Promise<(() => Promise<void>) | undefined> {
  const { signer } = house.services
  const drafted =
    draft.entries.length > 0 ? await draftEntries(tx.$client, signer.install, draft.entries, now) : undefined
  if (!draft.wantsCheckpoint) return drafted?.send
  await drafted?.send()
  await makeCheckpoint(tx.$client, signer, now)
  return undefined
}

function contextFor(house: House, actor: TenantActor, tx: Transaction, now: Date, draft: Draft): Context {
  const context: Context = {
    actor,
    tenantId: actor.tenantId,
    now,
    tx,
    services: house.services,
    get typesetter() {
      return typesetterFor(house.services.typesetter, house.wall, actor.tenantId)
    },
    newId: () => newId(now),
    record: ({ stream, kind, fields, erased }) =>
      draft.entries.push({
        ...{ stream, kind, fields: { actor: actor.ref, by: actor.name, ...fields } },
        ...(erased !== undefined && { erased }),
      }),
    can: (permission) => may(actor, permission),
    afterCommit: (work) => draft.afterwards.push(work),
    checkpoint: () => {
      draft.wantsCheckpoint = true
    },
    announce: (event) => house.announcer.emit(context, event),
    separately: (name, work) => asSystem(house, actor.tenantId, name, work),
    recordNow: async (work) => {
      draft.isRecorded = true
      return work({ signer: house.services.signer, fields: { actor: actor.ref, by: actor.name } })
    },
  }
  return context
}

/** A fresh UUIDv7. A batch of signals takes hundreds: `randomUUID` draws for many at once, where `randomBytes` asks the system for each. */
export function newId(now: Date): string {
  return uuidv7From(now.getTime(), randomUUID())
}
