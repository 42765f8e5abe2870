/** Promises that work which outlasts a transaction enters the wall step by step, and that each step leaves its leaf. */
import type { Context, House, TenantActor } from './context.ts'
import { asSystem, inDraft } from './in-context.ts'
import type { Services } from './services.ts'

/** What a long action is given. Between two steps no transaction is open; a crash keeps the steps that were done. */
export interface LongWork {
  readonly actor: TenantActor
  readonly tenantId: string
  readonly services: Services
  /** One transaction that changes something; it must record what. */
  step<T>(change: (context: Context) => Promise<T>): Promise<T>
  /** One transaction that only reads. */
  look<T>(read: (context: Context) => Promise<T>): Promise<T>
  /** A transaction of the program itself, for what must stand although this work fails. */
  separately<T>(name: string, work: (context: Context) => Promise<T>): Promise<T>
}

/** Long work of this actor, who was allowed to do it when it began. */
export function longWork(house: House, actor: TenantActor): LongWork {
  return {
    actor,
    tenantId: actor.tenantId,
    services: house.services,
    look: (read) => inDraft(house, actor, read, true),
    separately: (name, work) => asSystem(house, actor.tenantId, name, work),
    step: (change) =>
      inDraft(house, actor, async (context, draft) => {
        const answer = await change(context)
        if (draft.entries.length === 0 && !draft.isRecorded)
          throw new Error('a step of long work changed something without a leaf')
        return answer
      }),
  }
}
