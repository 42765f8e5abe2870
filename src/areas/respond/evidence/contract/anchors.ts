/** Anchors: traces of a checkpoint outside this installation, so that nobody who holds server and key can rewrite the past. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

export const anchorTypes = ['rfc3161', 'email', 'print'] as const

export const Anchor = z.object({
  id: Id,
  type: z.enum(anchorTypes),
  at: z.string(),
  /** Entries of the record that it covers. */
  size: z.number(),
  /** Of a timestamp: who signed, by issuer and serial, and when; of a mail its Message-ID; of a card its mark. */
  about: z.record(z.string(), z.string()),
  addedBy: z.string(),
})
export type Anchor = z.infer<typeof Anchor>

const pem = z.string().max(100_000)

export const listAnchors = endpoint({
  name: 'listAnchors',
  method: 'GET',
  path: '/ledger/anchors',
  permission: 'anchor.read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(Anchor),
    next: z.null(),
    /** Entries of the record now: what lies above the newest anchor is not anchored. */
    size: z.number(),
    authority: z.object({ url: z.string(), hasRoots: z.boolean() }).nullable(),
  }),
  summary: 'The newest traces that this record left outside, and how much of it they cover',
})

export const takeCheckpoint = endpoint({
  name: 'takeCheckpoint',
  method: 'POST',
  path: '/ledger/anchors/checkpoint',
  permission: 'ledger.anchor',
  status: 201,
  input: z.strictObject({}),
  output: z.object({
    size: z.number(),
    note: z.string().describe('The signed checkpoint: the text to mail'),
    request: z.string().describe('The request for a timestamp authority (DER), in base64'),
  }),
  summary: 'Take a checkpoint to anchor by hand: its text, and the request for a timestamp authority',
})

export const addTimestamp = endpoint({
  name: 'addTimestamp',
  method: 'POST',
  path: '/ledger/anchors/timestamps',
  permission: 'ledger.anchor',
  status: 201,
  input: z.strictObject({
    reply: z.base64().max(180_000).describe('The reply of the authority, or its token, in base64'),
    roots: pem
      .optional()
      .describe(
        'Certificates of the authority in PEM, to find the signer; trusted only where none are kept, and then named by hash',
      ),
  }),
  output: Anchor,
  summary: 'Hand in a timestamp of a checkpoint; it is checked, and its signer named',
})

export const askTimestamp = endpoint({
  name: 'askTimestamp',
  method: 'POST',
  path: '/ledger/anchors/asked-timestamps',
  permission: 'ledger.anchor',
  status: 201,
  input: z.strictObject({}),
  output: Anchor,
  summary: 'Ask the timestamp authority that is configured, over the network',
})

export const configureAuthority = endpoint({
  name: 'configureAuthority',
  method: 'POST',
  path: '/ledger/timestamp-authority',
  permission: 'ledger.anchor',
  input: z.strictObject({
    url: z.string().max(500).describe('https address of the authority'),
    roots: pem.default(''),
  }),
  output: z.object({ url: z.string(), hasRoots: z.boolean() }),
  summary: 'Say which timestamp authority is asked, and whom its signatures must lead to',
})

export const addMailAnchor = endpoint({
  name: 'addMailAnchor',
  method: 'POST',
  path: '/ledger/anchors/mails',
  permission: 'ledger.anchor',
  status: 201,
  input: z.strictObject({
    mail: z.base64().max(240_000).describe('The mail as it was sent (.eml), in base64'),
  }),
  output: Anchor,
  summary: 'Hand in a mail that carried a checkpoint to somebody outside; its Message-ID is kept',
})

export const printAnchor = endpoint({
  kind: 'download',
  mediaType: 'application/pdf',
  name: 'printAnchor',
  method: 'POST',
  path: '/ledger/anchors/printed',
  permission: 'ledger.anchor',
  input: z.strictObject({}),
  output: z.any(),
  summary: 'Print a card with the checkpoint as text and as a code, to keep outside',
})
