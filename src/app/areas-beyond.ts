import * as automation from '../areas/respond/automation/actions.ts'
import { answerCallBell, callJob } from '../areas/respond/automation/jobs.ts'
import * as phoneGateways from '../areas/respond/communications/actions/telephone/gateway.ts'
import * as phoneNumbers from '../areas/respond/communications/actions/telephone/numbers.ts'
import * as phoneLinks from '../areas/respond/communications/actions/telephone/outside.ts'
import * as mailKeys from '../areas/respond/correspondence/actions/keep-keys.ts'
import * as caseMail from '../areas/respond/correspondence/actions/read-mail.ts'
import * as caseLetters from '../areas/respond/correspondence/actions/write-mail.ts'
import { placeMail } from '../areas/respond/correspondence/intake/place-mail.ts'
import { answerLetterBell, caseMailJob } from '../areas/respond/correspondence/jobs.ts'
import * as suggestions from '../areas/respond/suggestions/actions/suggest.ts'
import * as webhooks from '../areas/respond/webhooks/actions.ts'
import { answerWebhookBell, webhookJob } from '../areas/respond/webhooks/jobs.ts'
import { hearForPrograms } from '../areas/respond/webhooks/reactions.ts'
import * as exchanges from '../areas/respond/threats/actions/keep-exchanges.ts'
import * as threatIndicators from '../areas/respond/threats/actions/read-indicators.ts'
import * as caseSharing from '../areas/respond/threats/actions/share-case.ts'
import { threatJob } from '../areas/respond/threats/jobs.ts'
import { placeMailWith, spotForwarded } from '../areas/respond/signals/public.ts'
import { thankReporter } from '../areas/prepare/phishing/actions/thank-reporter.ts'
import { phishingPorts } from './areas-phishing.ts'
import type { Action, House } from '../platform/action.ts'
import { actionsOf } from './actions-of.ts'

/** What goes to programs, telephones and people beyond this house, and what comes back from them. */
export const beyondActions: readonly Action[] = [
  ...actionsOf(webhooks, automation, suggestions),
  ...actionsOf(phoneGateways, phoneNumbers, phoneLinks),
  ...actionsOf(caseMail, caseLetters, mailKeys),
  ...actionsOf(exchanges, threatIndicators, caseSharing),
]

export const beyondJobs = [webhookJob, callJob, caseMailJob, threatJob]

/** Who hears and does what. Called once for each house. */
export function furnishBeyond(house: House): void {
  hearForPrograms(house.announcer)
  answerWebhookBell(house)
  answerCallBell(house)
  answerLetterBell(house)
  placeMailWith(house, async (tenantId, mail) => {
    const { isSpotted, thank } = await spotForwarded(house, tenantId, mail)
    if (thank !== undefined) await thankReporter(house, tenantId, { to: thank, rooms: phishingPorts })
    return isSpotted || placeMail(house, tenantId, mail)
  })
}
