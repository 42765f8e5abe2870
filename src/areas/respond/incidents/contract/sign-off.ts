/** After the closing: a reviewer signs the case off, or sends it back with what is missing, by whom and until when. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { severities } from '../../../../base/incident-words.ts'
import { reviewStates } from './sign-off-words.ts'

const Line = z.string().trim().min(1).max(300)

export const MissingPart = z.object({
  id: Id,
  incidentId: Id,
  title: z.string(),
  ownerId: Id,
  dueOn: z.string(),
  isOverdue: z.boolean(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  note: z.string(),
})
export type MissingPart = z.infer<typeof MissingPart>

export const Review = z.object({
  /** Null where nobody is asked: an open case, or a small one that may be signed off all the same. */
  state: z.enum(reviewStates).nullable(),
  /** Of the closing that is judged; null while the case is open. */
  closedAt: z.string().nullable(),
  verdicts: z.array(
    z.object({
      id: Id,
      verdict: z.enum(['signed', 'returned']),
      note: z.string(),
      aloneReason: z.string().nullable(),
      judgedAt: z.string(),
      judgedBy: z.string(),
      /** Of an earlier closing: the case was opened again since. */
      isOutdated: z.boolean(),
    }),
  ),
  parts: z.array(MissingPart),
  /** Led or closed it: then a second person is to sign. */
  isOwnWork: z.boolean(),
  can: z.object({ judge: z.boolean(), settle: z.boolean() }),
})
export type Review = z.infer<typeof Review>

export const readReview = endpoint({
  name: 'readReview',
  method: 'GET',
  path: '/incidents/{id}/sign-off',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Review,
  summary: 'Read how a closed case stands with its reviewer',
})

export const judgeCase = endpoint({
  name: 'judgeCase',
  method: 'POST',
  path: '/incidents/{id}/sign-off',
  permission: 'incident.review',
  status: 201,
  input: z.strictObject({
    id: Id,
    closedAt: InstantIn.describe('The closing that was read: one that came since is not signed unseen'),
    verdict: z.enum(['signed', 'returned']),
    note: z.string().trim().max(2000).default(''),
    missing: z
      .array(z.strictObject({ title: Line, ownerId: Id, dueOn: Day }))
      .max(20)
      .default([])
      .describe('With `returned`: what is missing'),
    aloneReason: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .nullable()
      .default(null)
      .describe('Where there is nobody but the one who led or closed it'),
  }),
  output: Review,
  summary: 'Sign a closed case off, or send it back with what is missing',
})

export const settleMissingPart = endpoint({
  name: 'settleMissingPart',
  method: 'POST',
  path: '/incidents/{id}/missing-parts/{part}/settlement',
  permission: 'incident.review',
  input: z.strictObject({ id: Id, part: Id, note: z.string().trim().min(1).max(2000) }),
  output: Review,
  summary: 'Say how a missing part was settled',
})

export const listMissingParts = endpoint({
  name: 'listMissingParts',
  method: 'GET',
  path: '/missing-parts',
  permission: 'incident.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(
    MissingPart.extend({ number: z.number().int(), severity: z.enum(severities), ownerName: z.string() }),
  ),
  summary: 'List what reviewers found missing and nobody settled yet, the nearest date first',
})
