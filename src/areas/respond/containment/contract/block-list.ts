/** The blocks in force as lists that a firewall or a mail filter asks for by itself. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { blockKinds } from './words.ts'

export const makeBlockList = endpoint({
  name: 'makeBlockList',
  method: 'POST',
  path: '/block-list',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({
    unreviewed: z.boolean().default(false).describe('Also blocks that nobody but their author has looked at'),
  }),
  output: z.object({ urls: z.array(z.object({ kind: z.enum(blockKinds), url: z.string() })) }),
  summary: 'Make the secret addresses of the block lists; shown once, older ones stop working',
})

export const removeBlockList = endpoint({
  name: 'removeBlockList',
  method: 'POST',
  path: '/block-list/removal',
  permission: 'source.manage',
  input: z.strictObject({}),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Close the addresses of the block lists',
})

export const readBlockList = endpoint({
  kind: 'download',
  name: 'readBlockList',
  method: 'GET',
  path: '/block-lists/{token}/{kind}',
  permission: 'public',
  mediaType: 'text/plain; charset=utf-8',
  input: z.strictObject({ token: z.string().min(1).max(100), kind: z.enum(blockKinds) }),
  output: z.any(),
  summary: 'What is blocked at this moment, one in a line, as firewalls and mail filters read it',
})
