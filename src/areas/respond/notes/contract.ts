/** Pages of a case that several people write in at once, and the versions that are kept of them. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'
import { sharedUpdateBytesAtMost } from '../../../base/shared-text.ts'

/** Why a version was kept: nobody wrote for a while, another person went on, by hand, an older one came back, the case closed. */
export const versionWhys = ['pause', 'takeover', 'by_hand', 'brought_back', 'closing'] as const
export type VersionWhy = (typeof versionWhys)[number]

/** The touch by which others hear that a page moved; its id goes with it. */
export const noteTouch = 'note_page.write'

const Title = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\n\r]*$/, 'must be one line')

const base64Of = (bytes: number) =>
  z
    .string()
    .max(Math.ceil(bytes / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64')

export const NotePage = z.object({
  id: Id,
  title: z.string(),
  openedAt: z.string(),
  openedBy: z.string(),
  writtenAt: z.string().nullable(),
  writtenBy: z.string().nullable(),
  archivedAt: z.string().nullable(),
  /** Number of the last version; 0 where none was kept yet. */
  version: z.number().int(),
  /** Something stands there that no version holds yet. */
  isUnkept: z.boolean(),
})
export type NotePage = z.infer<typeof NotePage>

export const NotePageRow = NotePage.extend({
  /** How it begins, or what stands around the words that were looked for. */
  excerpt: z.string(),
})
export type NotePageRow = z.infer<typeof NotePageRow>

/** What somebody does not have yet of a page. */
export const NoteNews = z.object({
  /** Number of the last change in it; send it back as `after`. */
  seq: z.number().int(),
  changes: z.array(z.string()).describe('Yjs updates in base64; applying one twice does no harm'),
  /** Who wrote in the last moments, without the one who asks. */
  writing: z.array(z.object({ name: z.string(), at: z.string() })),
})
export type NoteNews = z.infer<typeof NoteNews>

const after = '`seq` of the answer before; 0 for all of it'

export const listNotePages = endpoint({
  name: 'listNotePages',
  method: 'GET',
  path: '/incidents/{id}/note-pages',
  permission: 'incident.read',
  input: z.strictObject({
    id: Id,
    q: z.string().trim().min(1).max(100).optional().describe('Words in the title or in the text'),
    archived: z.enum(['yes', 'no']).default('no'),
    ...pageInput,
  }),
  output: pageOf(NotePageRow),
  summary: 'List the shared pages of an incident, the newest first',
})

export const openNotePage = endpoint({
  name: 'openNotePage',
  method: 'POST',
  path: '/incidents/{id}/note-pages',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({ id: Id, title: Title }),
  output: NotePage,
  summary: 'Open a shared page in an incident',
})

export const renameNotePage = endpoint({
  name: 'renameNotePage',
  method: 'PUT',
  path: '/incidents/{id}/note-pages/{page}/title',
  permission: 'incident.note',
  input: z.strictObject({ id: Id, page: Id, title: Title }),
  output: NotePage,
  summary: 'Rename a shared page',
})

export const archiveNotePage = endpoint({
  name: 'archiveNotePage',
  method: 'PUT',
  path: '/incidents/{id}/note-pages/{page}/archive',
  permission: 'incident.note',
  input: z.strictObject({ id: Id, page: Id, isArchived: z.boolean() }),
  output: NotePage,
  summary: 'Put a shared page away, or take it back',
})

export const readNotePage = endpoint({
  name: 'readNotePage',
  method: 'GET',
  path: '/incidents/{id}/note-pages/{page}',
  permission: 'incident.read',
  input: z.strictObject({
    id: Id,
    page: Id,
    after: z.coerce.number().int().min(0).default(0).describe(after),
  }),
  output: z.object({ page: NotePage, news: NoteNews, mayWrite: z.boolean() }),
  summary: 'Read a shared page, or what is new in it',
})

export const writeNotePage = endpoint({
  name: 'writeNotePage',
  method: 'POST',
  path: '/incidents/{id}/note-pages/{page}/changes',
  permission: 'incident.note',
  // What is typed reaches the record with the version that holds it.
  isUnrecorded: true,
  bodyBytes: 6_000_000,
  input: z.strictObject({
    id: Id,
    page: Id,
    change: base64Of(sharedUpdateBytesAtMost)
      .nullable()
      .describe('A Yjs update (its first encoding) in base64; null only asks what is new'),
    after: z.number().int().min(0).default(0).describe(after),
  }),
  output: NoteNews,
  summary: 'Write in a shared page together with others, and hear what is new in it',
})

const NoteVersion = z.object({
  number: z.number().int(),
  title: z.string(),
  why: z.enum(versionWhys),
  broughtBack: z.number().int().nullable(),
  keptAt: z.string(),
  keptBy: z.string(),
  writers: z.array(z.string()).describe('Who wrote since the version before'),
  letters: z.number().int(),
})
export type NoteVersion = z.infer<typeof NoteVersion>

export const keepNoteVersion = endpoint({
  name: 'keepNoteVersion',
  method: 'POST',
  path: '/incidents/{id}/note-pages/{page}/versions',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({
    id: Id,
    page: Id,
    bringBack: z
      .number()
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .describe('The version whose words are to stand there again'),
  }),
  output: NoteVersion,
  summary: 'Keep what stands on a shared page as a version, or bring an older one back',
})

export const listNoteVersions = endpoint({
  name: 'listNoteVersions',
  method: 'GET',
  path: '/incidents/{id}/note-pages/{page}/versions',
  permission: 'incident.read',
  input: z.strictObject({ id: Id, page: Id, ...pageInput }),
  output: pageOf(NoteVersion),
  summary: 'List the versions of a shared page, the newest first',
})

export const readNoteVersion = endpoint({
  name: 'readNoteVersion',
  method: 'GET',
  path: '/incidents/{id}/note-pages/{page}/versions/{number}',
  permission: 'incident.read',
  input: z.strictObject({ id: Id, page: Id, number: z.coerce.number().int().min(1).max(2_147_483_647) }),
  output: z.object({ version: NoteVersion, text: z.string(), before: z.string() }),
  summary: 'Read a version of a shared page beside the one before it',
})
