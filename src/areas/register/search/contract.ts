/** One search over everything that whoever asks could open. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { foundKinds } from '../../../base/search.ts'

export const Found = z.object({
  id: z.string(),
  title: z.string(),
  more: z.string().describe('What tells it from another of the same name'),
  path: z.string().describe('Page inside the organisation on which it stands'),
})
export type Found = z.infer<typeof Found>

export const searchEverything = endpoint({
  name: 'searchEverything',
  method: 'GET',
  path: '/search',
  permission: 'tenant.read',
  input: z.strictObject({
    q: z.string().max(200).describe('Words, parts of words, a number, an address; each must occur'),
    kind: z.enum(foundKinds).optional().describe('Only this kind, and more of it'),
    language: z.enum(['en', 'de']).default('en').describe('Of what the program itself is worded in'),
  }),
  output: z.object({
    groups: z.array(z.object({ kind: z.enum(foundKinds), items: z.array(Found), hasMore: z.boolean() })),
    isTooShort: z.boolean(),
  }),
  summary: 'Find cases, people, plans and everything else that you may open, grouped by kind',
})
