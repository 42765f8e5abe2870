import * as z from 'zod'
import { brandColours } from '../base/brand.ts'
import { kept, keep } from './kept.ts'

/** Colour and letters of an organisation, as this device last saw them inside. */
const Look = z.object({ slug: z.string(), colour: z.enum(brandColours), letters: z.string() })
export type Look = z.infer<typeof Look>

const name = 'look'

export function keepLook(look: Look): void {
  keep(name, JSON.stringify(look))
}

/** Of the organisation with this address; of the one last seen where none is named. */
export function keptLook(slug: string | undefined): Look | undefined {
  try {
    const read = Look.safeParse(JSON.parse(kept(name) ?? 'null'))
    return read.success && (slug === undefined || read.data.slug === slug) ? read.data : undefined
  } catch {
    // Somebody else's words under our name.
    return undefined
  }
}
