/** How a person says which field of a tool's own JSON means what; kept with the source. */
import * as z from 'zod'
import { signalSeverities } from './severities.ts'

/** A path of field names and list positions, joined by full stops: `alert.hosts.0.name`. */
const Path = z.string().trim().min(1).max(300)
const Word = z.string().trim().min(1).max(100)

/** What a field may mean, in the order in which a person is asked. */
export const meanings = ['title', 'summary', 'severity', 'state', 'at', 'id', 'group'] as const
export type Meaning = (typeof meanings)[number]

export const Mapping = z.strictObject({
  /** Where the body keeps a list of entries; absent when the body is the entry, or the list. */
  list: Path.optional(),
  title: Path,
  summary: Path.optional(),
  severity: Path.optional(),
  state: Path.optional(),
  at: Path.optional(),
  id: Path.optional(),
  group: Path.optional(),
  /** The tool's words for its severities, where ours are not understood. */
  severities: z
    .array(z.strictObject({ word: Word, means: z.enum(signalSeverities) }))
    .max(30)
    .default([]),
  /** The tool's words for "it is over", beside those that are known. */
  ended: z.array(Word).max(30).default([]),
})
export type Mapping = z.output<typeof Mapping>
