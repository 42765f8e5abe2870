/** The main beam: whatever a person, a tool or a job does goes through here - check, wall, run, record, commit. */
import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { may, type Actor, type Permission } from '../base/access.ts'
import type { Endpoint, InputOf, OutputOf } from '../base/endpoint.ts'
import { uuidv7 } from '../base/ids.ts'
import type { FieldValue } from '../base/ledger/leaf.ts'
import type { LeafKind } from '../base/leaf-kinds.ts'
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import type { Transaction, Wall } from './database/wall.ts'
import type { SealedFile } from './files/file-store.ts'
import { appendEntries, type Entry } from './ledger/append.ts'
import { makeCheckpoint, type LedgerSigner } from './ledger/checkpoint.ts'
import type { Services } from './services.ts'

/** What the whole program stands on; made once in `app/`, handed to everything, never imported as a value. */
export interface House {
  readonly wall: Wall
  readonly services: Services
  /** The one clock. Milliseconds precision, UTC. */
  now(): Date
}

/** An actor that acts inside one tenant. */
export type TenantActor = Extract<Actor, { tenantId: string }>

/** All that an action may use. Everything it does happens in `tx`, and commits with what it recorded or not at all. */
export interface Context {
  readonly actor: TenantActor
  readonly tenantId: string
  readonly now: Date
  readonly tx: Transaction
  readonly services: Services
  /** A fresh UUIDv7. */
  newId(): string
  /** Appends a leaf when the action commits; `audit` and `intake` name the tenant's own streams. */
  record(entry: { stream: string; kind: LeafKind; fields?: Readonly<Record<string, FieldValue>> }): void
  can(permission: Permission): boolean
  /** Work that may only start once the change is safe, e.g. waking the post; its failure is logged, not answered. */
  afterCommit(work: () => void | Promise<void>): void
  /** Signs a checkpoint over all that this action records, in the same transaction. */
  checkpoint(): void
  /** A transaction of its own, for what must stand even when the answer of this action fails. */
  separately<T>(name: string, work: (context: Context) => Promise<T>): Promise<T>
  /** For the one case where the leaf must exist before the answer does (a bundle holds its own export leaf). */
  recordNow<T>(work: (writer: { signer: LedgerSigner; fields: Entry['fields'] }) => Promise<T>): Promise<T>
}

/** Context before a tenant exists or is chosen: no transaction, no ledger of its own. */
export interface DoorContext {
  readonly actor: Actor
  readonly now: Date
  readonly house: House
  /** Address of the one who asks, as the trusted proxies report it. */
  readonly address: string
  newId(): string
}

/** Bytes as an answer: opened after the commit, so that the leaf of the access stands whatever happens then. */
export interface Download {
  readonly name: string
  readonly mediaType: string
  readonly size?: number
  open(): Promise<Readable | Uint8Array>
}

export type AnyEndpoint = Endpoint
type Result<E> = E extends { kind: 'download' } ? Download : OutputOf<E>

/** An action as the front doors see it: endpoint, and how to reach a tenant. */
export type Action<E extends AnyEndpoint = AnyEndpoint> = {
  readonly endpoint: E
} & (
  | { readonly reach: 'tenant'; readonly run: (context: Context, input: never) => Promise<unknown> }
  | {
      readonly reach: 'upload'
      readonly before: (context: Context, input: never) => Promise<{ maxBytes: number }>
      readonly run: (context: Context, input: never, file: SealedFile) => Promise<unknown>
    }
  | {
      readonly reach: 'link'
      readonly tenantOf: (door: DoorContext, input: never) => Promise<TenantActor | undefined>
      readonly run: (context: Context, input: never) => Promise<unknown>
    }
  | {
      readonly reach: 'webhook'
      readonly run: (door: DoorContext, input: never, sent: Webhook) => Promise<unknown>
    }
  | { readonly reach: 'door'; readonly run: (door: DoorContext, input: never) => Promise<unknown> }
)

/** An action inside the actor's tenant: the usual case. */
export function action<E extends AnyEndpoint>(
  endpoint: E,
  run: (context: Context, input: InputOf<E>) => Promise<Result<E> | z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'tenant', run }
}

