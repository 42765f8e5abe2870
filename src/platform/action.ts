/** The main beam: whatever a person, a tool or a job does goes through here - check, wall, run, record, commit. */
import type * as z from 'zod'
import { may, type Actor } from '../base/access.ts'
import type { Endpoint, InputOf, OutputOf } from '../base/endpoint.ts'
import { refuse, type Fault } from '../base/refusal.ts'
import { unstorableText } from '../base/storable.ts'
import type { Context, DoorContext, Download, House, TenantActor, Webhook } from './context.ts'
import { guestStreamOf } from './database/circle.ts'
import type { SealedFile } from './files/file-store.ts'
import { inDraft, newId, recordRefusal, type Draft } from './in-context.ts'
import { longWork, type LongWork } from './long-work.ts'

export type { Context, DoorContext, Download, House, TenantActor, Webhook } from './context.ts'
export { asSystem } from './in-context.ts'
export type { LongWork } from './long-work.ts'

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
  | { readonly reach: 'long'; readonly run: (work: LongWork, input: never) => Promise<unknown> }
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

/** An action that takes longer than a transaction may: it enters the wall step by step, each step with its leaves. */
export function longAction<E extends AnyEndpoint>(
  endpoint: E,
  run: (work: LongWork, input: InputOf<E>) => Promise<z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'long', run }
}

/** An action for someone who holds a link and is not signed in: the link, looked up, says which tenant. */
export function linkAction<E extends AnyEndpoint>(
  endpoint: E,
  tenantOf: (door: DoorContext, input: InputOf<E>) => Promise<TenantActor | undefined>,
  run: (context: Context, input: InputOf<E>) => Promise<z.input<E['output']>>,
): Action<E> {
  return { endpoint, reach: 'link', tenantOf, run }
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
  const path = unstorableText(parsed.data)
  if (path !== undefined) {
    const message = 'holds a character that cannot be kept (NUL, or half of one); delete it'
    refuse('invalid', 'Some fields need another look.', { faults: [{ path, message }] })
  }
  return parsed.data as never // the schema is the type; run() was declared against it
}

/** Zod's issues as our faults; an unknown field is named, its content is not repeated, and ten thousand of them are not named. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.').slice(0, 200),
    message: issue.message.slice(0, 300),
  }))
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
      return inContext(house, wanted.endpoint, holder, (context) => wanted.run(context, input), input)
    }
    case 'upload':
      return upload(house, wanted, tenantActor(actor), input, asked.upload)
    case 'long':
      return wanted.endpoint.output.parse(await wanted.run(longWork(house, tenantActor(actor)), input))
    case 'tenant':
      return inContext(
        house,
        wanted.endpoint,
        tenantActor(actor),
        (context) => wanted.run(context, input),
        input,
      )
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
  const { maxBytes } = await inDraft(house, actor, (context) => wanted.before(context, input), true)
  const { body, ...rest } = upload
  const file = await house.services.files.put(actor.tenantId, body, { maxBytes, ...rest })
  return inContext(house, wanted.endpoint, actor, (context) => wanted.run(context, input, file), input)
}

/** One transaction behind the wall; what was recorded joins the ledger as its last step. */
async function inContext(
  house: House,
  endpoint: AnyEndpoint,
  actor: TenantActor,
  run: (context: Context) => Promise<unknown>,
  input: unknown,
): Promise<unknown> {
  const work = async (context: Context, draft: Draft) => {
    const answer = await run(context)
    if (endpoint.readOnly) await recordGuestReading(context, endpoint, input)
    const needsLeaf = !endpoint.readOnly && !endpoint.isUnrecorded
    if (needsLeaf && draft.entries.length === 0 && !draft.isRecorded) {
      throw new Error(`${endpoint.name} changed something without a leaf`)
    }
    return endpoint.kind === 'download' ? answer : endpoint.output.parse(answer)
  }
  return inDraft(house, actor, work, endpoint.readOnly)
}

/** Each reading of a guest is on record: on the stream of their access to the case, else on the audit stream. */
async function recordGuestReading(context: Context, endpoint: AnyEndpoint, input: unknown): Promise<void> {
  const { actor, tx } = context
  if (actor.kind !== 'member' || actor.role !== 'guest' || !readsCases(endpoint)) return
  const id = endpoint.path.startsWith('/incidents/{id}') ? readId(input) : undefined
  const stream = id === undefined ? undefined : await guestStreamOf(tx.$client, id)
  context.record({ stream: stream ?? 'audit', kind: 'guest.read', fields: { action: endpoint.name } })
}

/** What is a person's own, and the name of the organisation, are no reading of a case. */
function readsCases({ permission }: AnyEndpoint): boolean {
  return !permission.endsWith('.own') && permission !== 'tenant.read' && permission !== 'signed_in'
}

function readId(input: unknown): string | undefined {
  const isHolder = typeof input === 'object' && input !== null && 'id' in input
  return isHolder && typeof input.id === 'string' ? input.id : undefined
}
