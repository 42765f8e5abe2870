/** What people outside read without signing in, and how people of the house decide what that is. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { insideAudiences, lineKinds, statementAudiences, statementLanguages } from './statement-words.ts'

export const SharedLine = z.strictObject({ what: z.enum(lineKinds), text: z.string().min(1).max(600) })
export type SharedLine = z.infer<typeof SharedLine>

/** What one partner reads: some words, and lines of the case. */
export const SharedContent = z.strictObject({
  note: z.string().trim().max(2000),
  lines: z.array(SharedLine).max(120),
})
export type SharedContent = z.infer<typeof SharedContent>

/** Audiences outside that a page can be made for. */
export const partnerAudiences = statementAudiences.filter(
  (audience) => !insideAudiences.includes(audience) && audience !== 'public' && audience !== 'press',
)

export const PartnerPage = z.object({
  id: Id,
  name: z.string(),
  audience: z.enum(statementAudiences),
  state: z.enum(['open', 'expired', 'revoked']),
  madeAt: z.string(),
  madeBy: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  /** What it shows now, and how often that was shared anew. */
  content: SharedContent,
  number: z.number().int(),
  sharedAt: z.string(),
  sharedBy: z.string(),
  views: z.object({
    all: z.number().int(),
    /** Of what it shows now. */
    ofThis: z.number().int(),
    lastAt: z.string().nullable(),
  }),
})
export type PartnerPage = z.infer<typeof PartnerPage>

/** What one audience may read of the case now, and how much is kept from it by which rule. */
export const Edition = z.object({
  audience: z.enum(statementAudiences),
  lines: z.array(SharedLine),
  withheld: z.array(z.object({ text: z.string(), why: z.string() })),
  /** Why the mark or the circle of the case keeps all of it from them; '' where they may read it. */
  barred: z.string(),
})
export type Edition = z.infer<typeof Edition>

export const OutsideBoard = z.object({
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  mode: z.string(),
  /** Why nothing of this case may be shown outside; '' where it may. */
  barred: z.string(),
  editions: z.array(Edition),
  partners: z.array(PartnerPage),
  publicPage: z
    .object({
      url: z.string(),
      isOpen: z.boolean(),
      nextUpdateAt: z.string().nullable(),
      /** Statements to the public that were let go. */
      updates: z.number().int(),
      subscribers: z.number().int(),
      /** People can subscribe: mail is set up, tested and not marked as hostile. */
      maySubscribe: z.boolean(),
    })
    .nullable(),
  can: z.object({ share: z.boolean() }),
})
export type OutsideBoard = z.infer<typeof OutsideBoard>

export const readOutside = endpoint({
  name: 'readOutside',
  method: 'GET',
  path: '/incidents/{id}/outside',
  permission: 'recipient.read',
  input: z.strictObject({ id: Id }),
  output: OutsideBoard,
  summary:
    'Read what each audience may see of a case, the pages of partners with their views, and the public page',
})

export const sharePage = endpoint({
  name: 'sharePage',
  method: 'POST',
  path: '/incidents/{id}/partner-pages',
  permission: 'statement.send',
  status: 201,
  input: z.strictObject({
    id: Id,
    page: Id.optional().describe('An open page: what it shows is replaced, its link stays'),
    name: z.string().trim().min(1).max(200).describe('Whom it is for'),
    audience: z.enum(partnerAudiences),
    days: z.number().int().min(1).max(90).default(14).describe('After so many days the link ends'),
    content: SharedContent,
  }),
  output: z.object({
    page: PartnerPage,
    /** Shown this once; null where an open page was shared anew. */
    url: z.string().nullable(),
  }),
  summary: 'Share chosen lines of a case with one partner by a private link that ends',
})

export const revokePage = endpoint({
  name: 'revokePage',
  method: 'POST',
  path: '/incidents/{id}/partner-pages/{page}/revocation',
  permission: 'statement.draft',
  input: z.strictObject({ id: Id, page: Id }),
  output: PartnerPage,
  summary: 'Close the page of a partner: its link opens nothing any more',
})

export const setPublicPage = endpoint({
  name: 'setPublicPage',
  method: 'PUT',
  path: '/incidents/{id}/public-page',
  permission: 'statement.send',
  input: z.strictObject({
    id: Id,
    isOpen: z.boolean(),
    nextUpdateAt: InstantIn.nullable().default(null).describe('When the public hears the next word'),
  }),
  output: OutsideBoard.shape.publicPage,
  summary: 'Open the public page of an incident, close it, or say when its next update comes',
})

export const printEdition = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printEdition',
  method: 'POST',
  path: '/incidents/{id}/editions',
  permission: 'statement.draft',
  input: z.strictObject({
    id: Id,
    audience: z.enum(statementAudiences),
    language: z.enum(statementLanguages).default('en'),
  }),
  output: z.any(),
  summary: 'Make the situation report as this audience may read it (PDF)',
})

const token = z.string().min(1).max(100)

export const viewPartnerPage = endpoint({
  name: 'viewPartnerPage',
  method: 'POST',
  path: '/partner-page-views',
  permission: 'public',
  input: z.strictObject({ token }),
  output: z.object({
    organisation: z.string(),
    name: z.string(),
    isExercise: z.boolean(),
    content: SharedContent,
    number: z.number().int(),
    sharedAt: z.string(),
    expiresAt: z.string(),
  }),
  summary: 'Open the page that was shared with me; that it was opened is kept',
})

export const readPublicPage = endpoint({
  name: 'readPublicPage',
  method: 'GET',
  path: '/public-pages/{token}',
  permission: 'public',
  input: z.strictObject({ token }),
  output: z.object({
    organisation: z.string(),
    /** The newest first. */
    updates: z.array(
      z.object({
        number: z.number().int(),
        stage: z.string(),
        language: z.enum(statementLanguages),
        subject: z.string(),
        releasedAt: z.string(),
        /** Time of the update that corrects this one. */
        correctedAt: z.string().nullable(),
        parts: z.array(z.object({ heading: z.string(), lines: z.array(z.string()), isList: z.boolean() })),
      }),
    ),
    nextUpdateAt: z.string().nullable(),
    /** The next update was promised for an instant that has passed. */
    isLate: z.boolean(),
    maySubscribe: z.boolean(),
  }),
  summary: 'Read the public page of an incident',
})

export const subscribeToPage = endpoint({
  name: 'subscribeToPage',
  method: 'POST',
  path: '/public-pages/{token}/subscriptions',
  permission: 'public',
  status: 202,
  input: z.strictObject({
    token,
    email: z.string().trim().min(3).max(254),
    language: z.enum(statementLanguages).default('en'),
  }),
  output: z.object({ asked: z.literal(true) }),
  summary: 'Ask for a mail when the public page says something new; answered alike for every address',
})

export const settleSubscription = endpoint({
  name: 'settleSubscription',
  method: 'POST',
  path: '/subscriptions',
  permission: 'public',
  input: z.strictObject({ token, what: z.enum(['confirm', 'end']) }),
  output: z.object({ what: z.enum(['confirm', 'end']), organisation: z.string() }),
  summary: 'Confirm or end a subscription to a public page',
})
