import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { readerOf } from './actions.ts'
import { savedListNames, savedLists } from './contract.ts'
import { searchViews } from './store.ts'

/** A key has no views of its own. */
export const viewSearch: SearchSource = {
  kind: 'view',
  permission: 'account.own',
  async find(context, sought) {
    const lists = savedListNames.filter(
      // A view of what is shown of a case opens where the case is known.
      (list) => !list.includes('*') && context.can(savedLists[list]),
    )
    return searchViews(context, sought, { reader: readerOf(context), lists })
  },
}
