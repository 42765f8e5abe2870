import type { AnnounceRecovery } from '../areas/register/people/public/recovery.ts'
import { recordSessionEvent } from '../areas/register/people/public/session-events.ts'
import { hearActs } from '../areas/prepare/budget/reactions.ts'
import { hearChanges } from '../areas/prepare/plan/reactions.ts'
import * as newsChoices from '../areas/respond/communications/actions/choose-news.ts'
import * as inbox from '../areas/respond/communications/actions/inbox.ts'
import { calledInto } from '../areas/respond/communications/public.ts'
import * as mail from '../areas/respond/communications/actions/mail.ts'
import * as addressing from '../areas/respond/communications/actions/keep-recipients.ts'
import * as statementPapers from '../areas/respond/communications/actions/print-statements.ts'
import * as partnerPages from '../areas/respond/communications/actions/partner-pages.ts'
import * as publicPages from '../areas/respond/communications/actions/public-page.ts'
import * as push from '../areas/respond/communications/actions/push.ts'
import * as briefings from '../areas/respond/communications/actions/read-briefings.ts'
import * as releasing from '../areas/respond/communications/actions/release-statements.ts'
import * as abuse from '../areas/respond/communications/actions/report-abuse.ts'
import * as rhythms from '../areas/respond/communications/actions/keep-rhythms.ts'
import * as statementRules from '../areas/respond/communications/actions/statement-rules.ts'
import * as statements from '../areas/respond/communications/actions/write-statements.ts'
import { answerStatementBell, statementJob } from '../areas/respond/communications/jobs/send-statements.ts'
import { answerBell, deliveryJob } from '../areas/respond/communications/jobs/deliver-messages.ts'
import { hearAnnouncements } from '../areas/respond/communications/reactions/hear-announcements.ts'
import * as anchoring from '../areas/respond/evidence/actions/anchor-record.ts'
import * as accounts from '../areas/respond/containment/actions/accounts-and-secrets.ts'
import * as blockLists from '../areas/respond/containment/actions/block-list.ts'
import * as blocks from '../areas/respond/containment/actions/blocks-and-measures.ts'
import * as board from '../areas/respond/containment/actions/board.ts'
import * as clearance from '../areas/respond/containment/actions/clearance.ts'
import * as footholds from '../areas/respond/containment/actions/footholds.ts'
import * as watches from '../areas/respond/containment/actions/watches.ts'
import * as controlTests from '../areas/respond/containment/actions/test-controls.ts'
import * as waysBack from '../areas/respond/containment/actions/way-back.ts'
import * as weaknesses from '../areas/respond/containment/actions/weaknesses.ts'
import * as answering from '../areas/respond/duties/actions/answer-duties.ts'
import * as charging from '../areas/respond/duties/actions/charge-duties.ts'
import * as claims from '../areas/respond/duties/actions/claim-costs.ts'
import * as dutyForms from '../areas/respond/duties/actions/fill-forms.ts'
import * as contractParts from '../areas/respond/duties/actions/note-contracts.ts'
import * as caseFacts from '../areas/respond/duties/actions/change-facts.ts'
import * as houseClocks from '../areas/respond/duties/actions/house-clocks.ts'
import * as dutyRegister from '../areas/respond/duties/actions/keep-register.ts'
import * as duties from '../areas/respond/duties/actions/read-duties.ts'
import * as weighing from '../areas/respond/duties/actions/weigh-law.ts'
import { dutyJob } from '../areas/respond/duties/jobs.ts'
import { clocksFor, nextClock } from '../areas/respond/duties/public.ts'
import { hearClocks, hearCosts } from '../areas/respond/duties/reactions.ts'
import { dueJob } from '../areas/respond/containment/jobs.ts'
import { containmentCondition, findReturnGaps } from '../areas/respond/containment/public.ts'
import { hearMoves } from '../areas/respond/containment/reactions.ts'
import * as custody from '../areas/respond/evidence/actions/hand-over.ts'
import * as packing from '../areas/respond/evidence/actions/make-court-pack.ts'
import * as keeping from '../areas/respond/evidence/actions/keep-evidence.ts'
import * as proof from '../areas/respond/evidence/actions/prove-record.ts'
import * as evidence from '../areas/respond/evidence/actions/seal-evidence.ts'
import * as unpacking from '../areas/respond/evidence/actions/unpack-evidence.ts'
import * as guide from '../areas/respond/evidence/actions/read-guide.ts'
import * as parts from '../areas/respond/evidence/actions/send-in-parts.ts'
import { abandonedJob, sweepJob } from '../areas/respond/evidence/jobs.ts'
import { refuseUnknownEvidence, refuseUnreadGuide } from '../areas/respond/evidence/public.ts'
import * as briefing from '../areas/respond/incidents/actions/brief-people.ts'
import * as capturing from '../areas/respond/incidents/actions/capture-line.ts'
import * as catching from '../areas/respond/incidents/actions/keep-captures.ts'
import * as costing from '../areas/respond/incidents/actions/keep-costs.ts'
import * as remarking from '../areas/respond/incidents/actions/mark-entries.ts'
import * as guests from '../areas/respond/incidents/actions/invite-guest.ts'
import * as gradingTable from '../areas/respond/incidents/actions/grading-table.ts'
import * as gradingProposals from '../areas/respond/incidents/actions/grading-proposals.ts'
import * as grading from '../areas/respond/incidents/actions/grade-incident.ts'
import * as roles from '../areas/respond/incidents/actions/incident-roles.ts'
import * as crises from '../areas/respond/incidents/actions/lead-crisis.ts'
import * as details from '../areas/respond/incidents/actions/details.ts'
import { detailsCondition } from '../areas/respond/incidents/actions/details-condition.ts'
import * as closing from '../areas/respond/incidents/actions/close-incident.ts'
import * as leading from '../areas/respond/incidents/actions/lead-incident.ts'
import * as linking from '../areas/respond/incidents/actions/link-incidents.ts'
import * as signingOff from '../areas/respond/incidents/actions/sign-off.ts'
import * as reportTemplates from '../areas/respond/incidents/actions/keep-report-templates.ts'
import * as reports from '../areas/respond/incidents/actions/make-report.ts'
import * as marking from '../areas/respond/incidents/actions/mark-incident.ts'
import * as merging from '../areas/respond/incidents/actions/merge-incidents.ts'
import * as alertGroups from '../areas/respond/incidents/actions/join-alert-groups.ts'
import * as opening from '../areas/respond/incidents/actions/open-incident.ts'
import * as reading from '../areas/respond/incidents/actions/read-incidents.ts'
import * as circle from '../areas/respond/incidents/actions/restrict-incident.ts'
import * as runChanges from '../areas/respond/incidents/actions/change-run.ts'
import * as running from '../areas/respond/incidents/actions/run-playbook.ts'
import * as lanes from '../areas/respond/incidents/actions/use-lanes.ts'
import * as roleCards from '../areas/respond/incidents/actions/role-cards.ts'
import * as similar from '../areas/respond/incidents/actions/similar-incidents.ts'
import * as systems from '../areas/respond/incidents/actions/work-systems.ts'
import * as caseArticles from '../areas/respond/incidents/actions/use-articles.ts'
import * as technicalWork from '../areas/respond/incidents/actions/technical-work.ts'
import * as tasks from '../areas/respond/incidents/actions/work-tasks.ts'
import { briefingJob } from '../areas/respond/incidents/jobs/hold-briefings.ts'
import { remindPartsJob } from '../areas/respond/incidents/jobs/remind-parts.ts'
import { remindTasksJob } from '../areas/respond/incidents/jobs/remind-tasks.ts'
import { sendSituationsJob } from '../areas/respond/incidents/jobs/send-situations.ts'
import type { ClosureCondition } from '../areas/respond/incidents/public/ports.ts'
import * as coding from '../areas/respond/investigation/actions/code-incident.ts'
import * as traces from '../areas/respond/investigation/actions/collect-observables.ts'
import * as scope from '../areas/respond/investigation/actions/draw-scope.ts'
import * as timelineExport from '../areas/respond/investigation/actions/export-timeline.ts'
import * as causes from '../areas/respond/investigation/actions/find-causes.ts'
import * as imports from '../areas/respond/investigation/actions/import-timeline.ts'
import * as settling from '../areas/respond/investigation/actions/settle-closing.ts'
import * as sharing from '../areas/respond/investigation/actions/share-incident.ts'
import * as techniques from '../areas/respond/investigation/actions/tag-techniques.ts'
import * as parties from '../areas/respond/investigation/actions/tell-parties.ts'
import * as hypotheses from '../areas/respond/investigation/actions/weigh-hypotheses.ts'
import {
  incidentsWithFactorOf,
  incidentsWithTraceOf,
  investigationCondition,
  vectorFound,
} from '../areas/respond/investigation/public.ts'
import * as noteVersions from '../areas/respond/notes/actions/keep-versions.ts'
import * as notePages from '../areas/respond/notes/actions/write-pages.ts'
import { keepNotesJob } from '../areas/respond/notes/jobs.ts'
import { hearClosings } from '../areas/respond/notes/reactions.ts'
import * as sources from '../areas/respond/signals/actions/manage-sources.ts'
import * as receiving from '../areas/respond/signals/actions/receive-signals.ts'
import * as reporting from '../areas/respond/signals/actions/report-something.ts'
import * as attention from '../areas/respond/signals/actions/attention.ts'
import * as detectionRules from '../areas/respond/signals/actions/detection-rules.ts'
import * as mailHandIn from '../areas/respond/signals/actions/hand-in-mail.ts'
import * as reportTalk from '../areas/respond/signals/actions/answer-reports.ts'
import * as asking from '../areas/respond/signals/actions/ask-sources.ts'
import * as sourceSetup from '../areas/respond/signals/actions/set-up-sources.ts'
import * as quiet from '../areas/respond/signals/actions/keep-quiet.ts'
import * as verdicts from '../areas/respond/signals/actions/judge-groups.ts'
import * as assetWatch from '../areas/respond/signals/actions/watch-assets.ts'
import * as sigmaRules from '../areas/respond/signals/actions/sigma-rules.ts'
import * as accountQuestions from '../areas/respond/signals/actions/ask-about-accounts.ts'
import * as related from '../areas/respond/signals/actions/find-relations.ts'
import * as groups from '../areas/respond/signals/actions/read-groups.ts'
import * as triage from '../areas/respond/signals/actions/triage-signals.ts'
import { askingJob, attentionJob, groupingJob, silenceJob } from '../areas/respond/signals/jobs.ts'
import { drainIntake } from '../areas/respond/signals/public.ts'
import { asSystem, type Action, type House } from '../platform/action.ts'
import { tenantIds, type HouseJob, type TenantJob } from '../platform/jobs/jobs.ts'
import { ledgerJobs } from '../platform/ledger/jobs.ts'
import { furnishImprove, improveActions, improveConditions, improveJobs, keepMove } from './areas-improve.ts'
import { makeDemo } from './seed/demo.ts'
import { actionsOf as of } from './actions-of.ts'
import { beyondActions, beyondJobs, furnishBeyond } from './areas-beyond.ts'
import { chatActions, chatJob, furnishChat } from './areas-chat.ts'
import { clientActions, clientJobs, furnishClients } from './areas-clients.ts'
import { readyActions, readyJobs } from './areas-ready.ts'
import { furnishTraining } from './areas-training.ts'

