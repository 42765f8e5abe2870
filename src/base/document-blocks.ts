/** The parts that documents are made of, whatever file they become. Words of a person stay words wherever they are shown. */
import * as z from 'zod'

const Text = z.string().max(20_000)

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: Text }),
  z.object({ kind: z.literal('paragraph'), text: Text }),
  z.object({ kind: z.literal('list'), items: z.array(Text), isOrdered: z.boolean() }),
  z.object({ kind: z.literal('table'), head: z.array(Text), rows: z.array(z.array(Text)) }),
  /** Words that must be found at once: a card for the first minutes, what not to do. */
  z.object({ kind: z.literal('card'), title: Text, lines: z.array(Text), isWarning: z.boolean() }),
])
export type Block = z.infer<typeof Block>
