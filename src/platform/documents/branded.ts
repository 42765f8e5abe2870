/** Promises that whatever is set for an organisation bears its colour and letters, without a document knowing of it. */
import { brandInks, markOf, type BrandColour } from '../../base/brand.ts'
import type { Wall } from '../database/wall.ts'
import type { Typesetter } from './typeset.ts'

/** The typesetter as an organisation has it. */
export function typesetterFor(typesetter: Typesetter, wall: Wall, tenantId: string): Typesetter {
  return {
    close: () => typesetter.close(),
    typeset: async (document) => typesetter.typeset({ ...document, brand: await brandOf(wall, tenantId) }),
  }
}

/** Read when a document is set, which is after the transaction that asked for it. */
async function brandOf(
  wall: Wall,
  tenantId: string,
): Promise<{ colour: string; letters: string } | undefined> {
  return wall.inTenant(tenantId, async ({ $client }) => {
    const { rows } = await $client.query<{ name: string; colour: BrandColour; mark: string }>(
      'select name, colour, mark from app.tenant',
    )
    const [own] = rows
    return own === undefined ? undefined : { colour: brandInks[own.colour], letters: markOf(own) }
  })
}
