import { blackOutWith } from '../areas/register/privacy/actions/black-out.ts'
import * as dataRequests from '../areas/register/privacy/actions/data-requests.ts'
import { changeRetentionWith, readRetentionWith } from '../areas/register/privacy/actions/retention.ts'
import { repeatOrders, type RepeatedOrders } from '../areas/register/privacy/actions/repeat-orders.ts'
import { erasureJob, programOf, retentionJob } from '../areas/register/privacy/jobs.ts'
import type { PrivacyPorts } from '../areas/register/privacy/public.ts'
import { listCasesOfHolds } from '../areas/respond/evidence/public.ts'
import { incidentFor } from '../areas/respond/incidents/public/incidents.ts'
import { sparedCases } from '../areas/respond/incidents/public/to-spare.ts'
import { forgetInNotes } from '../areas/respond/notes/public.ts'
import type { Action, House } from '../platform/action.ts'
import type { SealedOrder } from '../platform/erasure/sealed-list.ts'
import { actionsOf as of } from './actions-of.ts'

/** What the end of personal data asks of rooms that come later in the story. */
export const privacyPorts: PrivacyPorts = {
  casesToSpare: async (context) => {
    const spared = await sparedCases(context)
    return { ...spared, held: [...new Set([...spared.held, ...(await listCasesOfHolds(context))])] }
  },
  forgetInNotes,
  refuseUnknownCase: incidentFor,
}

export const privacyActions: readonly Action[] = [
  ...of(dataRequests),
  dataRequests.getRequestWith(privacyPorts),
  dataRequests.endRequestWith(privacyPorts),
  blackOutWith(privacyPorts),
  readRetentionWith(privacyPorts),
  changeRetentionWith(privacyPorts),
]

export const privacyJobs = [erasureJob(privacyPorts), retentionJob(privacyPorts)]

/** What was ordered since the copy was made, in one organisation of it. */
export async function repeatOrdersIn(
  house: House,
  tenantId: string,
  orders: readonly SealedOrder[],
): Promise<RepeatedOrders> {
  return repeatOrders(programOf(house, tenantId), orders, privacyPorts)
}
