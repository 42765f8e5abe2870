/**
 * Promises that whoever looks at a thing hears at once that it moved, in every process, although nothing of it is on the
 * record yet: letters that are typed. Carries no content, and only who may hear of its stream hears of it.
 */
import type { PoolClient } from 'pg'

export interface Touch {
  /** The stream by which it is decided who hears. */
  readonly stream: string
  readonly kind: string
  /** What moved. */
  readonly about: string
  /** How far it moved; who has that much already need not look. */
  readonly mark: number
}

export const touchChannel = 'muster_touch'

/** Told with the commit of this transaction, or not at all. */
export async function touch(
  { tx, tenantId }: { readonly tx: { readonly $client: PoolClient }; readonly tenantId: string },
  moved: Touch,
): Promise<void> {
  await tx.$client.query('select pg_notify($1, $2)', [touchChannel, JSON.stringify({ tenantId, ...moved })])
}

/** @returns undefined for what this version did not write */
export function readTouch(payload: string | undefined): (Touch & { readonly tenantId: string }) | undefined {
  try {
    // Only `touch` writes to the channel; an older or newer process may write more or less.
    const { tenantId, stream, kind, about, mark } = JSON.parse(payload ?? '') as Record<string, unknown>
    const words = [tenantId, stream, kind, about]
    if (!words.every((one) => typeof one === 'string') || typeof mark !== 'number') return undefined
    const [tenant = '', of = '', what = '', thing = ''] = words.map(String)
    return { tenantId: tenant, stream: of, kind: what, about: thing, mark }
  } catch {
    return undefined
  }
}
