/** What this room asks of those that come after it in the story; `app/` fills it. */
import type { House } from '../../../../platform/action.ts'
import type { FoundWait } from '../rules.ts'

export type { FoundWait } from '../rules.ts'

/** What waits in one organisation, as a reader sees it to whom no restricted case was opened. */
export type LookAt = (house: House, tenantId: string) => Promise<readonly FoundWait[]>
