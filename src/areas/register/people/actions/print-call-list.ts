import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/people.ts'
import { callListData, callListDocument } from '../documents/call-list.ts'
import { listReachableRows } from '../store/members.ts'
import { getOrganisation } from '../store/organisation.ts'

export const printCallList = action(contract.printCallList, async (context) => {
  const data = callListData(await listReachableRows(context), await getOrganisation(context), context.now)
  context.record({ stream: 'audit', kind: 'calllist.print', fields: { people: data.people.length } })
  const { typesetter } = context
  return {
    name: 'call-list.pdf',
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(callListDocument(data, context.now)),
  }
})
