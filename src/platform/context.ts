/** What those who act are given: the house, and the one context that everything they do goes through. */
import type { Readable } from 'node:stream'
import type { Actor } from '../base/access.ts'
import type { Permission } from '../base/permissions.ts'
import type { Announcement } from '../base/announcement.ts'
import type { FieldValue } from '../base/ledger/leaf.ts'
import type { LeafKind } from '../base/leaf-kinds.ts'
import type { Transaction, Wall } from './database/wall.ts'
import type { Entry } from './ledger/append.ts'
import type { Announcer } from './events/announce.ts'
import type { LedgerSigner } from './ledger/checkpoint.ts'
import type { Typesetter } from './documents/typeset.ts'
import type { Services } from './services.ts'

/** What the whole program stands on; made once in `app/`, handed to everything, never imported as a value. */
export interface House {
  readonly wall: Wall
  readonly services: Services
  /** Who hears what rooms announce; filled by `app/` alone. */
  readonly announcer: Announcer<Context>
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
  /** Sets documents with the colour and letters of the organisation. */
  readonly typesetter: Typesetter
  /** A fresh UUIDv7. */
  newId(): string
  /** Appends a leaf when the action commits; `audit` and `intake` name the tenant's own streams. */
  record(entry: {
    stream: string
    kind: LeafKind
    fields?: Readonly<Record<string, FieldValue>>
    /** Only of `field.erase`: which fields of earlier leaves of the stream are closed in this transaction. */
    erased?: readonly (readonly [number, string])[]
  }): void
  can(permission: Permission): boolean
  /** Work that may only start once the change is safe, e.g. waking the post; its failure is logged, not answered. */
  afterCommit(work: () => void | Promise<void>): void
  /** Signs a checkpoint over all that this action records, in the same transaction. */
  checkpoint(): void
  /** Tells whoever listens, inside this transaction: what they write stands or falls with this change. */
  announce(event: Announcement): Promise<void>
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

/** What a foreign tool sent, untouched: its bytes are its own, its headers prove who it is. */
export interface Webhook {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
