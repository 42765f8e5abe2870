import * as acceptance from '../areas/register/people/actions/accept-invitation.ts'
import * as account from '../areas/register/people/actions/account.ts'
import * as audit from '../areas/register/people/actions/audit.ts'
import * as invitations from '../areas/register/people/actions/invite.ts'
import * as keys from '../areas/register/people/actions/keys.ts'
import * as recovery from '../areas/register/people/actions/make-recovery-sheet.ts'
import * as members from '../areas/register/people/actions/members.ts'
import * as organisation from '../areas/register/people/actions/organisation.ts'
import * as callList from '../areas/register/people/actions/print-call-list.ts'
import * as profiles from '../areas/register/people/actions/profiles.ts'
import * as setup from '../areas/register/people/actions/setup.ts'
import * as obligations from '../areas/register/obligations/actions.ts'
import * as connections from '../areas/register/connections/actions.ts'
import * as signOnEntering from '../areas/register/sign-on/actions/enter.ts'
import * as signOnSettings from '../areas/register/sign-on/actions/settings.ts'
import { ldapJobWith } from '../areas/register/provisioning/jobs.ts'
import * as ldap from '../areas/register/provisioning/actions/ldap.ts'
import * as provisioning from '../areas/register/provisioning/actions/settings.ts'
import * as forms from '../areas/register/fields/actions.ts'
import * as assetRegister from '../areas/register/assets/actions/manage-assets.ts'
import * as functionRegister from '../areas/register/assets/actions/manage-functions.ts'
import * as registerImport from '../areas/register/assets/actions/import-register.ts'
import * as callTree from '../areas/register/contacts/actions/call-tree.ts'
import * as contactImport from '../areas/register/contacts/actions/import-contacts.ts'
import * as contactKeeping from '../areas/register/contacts/actions/keep-contacts.ts'
import * as reachTests from '../areas/register/contacts/actions/reach-test.ts'
import { reachJob } from '../areas/register/contacts/jobs.ts'
import * as powers from '../areas/register/powers/actions/hold-powers.ts'
import * as mandates from '../areas/register/powers/actions/mandates.ts'
import * as rota from '../areas/register/powers/actions/rota.ts'
import { mandateJob } from '../areas/register/powers/jobs.ts'
import { takenOnPowers as takenOn } from '../areas/register/powers/public.ts'
import * as vendorContracts from '../areas/register/vendors/actions/manage-contracts.ts'
import * as vendorImport from '../areas/register/vendors/actions/import-vendors.ts'
import * as vendors from '../areas/register/vendors/actions/manage-vendors.ts'
import * as insurance from '../areas/register/insurance/actions/manage-policies.ts'
import * as retainers from '../areas/register/insurance/actions/manage-retainers.ts'
import { renewalJob } from '../areas/register/insurance/jobs.ts'
import { noticeJob } from '../areas/register/vendors/jobs.ts'
import * as copies from '../areas/prepare/backups/actions/manage-copies.ts'
import * as coverage from '../areas/prepare/backups/actions/cover-assets.ts'
import * as heartbeats from '../areas/prepare/backups/actions/heartbeat.ts'
import { lateJob } from '../areas/prepare/backups/jobs.ts'
import * as handouts from '../areas/prepare/handout/actions/make-handout.ts'
import * as walletCards from '../areas/prepare/handout/actions/print-wallet-cards.ts'
import type { HandoutSections } from '../areas/prepare/handout/public.ts'
import * as houseRuleReading from '../areas/prepare/policies/actions/read-rules.ts'
import * as houseRules from '../areas/prepare/policies/actions/write-rules.ts'
import * as articleExchange from '../areas/prepare/articles/actions/exchange.ts'
import * as articleReading from '../areas/prepare/articles/actions/read-articles.ts'
import { writeWith as writeArticlesWith } from '../areas/prepare/articles/actions/write-articles.ts'
import { articleDates } from '../areas/prepare/articles/public.ts'
import { houseRuleDates } from '../areas/prepare/policies/public.ts'
import * as calendarFeed from '../areas/prepare/calendar/actions/feed.ts'
import * as routines from '../areas/prepare/calendar/actions/keep-routines.ts'
import * as calendar from '../areas/prepare/calendar/actions/read-calendar.ts'
import { remindWeekJob } from '../areas/prepare/calendar/jobs.ts'
import * as budget from '../areas/prepare/budget/actions.ts'
import { budgetDates } from '../areas/prepare/budget/public.ts'
import * as continuity from '../areas/prepare/continuity/actions/keep-plans.ts'
import * as touching from '../areas/prepare/continuity/actions/read-touches.ts'
import * as continuityUse from '../areas/prepare/continuity/actions/use-plans.ts'
import { continuityDates } from '../areas/prepare/continuity/public.ts'
import { answer as answerAccount } from '../areas/prepare/access/actions/answer-accounts.ts'
import { start as startAccessCampaign } from '../areas/prepare/access/actions/campaigns.ts'
import * as leaverChecks from '../areas/prepare/access/actions/check-leavers.ts'
import * as accessReading from '../areas/prepare/access/actions/read-access.ts'
import * as accountLists from '../areas/prepare/access/actions/save-accounts.ts'
import { accessDates, failingAccess } from '../areas/prepare/access/public.ts'
import * as risks from '../areas/prepare/risks/actions.ts'
import { auditControlsWith } from '../areas/prepare/controls/actions/audits.ts'
import { exportEvidenceWith } from '../areas/prepare/controls/actions/export-evidence.ts'
import { keepControlsWith } from '../areas/prepare/controls/actions/keep-controls.ts'
import { controlsWith } from '../areas/prepare/controls/actions/network.ts'
import { watchControlsJob } from '../areas/prepare/controls/jobs.ts'
import { phishingActions, phishingJobs } from './areas-phishing.ts'
import { trainingActions, trainingJobs } from './areas-training.ts'
import type { EvidencePorts } from '../areas/prepare/controls/public.ts'
import { controlDates } from '../areas/prepare/controls/public.ts'
import { clockDates } from '../areas/respond/duties/public.ts'
import { lateSupplierReviews, supplierDates } from '../areas/improve/scorecards/public.ts'
import { improveControl, improvementDates, lateImprovements } from '../areas/improve/improvements/public.ts'
import { lookDates } from '../areas/improve/trends/public.ts'
import { trainingDates } from '../areas/prepare/training/public.ts'
import { riskDates } from '../areas/prepare/risks/public.ts'
import { backupDates } from '../areas/prepare/backups/public.ts'
import * as signInLook from '../areas/register/people/actions/sign-in-look.ts'
import * as card from '../areas/register/people/actions/take-card.ts'
import { cardJob } from '../areas/register/people/jobs.ts'
import { cardDates } from '../areas/register/people/public/cards.ts'
import { insuranceDates } from '../areas/register/insurance/public.ts'
import { vendorDates } from '../areas/register/vendors/public.ts'
import * as readiness from '../areas/prepare/readiness/actions/read-readiness.ts'
import type { ReadinessPorts } from '../areas/prepare/readiness/public.ts'
import * as readinessPages from '../areas/prepare/readiness/actions/share-pages.ts'
import * as playbookEditing from '../areas/prepare/playbooks/actions/edit-playbook.ts'
import * as playbookExchange from '../areas/prepare/playbooks/actions/exchange.ts'
import * as knowledge from '../areas/prepare/playbooks/actions/knowledge.ts'
import * as profile from '../areas/prepare/playbooks/actions/profile.ts'
import * as playbooks from '../areas/prepare/playbooks/actions/read-playbooks.ts'
import * as interview from '../areas/prepare/plan/actions/answer-interview.ts'
import * as planCopies from '../areas/prepare/plan/actions/check-copy.ts'
import { planWith } from '../areas/prepare/plan/actions/change-plan.ts'
import * as planGuests from '../areas/prepare/plan/actions/invite-plan-guest.ts'
import { printWith } from '../areas/prepare/plan/actions/print-plan.ts'
import * as planChanges from '../areas/prepare/plan/actions/propose-change.ts'
import * as planVersions from '../areas/prepare/plan/actions/publish-plan.ts'
import { callTreeToCarry, planToCarry, type PlanPorts } from '../areas/prepare/plan/public.ts'
import {
  casesWith,
  lastExercise,
  lastRehearsals,
  pastCases,
} from '../areas/respond/incidents/public/incidents.ts'
import { unwatchedStanding } from '../areas/respond/signals/public.ts'
import { exerciseDates, untestedStanding } from '../areas/improve/exercises/public.ts'
import { type Action } from '../platform/action.ts'
import { type HouseJob, type TenantJob } from '../platform/jobs/jobs.ts'
import { actionsOf as of } from './actions-of.ts'
import { privacyActions, privacyJobs } from './areas-privacy.ts'
import { searchActions } from './areas-search.ts'
import { heldBy } from './holdings.ts'

