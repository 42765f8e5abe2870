import { plain } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

export const handoutExamples: Readonly<Record<string, Example>> = {
  listHandouts: plain(),
  makeHandout: plain(),
  printWalletCards: plain(),
}

/** A copy that the owner made, whose name stands in it. */
export async function furnishHandout(act: Act): Promise<void> {
  await act('makeHandout', {})
}
