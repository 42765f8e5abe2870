import { markOf } from '../../../../base/brand.ts'
import { doorAction } from '../../../../platform/action.ts'
import * as contract from '../contract/own-accounts.ts'
import { findOutsideLook } from '../store/organisation.ts'

/** Letters alone go out: whoever guesses an address learns no name, and nothing where the owner did not say so. */
export const findLook = doorAction(contract.findSignInLook, async ({ house }, { slug }) => {
  const found = await findOutsideLook(house, slug)
  return { look: found === undefined ? null : { colour: found.colour, letters: markOf(found) } }
})