/** What other rooms add to the handout, in the order in which it is read. */
const handoutParts: {
  readonly callTree: HandoutSections
  readonly handoutSections: readonly HandoutSections[]
} = {
  callTree: callTreeToCarry,
  handoutSections: [planToCarry],
}
/** The rooms whose days stand in the calendar. */
const dated: readonly calendar.DateSource[] = [
  vendorDates,
  insuranceDates,
  backupDates,
  houseRuleDates,
  articleDates,
  continuityDates,
  budgetDates,
  trainingDates,
  cardDates,
  riskDates,
  controlDates,
  accessDates,
  clockDates,
  improvementDates,
  supplierDates,
  exerciseDates,
  lookDates,
]

/** What the list of what would fail asks of rooms that come after it in the story. */
const readinessPorts: ReadinessPorts = { lastExercise, unwatchedStanding, untestedStanding }

/** What shows a control in rooms that come after it in the story, and what they make of a finding. */
export const controlPorts: EvidencePorts = {
  pastCases,
  lastExercise,
  unwatchedStanding,
  followUp: improveControl,
}

/** What the plan asks of rooms that come after it in the story. */
const planPorts: PlanPorts = { lastRehearsals }

const { publishWith: publishPlanWith, ...plainVersions } = planVersions
/** What is kept before the day, in the order of the story. */
export const readyActions: readonly Action[] = [
  ...searchActions,
  ...trainingActions,
  ...phishingActions,
  ...privacyActions,
  ...of(
    setup,
    account,
    organisation,
    members,
    invitations,
    acceptance,
    signInLook,
    keys,
    profiles,
    audit,
    callList,
    recovery,
    card,
  ),
  members.suspendMemberWith({ heldBy }),
  ...of(obligations),
  ...of(forms, connections),
  ...of(signOnSettings, signOnEntering, provisioning),
  ldap.set,
  ldap.turn,
  ldap.readingWith({ heldBy }),
  ...of(assetRegister, functionRegister, registerImport),
  ...of(vendors, vendorContracts, vendorImport),
  ...of(insurance, retainers),
  contactKeeping.listContactsWith({ takenOn }),
  contactKeeping.getContactWith({ takenOn }),
  contactKeeping.removeContactWith({ takenOn }),
  contactImport.undoImportWith({ takenOn }),
  ...of(contactKeeping, contactImport, callTree, reachTests, powers, mandates, rota),
  ...of(copies, coverage, heartbeats),
  readiness.readWith({
    ...readinessPorts,
    pastCases,
    more: [failingAccess, lateImprovements, lateSupplierReviews],
  }),
  readinessPages.shareWith(readinessPorts),
  readinessPages.viewWith(readinessPorts),
  readinessPages.revoke,
  handouts.listHandoutsWith(handoutParts),
  handouts.makeHandoutWith(handoutParts),
  ...of(walletCards),
  ...of(houseRuleReading, houseRules),
  articleReading.list,
  articleReading.readWith({ casesWith }),
  ...of(writeArticlesWith({ casesWith }), articleExchange),
  ...of(routines, calendarFeed),
  ...of(accessReading, accountLists, leaverChecks),
  startAccessCampaign,
  answerAccount,
  ...of(controlsWith({ pastCases }), keepControlsWith(controlPorts), auditControlsWith(controlPorts)),
  exportEvidenceWith(controlPorts),
  ...of(risks, budget, continuity, continuityUse, touching),
  calendar.readWith({ sources: dated }),
  calendarFeed.feedWith({ sources: dated }),
  ...of(playbooks, playbookEditing, playbookExchange, knowledge, profile),
  ...of(interview, planWith(planPorts), plainVersions, planCopies, planChanges, planGuests),
  publishPlanWith(planPorts),
  printWith(planPorts),
]

/** What is done by the clock for it. */
export const readyJobs: readonly (TenantJob | HouseJob)[] = [
  ...trainingJobs,
  ...phishingJobs,
  ...privacyJobs,
  ldapJobWith({ heldBy }),
  noticeJob,
  renewalJob,
  lateJob,
  reachJob,
  cardJob,
  mandateJob,
  watchControlsJob(controlPorts),
  remindWeekJob({ sources: dated }),
]