/** An action whose body is streamed to the file store first; `before` may refuse before a byte is read. */
export function uploadAction<E extends AnyEndpoint>(
  endpoint: E,
  before: (context: Context, input: InputOf<E>) => Promise<{ maxBytes: number }>,
  run: (context: Context, input: InputOf<E>, file: SealedFile) => Promise<z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'upload', before, run }
}

/** An action for someone who holds a link and is not signed in: the link, looked up, says which tenant. */
export function linkAction<E extends AnyEndpoint>(
  endpoint: E,
  tenantOf: (door: DoorContext, input: InputOf<E>) => Promise<TenantActor | undefined>,
  run: (context: Context, input: InputOf<E>) => Promise<z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'link', tenantOf, run }
}

/** What a foreign tool sent, untouched: its bytes are its own, its headers prove who it is. */
export interface Webhook {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** An action whose body is a foreign tool's; it finds out for itself whose source sent it. */
export function webhookAction<E extends AnyEndpoint>(
  endpoint: E,
  run: (door: DoorContext, input: InputOf<E>, sent: Webhook) => Promise<z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'webhook', run }
}

/** An action before any tenant: first run, who am I, accepting an invitation. */
export function doorAction<E extends AnyEndpoint>(
  endpoint: E,
  run: (door: DoorContext, input: InputOf<E>) => Promise<z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'door', run }
}

export interface Upload {
  readonly body: AsyncIterable<Uint8Array>
  readonly expectedSha256?: string
  readonly signal?: AbortSignal
}

export interface Asked {
  readonly input: unknown
  readonly address?: string
  readonly upload?: Upload
  readonly webhook?: Webhook
}

/** Performs an action: the only way in, for HTTP, command line and jobs. Throws {@link Refusal} for all that is refused. */
export async function perform<E extends AnyEndpoint>(
  house: House,
  wanted: Action<E>,
  actor: Actor,
  asked: Asked,
): Promise<Result<E>> {
  const { endpoint } = wanted
  try {
    refuseUnlessAllowed(actor, endpoint)
    const input = parseInput(endpoint, asked.input)
    return (await dispatch(house, wanted, actor, input, asked)) as Result<E> // checked against the output schema in settle()
  } catch (error) {
    await recordRefusal(house, actor, endpoint, error)
    throw error
  }
}

function refuseUnlessAllowed(actor: Actor, endpoint: AnyEndpoint): void {
  if (may(actor, endpoint.permission)) return
  if (actor.kind === 'nobody') refuse('unauthenticated', 'Sign in to do this.')
  if (actor.kind === 'user') refuse('not_found', 'Choose an organisation that you belong to.')
  const reason =
    actor.kind === 'key'
      ? `This key lacks the scope ${endpoint.permission}.`
      : 'Your role does not allow this. Ask an owner of your organisation.'
  refuse('forbidden', reason)
}

function parseInput(endpoint: AnyEndpoint, input: unknown): never {
  const parsed = endpoint.input.safeParse(input)
  if (!parsed.success) refuse('invalid', 'Some fields need another look.', { faults: faultsOf(parsed.error) })
  return parsed.data as never // the schema is the type; run() was declared against it
}

