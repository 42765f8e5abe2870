/** Files sent in parts, so that a line that breaks, a browser that reloads or a server that dies costs one part. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Acquisition, Evidence } from './evidence.ts'

/** Bytes of each part but the last, which holds the rest. */
export const partBytes = 8 * 1024 * 1024

const uploads = '/incidents/{id}/evidence-uploads'
const one = { id: Id, upload: Id }

export const Upload = z.object({
  id: Id,
  name: z.string(),
  size: z.number(),
  /** Where the next part begins: so many bytes are safe. */
  arrived: z.number(),
  partBytes: z.number(),
  begunAt: z.string(),
  begunBy: z.string(),
  /** When it is given up unless another part arrives. */
  keptUntil: z.string(),
  /** Whoever began it alone goes on with it; who leads may give it up too. */
  can: z.object({ goOn: z.boolean(), drop: z.boolean() }),
})
export type Upload = z.infer<typeof Upload>

export const beginUpload = endpoint({
  name: 'beginUpload',
  method: 'POST',
  path: uploads,
  permission: 'evidence.add',
  status: 201,
  input: z.strictObject({
    id: Id,
    acquisition: Acquisition,
    mediaType: z.string().max(200).default('application/octet-stream'),
    size: z.int().min(0).describe('Bytes of the whole file'),
  }),
  output: Upload,
  summary: 'Begin to send a file in parts; what is said about it is the same as for one sent whole',
})

export const listUploads = endpoint({
  name: 'listUploads',
  method: 'GET',
  path: uploads,
  permission: 'evidence.add',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Upload), next: z.null() }),
  summary: 'Files on their way into this incident, and how much of each has arrived',
})

export const sendPart = endpoint({
  kind: 'upload',
  name: 'sendPart',
  method: 'PUT',
  path: `${uploads}/{upload}/part`,
  permission: 'evidence.add',
  input: z.strictObject({
    ...one,
    offset: z.coerce.number().int().min(0).describe('Where the part begins: what has `arrived`'),
    mediaType: z.string().max(200).optional(),
  }),
  output: Upload,
  summary: 'Send the next part; once answered it survives a crash. A part sent twice counts once',
})

export const finishUpload = endpoint({
  name: 'finishUpload',
  method: 'POST',
  path: `${uploads}/{upload}/completion`,
  permission: 'evidence.add',
  status: 201,
  input: z.strictObject({
    ...one,
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits')
      .describe('SHA-256 of the whole file, as its sender reckoned it'),
  }),
  output: Evidence,
  summary: 'Seal the file when all of it has arrived and its hash is the one given',
})

export const dropUpload = endpoint({
  name: 'dropUpload',
  method: 'POST',
  path: `${uploads}/{upload}/withdrawal`,
  permission: 'evidence.add',
  input: z.strictObject(one),
  output: z.object({ id: Id }),
  summary: 'Give up a file of your own that is on its way, or lead; what arrived of it is removed',
})
