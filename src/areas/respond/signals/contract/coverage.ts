/** Which kinds of assets the sources speak of, and which assets nobody would hear of. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { assetKinds } from '../../../register/assets/contract.ts'
import { sourceKinds } from './signals.ts'

const Source = z.object({ id: Id, name: z.string() })
const Days = z.number().int().min(1).max(365)

export const WatchedKind = z.object({
  kind: z.enum(assetKinds),
  /** How many assets of it are in use, and of how many a source spoke within the days. */
  assets: z.number().int(),
  heard: z.number().int(),
  sources: z.array(Source),
  /** Kinds of sources that could watch it. */
  couldWatch: z.array(z.enum(sourceKinds)),
})
export type WatchedKind = z.infer<typeof WatchedKind>

export const Unheard = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(assetKinds),
  /** Work that stops without it, where that comes back first; empty for what is not essential. */
  functions: z.array(z.string()),
  /** When a source last spoke of it; null for never. */
  lastAt: z.string().nullable(),
})
export type Unheard = z.infer<typeof Unheard>

export const readSignalCoverage = endpoint({
  name: 'readSignalCoverage',
  method: 'GET',
  path: '/signal-coverage',
  permission: 'source.read',
  input: z.strictObject({}),
  output: z.object({
    /** After so many days without a signal an asset counts as not watched. */
    days: Days,
    sources: z.number().int(),
    kinds: z.array(WatchedKind),
    /** The essential ones first; at most a thousand. */
    unheard: z.array(Unheard),
    unheardCount: z.number().int(),
  }),
  summary:
    'Read which kinds of assets are watched by which source, and the assets without a signal for so many days',
})

export const changeSignalCoverage = endpoint({
  name: 'changeSignalCoverage',
  method: 'PUT',
  path: '/signal-coverage',
  permission: 'source.manage',
  input: z.strictObject({ days: Days }),
  output: z.object({ days: Days }),
  summary: 'Say after how many days without a signal an asset counts as not watched',
})