/** What each room wants in order before an incident is closed. */
const closureConditions: readonly ClosureCondition[] = [
  containmentCondition,
  investigationCondition,
  detailsCondition,
  ...improveConditions,
]

const { moveStepWith, ...plainRunning } = running
const { readSituationWith, ...plainBriefing } = briefing
/** Every action of the product, in the order of the story; what HTTP, OpenAPI and the access matrix are made of. */
export const actions: readonly Action[] = [
  ...readyActions,
  ...clientActions,
  ...of(
    sources,
    sourceSetup,
    asking,
    receiving,
    reporting,
    reportTalk,
    mailHandIn,
    triage,
    attention,
    detectionRules,
    groups,
    verdicts,
    quiet,
    accountQuestions,
    sigmaRules,
    assetWatch,
    related,
  ),
  ...of(opening, alertGroups, reading, leading, tasks, systems, plainRunning),
  ...of(runChanges, technicalWork, details),
  technicalWork.completeWith({ refuseUnknownEvidence, refuseUnreadGuide, keepMove }),
  closing.closeWith({ closureConditions }),
  closing.listOpenPointsWith({ closureConditions, vectorFound }),
  systems.changeStateWith({ findReturnGaps, keepMove }),
  moveStepWith({ refuseUnknownEvidence, refuseUnreadGuide }),
  ...of(capturing, catching, costing, remarking, plainBriefing),
  readSituationWith({ nextClock }),
  ...of(gradingTable, gradingProposals, roleCards, roles, crises, similar),
  grading.readGradingWith({ clocksFor, calledInto }),
  grading.answerFirstHourWith({ clocksFor, calledInto }),
  similar.listSimilarWith({ incidentsWithFactorOf, incidentsWithTraceOf }),
  ...of(reports, reportTemplates, signingOff),
  ...of(circle, guests, marking, lanes, linking, merging, caseArticles),
  merging.mergeWith({ closureConditions }),
  ...of(
    board,
    waysBack,
    controlTests,
    accounts,
    blocks,
    blockLists,
    weaknesses,
    footholds,
    watches,
    clearance,
  ),
  ...of(evidence, guide, parts, unpacking, keeping, custody, proof, packing, anchoring),
  ...of(
    hypotheses,
    notePages,
    noteVersions,
    traces,
    techniques,
    scope,
    parties,
    causes,
    settling,
    imports,
    timelineExport,
    coding,
    sharing,
  ),
  ...of(duties, caseFacts, houseClocks, answering, dutyRegister, weighing),
  ...of(charging, dutyForms, claims, contractParts),
  ...of(inbox, newsChoices, mail, push),
  ...beyondActions,
  ...chatActions(() => actions),
  ...of(statements, releasing, addressing, statementPapers, briefings, statementRules, rhythms, abuse),
  ...of(partnerPages, publicPages),
  ...improveActions,
  makeDemo,
]

