import { changeSetupWith } from '../areas/prepare/phishing/actions/change-setup.ts'
import { meet } from '../areas/prepare/phishing/actions/meet-rehearsal.ts'
import { decideWith, plan } from '../areas/prepare/phishing/actions/plan-rehearsal.ts'
import { prove } from '../areas/prepare/phishing/actions/prove-domain.ts'
import { get, listWith } from '../areas/prepare/phishing/actions/read-rehearsals.ts'
import { sendRehearsalsWith } from '../areas/prepare/phishing/jobs.ts'
import type { PhishingPorts } from '../areas/prepare/phishing/public.ts'
import { mailServerFor } from '../areas/respond/communications/public.ts'
import { isSeriousTime } from '../areas/respond/incidents/public/incidents.ts'
import type { Action } from '../platform/action.ts'

/** What rehearsals of odd mail ask of rooms that come after them in the story. */
export const phishingPorts: PhishingPorts = { mailServer: mailServerFor, isSerious: isSeriousTime }

export const phishingActions: readonly Action[] = [
  listWith(phishingPorts),
  get,
  plan,
  decideWith(phishingPorts),
  prove,
  changeSetupWith(phishingPorts),
  meet,
]

export const phishingJobs = [sendRehearsalsWith(phishingPorts)]
