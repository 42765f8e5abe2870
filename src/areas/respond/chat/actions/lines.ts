import type { Actor } from '../../../../base/access.ts'
import type { Endpoint, OutputOf, SentInputOf } from '../../../../base/endpoint.ts'
import type { House } from '../../../../platform/action.ts'
import type { ConnectionRow } from '../store/connections.ts'

/** Performs what an endpoint declares, as this person: permission, circle, leaf and all. The application fills it. */
export type Act = <E extends Endpoint>(
  house: House,
  endpoint: E,
  actor: Actor,
  input: SentInputOf<E>,
) => Promise<OutputOf<E>>

/** A line that somebody typed, wherever it came from. */
export interface HeardLine {
  readonly channel: string
  readonly user: string
  readonly userName: string
  /** What stands behind the mark. */
  readonly text: string
  /** As people type it: `/muster` or `!muster`. */
  readonly mark: string
  /** Names this line and no other. */
  readonly id: Buffer
}

export interface SaidBack {
  readonly text: string
  /** For the one who typed it alone. */
  readonly isPrivate: boolean
  /** Said to somebody whom nobody knows. */
  readonly isStranger?: boolean
}

/** Where a line was typed. */
export interface TypedAt {
  readonly house: House
  readonly tenantId: string
  readonly connection: Pick<ConnectionRow, 'id' | 'language'>
  readonly act: Act
}
