/** Whether everything essential has a backup that was proved, or a gap that somebody answers for. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

export const coverStates = ['proved', 'unproved', 'accepted', 'open'] as const

export const Gap = z.object({
  id: Id,
  assetId: Id,
  reason: z.string(),
  ownerId: Id,
  endsOn: z.string(),
  acceptedBy: z.string(),
  acceptedAt: z.string(),
})

export const Cover = z.object({
  assetId: Id,
  asset: z.string(),
  /** Work that stops without it. */
  functions: z.array(z.string()),
  priority: z.number().int(),
  longestOutageMinutes: z.number().int().nullable(),
  state: z.enum(coverStates),
  backups: z.array(z.object({ id: Id, name: z.string() })),
  /** How long the last proved restore of any of its backups took. */
  provedMinutes: z.number().int().nullable(),
  gap: Gap.nullable(),
})
export type Cover = z.infer<typeof Cover>

export const readCoverage = endpoint({
  name: 'readCoverage',
  method: 'GET',
  path: '/backup-coverage',
  permission: 'copy.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Cover) }),
  summary: 'Read in the order of coming back which essential asset has a backup, a gap, or nothing',
})

export const acceptGap = endpoint({
  name: 'acceptGap',
  method: 'POST',
  path: '/backup-gaps',
  permission: 'copy.accept',
  status: 201,
  input: z.strictObject({
    assetId: Id,
    reason: z.string().trim().min(1).max(1000),
    ownerId: Id,
    endsOn: Day,
  }),
  output: Gap,
  summary: 'Accept until a day that an asset has no backup, with the reason and who answers for it',
})

export const endGap = endpoint({
  name: 'endGap',
  method: 'POST',
  path: '/backup-gaps/{id}/end',
  permission: 'copy.accept',
  input: z.strictObject({ id: Id, reason: z.string().trim().min(1).max(1000) }),
  output: Gap,
  summary: 'End the acceptance of a missing backup',
})
