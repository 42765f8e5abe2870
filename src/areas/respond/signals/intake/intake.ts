/** What the intake of one process remembers between requests: sources by their id, what waits to be written, who visited. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { asSystem, type House } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import { findSourceAtDoor, type SourceAtDoor } from '../store/sources.ts'
import { createBatcher, type Batcher } from './batcher.ts'
import { groupSignals } from './group-signals.ts'
import { createRegrouper, type Regrouper } from './regroup.ts'
import { writeBatch } from './write-batch.ts'

export interface Intake {
  readonly batcher: Batcher
  readonly sources: SourceDoor
}

const batchers = new WeakMap<House, Batcher>()
const doors = new WeakMap<Services, SourceDoor>()

/** The intake of this process, made when the first delivery comes. A house with a clock of its own writes by that clock. */
export function intakeOf(house: House): Intake {
  return { batcher: batcherOf(house), sources: doorOf(house.services) }
}

function batcherOf(house: House): Batcher {
  const known = batchers.get(house)
  if (known !== undefined) return known
  const batcher = createBatcher({
    write: async (tenantId, deliveries) => {
      const outcomes = await asSystem(house, tenantId, 'Intake', (context) => writeBatch(context, deliveries))
      regrouperOf(house).soon(tenantId)
      return outcomes
    },
    onFailure: (error) => house.services.log.error({ err: error }, 'a batch of signals could not be written'),
  })
  batchers.set(house, batcher)
  return batcher
}

const regroupers = new WeakMap<House, Regrouper>()

/** Who groups in this process what came. */
export function regrouperOf(house: House): Regrouper {
  const known = regroupers.get(house)
  if (known !== undefined) return known
  const regrouper = createRegrouper(async (tenantId) => {
    try {
      return await asSystem(house, tenantId, 'Muster', groupSignals)
    } catch (error) {
      // The news stays, and the job of the next minute takes it up.
      house.services.log.error({ err: error, tenantId }, 'signals could not be grouped')
      return false
    }
  })
  regroupers.set(house, regrouper)
  return regrouper
}

function doorOf(services: Services): SourceDoor {
  const known = doors.get(services) ?? createSourceDoor(services.door)
  doors.set(services, known)
  return known
}

/** The source was changed by this process: its next delivery is looked up anew. */
export function forgetSource(services: Services, id: string): void {
  doors.get(services)?.forget(id)
}

export interface SourceDoor {
  /**
   * The source that has this id, and for which the sender proves that it is the one: by its secret, or by a signature.
   * Undefined for an unknown id and for a wrong proof alike.
   */
  admit(id: string, proof: Proof, now: Date): Promise<Admitted | undefined>
  forget(id: string): void
}

export interface Proof {
  readonly secret: string
  /** Whether the message is signed as this source's keys want it; asked for sources that have keys, instead of the secret. */
  isSigned(source: SourceAtDoor): boolean
}

export type Admitted = SourceAtDoor

/**
 * How long a source is remembered. It only saves a question: the batch itself compares the secret with the row,
 * so a secret that was changed in any process stops working with that process's commit.
 */
const rememberMillis = 1000
/** A secret that does not fit what is remembered may be newer: asked again, but not for each guess. */
const askAgainMillis = 100
const rememberedSources = 10_000

function createSourceDoor(door: Services['door']): SourceDoor {
  const known = new Map<string, { found: Promise<SourceAtDoor | undefined>; at: number }>()
  const look = (id: string, now: number, maxAge: number): Promise<SourceAtDoor | undefined> => {
    const entry = known.get(id)
    if (entry !== undefined && now >= entry.at && now - entry.at < maxAge) return entry.found
    if (known.size >= rememberedSources) known.clear()
    const found = findSourceAtDoor(door, id)
    known.set(id, { found, at: now })
    found.catch(() => known.delete(id))
    return found
  }
  return {
    async admit(id, proof, now) {
      const given = sha256(proof.secret)
      const fits = (source: SourceAtDoor | undefined) => {
        if (source !== undefined && source.signing !== null)
          return proof.isSigned(source) ? source : undefined
        // Digests have one length, so the comparison cannot throw; an unknown source is compared too.
        const isSame = timingSafeEqual(source?.secretHash ?? noHash, given)
        return isSame && source !== undefined ? source : undefined
      }
      return (
        fits(await look(id, now.getTime(), rememberMillis)) ??
        fits(await look(id, now.getTime(), askAgainMillis))
      )
    },
    forget: (id) => void known.delete(id),
  }
}

const noHash = Buffer.alloc(32)

export function sha256(bytes: string | Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
