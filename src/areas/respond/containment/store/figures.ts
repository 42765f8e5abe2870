import { desc } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { functionReturn } from '../tables.ts'

/** Each time that a function of the business stood still, the newest first; at most 50,000. */
export async function listOutages({ tx }: Pick<Context, 'tx'>): Promise<
  {
    readonly incidentId: string
    readonly functionId: string
    readonly downAt: Date
    readonly restoredAt: Date | null
    readonly acceptedAt: Date | null
  }[]
> {
  return tx
    .select({
      incidentId: functionReturn.incidentId,
      functionId: functionReturn.functionId,
      downAt: functionReturn.downAt,
      restoredAt: functionReturn.restoredAt,
      acceptedAt: functionReturn.acceptedAt,
    })
    .from(functionReturn)
    .orderBy(desc(functionReturn.downAt))
    .limit(50_000)
}
