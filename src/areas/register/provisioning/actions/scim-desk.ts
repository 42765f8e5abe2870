import { createHash } from 'node:crypto'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Holdings } from '../../people/public/holdings.ts'
import type { Resource } from '../rules/resources.ts'

/** What every request of a directory is answered with. */
export interface Desk extends Holdings {
  readonly context: Context
  /** The address of the door. */
  readonly base: string
  readonly query: Readonly<Record<string, string>>
  readonly ifMatch?: string | undefined
}

/** The version is what stands in it: whatever changes a person, here or there, makes another one. */
export function withVersion(resource: Resource): Resource {
  const digest = createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)
  return { ...resource, meta: { ...resource.meta, version: `W/"${digest}"` } }
}

/** @throws Refusal with 412 when this is not the version that was seen */
export function refuseOther({ ifMatch }: Desk, resource: Resource): void {
  if (ifMatch === undefined || ifMatch === resource.meta['version']) return
  refuse('conflict', 'This was changed meanwhile. Read it again, then change it.', { status: 412 })
}
