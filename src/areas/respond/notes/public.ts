import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { inCases } from '../incidents/public/search.ts'
import { searchPages } from './store.ts'

export const noteSearch: SearchSource = {
  kind: 'note',
  permission: 'incident.read',
  find: async (context, sought) => inCases(context, await searchPages(context, sought)),
}
