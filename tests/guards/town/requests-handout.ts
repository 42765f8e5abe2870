import { plain } from './building.ts'
import type { Example } from './requests.ts'

export const handoutExamples: Readonly<Record<string, Example>> = {
  listHandouts: plain(),
  makeHandout: plain(),
  printWalletCards: plain(),
}
