import * as z from 'zod'

/** One duty that a change of facts moved. */
export const Moved = z.object({
  key: z.string(),
  title: z.string(),
  what: z.enum(['appeared', 'gone', 'moved']),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export type Moved = z.infer<typeof Moved>
