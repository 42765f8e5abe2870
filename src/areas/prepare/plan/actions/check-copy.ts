import { dayIn } from '../../../../base/calendar-day.ts'
import { refuse } from '../../../../base/refusal.ts'
import { linkAction } from '../../../../platform/action.ts'
import { refuseFlood } from '../../../../platform/visits.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/versions.ts'
import { typedCode } from '../rules/versions.ts'
import { listPublications, tenantOfCode } from '../store/versions.ts'

/** Says of a printed copy whether it counts, and nothing else: not whose it is, and no word of what it says. */
export const checkCopy = linkAction(
  contract.checkPlanCopy,
  async (door, { code }) => {
    // A whole office may look at once; nobody tries codes by the thousand.
    refuseFlood(door, { what: 'plan code', perMinute: 60 })
    const tenantId = await tenantOfCode(door.house.services.door, typedCode(code))
    if (tenantId === undefined) return undefined
    return { kind: 'visitor', tenantId, ref: 'plan', name: 'Holder of a printed plan' }
  },
  async (context, { code }) => {
    const { timeZone } = await organisationFor(context)
    const publications = await listPublications(context)
    const [current] = publications
    const held = publications.find((one) => one.code === typedCode(code))
    if (current === undefined || held === undefined)
      return refuse('not_found', 'No plan has this code. Look at the foot of the page again.')
    return {
      state: held.version === current.version ? ('current' as const) : ('superseded' as const),
      version: held.version,
      publishedOn: dayIn(held.publishedAt, timeZone),
      currentVersion: current.version,
      currentOn: dayIn(current.publishedAt, timeZone),
    }
  },
)
