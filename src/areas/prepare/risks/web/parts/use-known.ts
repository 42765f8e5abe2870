import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { listAssets } from '../../../../register/assets/contract.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import type { Known } from './entries.ts'

/** Whom and what the form of a risk offers. */
export function useKnown(): Known {
  return {
    people: peopleAmong(useEvery(listMembers, {})),
    assets: useEvery(listAssets, {}),
  }
}
