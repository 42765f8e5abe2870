/** What of a review goes to whom: one edition per audience, by the sharing rules, with its deliveries; and staff's page. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'
import { deliveryWays, editionAudiences } from './words.ts'

export const editionSections = [
  'happened',
  'learned',
  'well',
  'better',
  'changes',
  'causes',
  'signs',
  'costs',
] as const

const EditionLine = z.strictObject({
  section: z.enum(editionSections),
  text: z.string().max(2000),
})
export type EditionLine = z.infer<typeof EditionLine>

export const EditionContent = z.strictObject({
  title: z.string(),
  language: z.enum(['en', 'de']),
  lines: z.array(EditionLine),
  note: z.string(),
  isExercise: z.boolean(),
})
export type EditionContent = z.infer<typeof EditionContent>

const Delivery = z.object({
  id: Id,
  recipient: z.string(),
  way: z.enum(deliveryWays),
  sentAt: z.string(),
  notedBy: z.string(),
})

const Released = z.object({
  id: Id,
  number: z.number().int(),
  content: EditionContent,
  sha256: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  deliveries: z.array(Delivery),
  /** That it was taken back, and why; null while it stands. */
  withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  /** How many have read it; for staff alone. */
  readers: z.number().int(),
})

const EditionView = z.object({
  audience: z.enum(editionAudiences),
  /** As it would go out now. */
  lines: z.array(EditionLine),
  /** Stands for these lines; sent back with a release, so that nobody releases what they have not seen. */
  seen: z.string(),
  /** What is kept from this audience, and the rule that keeps it. */
  withheld: z.array(z.object({ section: z.enum(editionSections), text: z.string(), why: z.string() })),
  /** Why nothing may go to this audience; '' when it may. */
  barred: z.string(),
  /** The newest first. */
  released: z.array(Released),
})
export type EditionView = z.infer<typeof EditionView>

export const Editions = z.object({
  reviewId: Id,
  number: z.number().int().nullable(),
  title: z.string(),
  items: z.array(EditionView),
  isHeld: z.boolean(),
  can: z.object({ release: z.boolean() }),
})
export type Editions = z.infer<typeof Editions>

export const readReviewEditions = endpoint({
  name: 'readReviewEditions',
  method: 'GET',
  path: '/reviews/{id}/editions',
  permission: 'review.read',
  input: z.strictObject({ id: Id }),
  output: Editions,
  summary: 'Read what of a review each audience may see, what is kept from it and why, and what went out',
})

export const releaseReviewEdition = endpoint({
  name: 'releaseReviewEdition',
  method: 'POST',
  path: '/reviews/{id}/editions',
  permission: 'review.release',
  status: 201,
  input: z.strictObject({
    id: Id,
    audience: z.enum(editionAudiences),
    language: z.enum(['en', 'de']).default('en'),
    seen: z
      .string()
      .max(64)
      .optional()
      .describe('As the lines were read with it; refused where they are others by now'),
    without: z.array(z.string().max(2000)).max(300).default([]).describe('Lines that I leave out'),
    note: z.string().trim().max(1000).default('').describe('A sentence before the rest'),
  }),
  output: Editions,
  summary: 'Release an edition: for staff as a page, for the others as a document',
})

export const noteReviewDelivery = endpoint({
  name: 'noteReviewDelivery',
  method: 'POST',
  path: '/reviews/{id}/editions/{edition}/deliveries',
  permission: 'review.release',
  status: 201,
  input: z.strictObject({
    id: Id,
    edition: Id,
    recipient: z.string().trim().min(1).max(200),
    way: z.enum(deliveryWays),
    sentAt: InstantIn.optional().describe('Now, where it is left out'),
  }),
  output: Editions,
  summary: 'Note to whom an edition went, when and how',
})

export const withdrawReviewEdition = endpoint({
  name: 'withdrawReviewEdition',
  method: 'POST',
  path: '/reviews/{id}/editions/{edition}/withdrawal',
  permission: 'review.release',
  status: 201,
  input: z.strictObject({ id: Id, edition: Id, reason: z.string().trim().min(1).max(1000) }),
  output: Editions,
  summary: 'Take a released edition back, with a reason: it stands on no page any more, and stays on record',
})

export const printReviewEdition = endpoint({
  kind: 'download',
  name: 'printReviewEdition',
  method: 'GET',
  readOnly: false,
  path: '/reviews/{id}/editions/{edition}/paper',
  permission: 'review.read',
  mediaType: 'application/pdf',
  input: z.strictObject({ id: Id, edition: Id }),
  output: z.any(),
  summary: 'Print a released edition as a PDF',
})

export const LearnedPage = z.object({
  id: Id,
  title: z.string(),
  content: EditionContent,
  releasedAt: z.string(),
  isRead: z.boolean(),
})
export type LearnedPage = z.infer<typeof LearnedPage>

export const listLearned = endpoint({
  name: 'listLearned',
  method: 'GET',
  path: '/learned',
  permission: 'review.learn',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional() }),
  output: pageOf(LearnedPage),
  summary: 'List what was learned, as the pages for all staff, the newest first',
})

export const noteLearnedRead = endpoint({
  name: 'noteLearnedRead',
  method: 'POST',
  path: '/learned/{id}/reading',
  permission: 'review.learn',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: LearnedPage,
  summary: 'Say that I have read a page; only how many did is ever shown',
})