/** What is done by the clock. */
export const jobs: readonly (TenantJob | HouseJob)[] = [
  ...ledgerJobs,
  deliveryJob,
  ...beyondJobs,
  chatJob,
  ...clientJobs(() => actions),
  statementJob,
  abandonedJob,
  sweepJob,
  dueJob,
  briefingJob,
  keepNotesJob,
  remindPartsJob,
  remindTasksJob,
  dutyJob,
  silenceJob,
  askingJob,
  groupingJob,
  attentionJob,
  sendSituationsJob({ nextClock }),
  ...readyJobs,
  ...improveJobs,
]

/** Connects rooms that must not know each other. Called once for each house, before anything acts in it. */
export function furnish(house: House): void {
  hearAnnouncements(house.announcer)
  hearMoves(house.announcer)
  hearCosts(house.announcer)
  hearClocks(house.announcer)
  hearChanges(house.announcer)
  hearActs(house.announcer)
  hearClosings(house.announcer)
  answerBell(house)
  answerStatementBell(house)
  furnishTraining(house)
  furnishBeyond(house)
  furnishImprove(house)
  furnishChat(house, () => actions)
  furnishClients(house, () => actions)
}

/** What is still in memory when the program is asked to stop. */
export async function drain(house: House): Promise<void> {
  await drainIntake(house)
}

export const onSessionEvent = recordSessionEvent

/** The owners of every organisation hear that a night has no backup. */
export async function announceFailedBackup(house: House, why: string): Promise<void> {
  for (const tenantId of await tenantIds(house))
    await asSystem(house, tenantId, 'Nightly backup', async (context) => {
      context.record({ stream: 'audit', kind: 'backup.fail', fields: { why } })
      await context.announce({ kind: 'backup.failed' })
    })
}

/** All owners hear that one was let back in from the host. */
export const announceRecovery: AnnounceRecovery = (context, { member }) =>
  context.announce({ kind: 'owner.recovered', memberId: member.id, name: member.name })