/** Zod's issues as our faults; an unknown field is named, its content is not repeated. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
}

async function dispatch(
  house: House,
  wanted: Action,
  actor: Actor,
  input: never,
  asked: Asked,
): Promise<unknown> {
  const door: DoorContext = {
    actor,
    now: house.now(),
    house,
    address: asked.address ?? 'local',
    newId: () => newId(house.now()),
  }
  switch (wanted.reach) {
    case 'door':
      return wanted.endpoint.output.parse(await wanted.run(door, input))
    case 'webhook':
      if (asked.webhook === undefined) refuse('invalid', 'Send what the tool sends as the body.')
      return wanted.endpoint.output.parse(await wanted.run(door, input, asked.webhook))
    case 'link': {
      const holder = await wanted.tenantOf(door, input)
      if (holder === undefined) refuse('not_found', 'This link is not valid any more. Ask for a new one.')
      return inContext(house, wanted.endpoint, holder, (context) => wanted.run(context, input))
    }
    case 'upload':
      return upload(house, wanted, tenantActor(actor), input, asked.upload)
    case 'tenant':
      return inContext(house, wanted.endpoint, tenantActor(actor), (context) => wanted.run(context, input))
  }
}

function tenantActor(actor: Actor): TenantActor {
  if ('tenantId' in actor) return actor
  refuse('not_found', 'Choose an organisation that you belong to.')
}

async function upload(
  house: House,
  wanted: Extract<Action, { reach: 'upload' }>,
  actor: TenantActor,
  input: never,
  upload: Upload | undefined,
): Promise<unknown> {
  if (upload === undefined) refuse('invalid', 'Send the bytes of the file as the body.', { status: 415 })
  const { maxBytes } = (await inContext(
    house,
    { ...wanted.endpoint, readOnly: true, output: z.any() },
    actor,
    (context) => wanted.before(context, input),
  )) as { maxBytes: number } // what before() promises
  const { body, ...rest } = upload
  const file = await house.services.files.put(actor.tenantId, body, { maxBytes, ...rest })
  return inContext(house, wanted.endpoint, actor, (context) => wanted.run(context, input, file))
}

/** One transaction behind the wall; what was recorded joins the ledger as its last step. */
async function inContext(
  house: House,
  endpoint: AnyEndpoint,
  actor: TenantActor,
  run: (context: Context) => Promise<unknown>,
): Promise<unknown> {
  return inDraft(house, actor, async (context, draft) => {
    const answer = await run(context)
    if (draft.entries.length === 0 && !draft.isRecorded && !endpoint.readOnly) {
      throw new Error(`${endpoint.name} changed something without a leaf`)
    }
    return endpoint.kind === 'download' ? answer : endpoint.output.parse(answer)
  })
}

async function inDraft<T>(
  house: House,
  actor: TenantActor,
  work: (context: Context, draft: Draft) => Promise<T>,
): Promise<T> {
  const now = house.now()
  const draft = newDraft()
  const answer = await house.wall.inTenant(actor.tenantId, async (tx) => {
    const result = await work(contextFor(house, actor, tx, now, draft), draft)
    await writeDraft(house, tx, draft, now)
    return result
  })
  for (const afterwards of draft.afterwards) {
    Promise.resolve()
      .then(afterwards)
      .catch((error: unknown) => house.services.log.error({ err: error }, 'work after a commit failed'))
  }
  return answer
}

/** What an action has asked to have recorded so far. */
interface Draft {
  readonly entries: Entry[]
  readonly afterwards: (() => void | Promise<void>)[]
  wantsCheckpoint: boolean
  isRecorded: boolean
}

function newDraft(): Draft {
  return { entries: [], afterwards: [], wantsCheckpoint: false, isRecorded: false }
}

async function writeDraft(house: House, tx: Transaction, draft: Draft, now: Date): Promise<void> {
  const { signer } = house.services
  if (draft.entries.length > 0) await appendEntries(tx.$client, signer.install, draft.entries, now)
  if (draft.wantsCheckpoint) await makeCheckpoint(tx.$client, signer, now)
}

function contextFor(house: House, actor: TenantActor, tx: Transaction, now: Date, draft: Draft): Context {
  return {
    actor,
    tenantId: actor.tenantId,
    now,
    tx,
    services: house.services,
    newId: () => newId(now),
    record: ({ stream, kind, fields }) =>
      draft.entries.push({ stream, kind, fields: { actor: actor.ref, by: actor.name, ...fields } }),
    can: (permission) => may(actor, permission),
    afterCommit: (work) => draft.afterwards.push(work),
    checkpoint: () => {
      draft.wantsCheckpoint = true
    },
    separately: (name, work) => asSystem(house, actor.tenantId, name, work),
    recordNow: async (work) => {
      draft.isRecorded = true
      return work({ signer: house.services.signer, fields: { actor: actor.ref, by: actor.name } })
    },
  }
}

/** Runs work of the program itself (a job, the host's command line) inside a tenant, with its leaves. */
export async function asSystem<T>(
  house: House,
  tenantId: string,
  name: string,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  return inDraft(house, { kind: 'system', tenantId, ref: 'system', name }, work)
}

function newId(now: Date): string {
  return uuidv7(now.getTime(), randomBytes(10))
}

/** A refusal of someone inside a tenant is kept in a transaction of its own; a flood of them is counted, not stored. */
async function recordRefusal(
  house: House,
  actor: Actor,
  endpoint: AnyEndpoint,
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
