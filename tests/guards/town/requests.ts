import { randomUUID } from 'node:crypto'
import type { House } from '../../../src/platform/action.ts'
import { captureExamples } from './requests-capture.ts'
import {
  acquisition,
  alert,
  inside,
  nothing,
  onIncident,
  onThing,
  organisation,
  plain,
  text,
} from './building.ts'
import { subscription } from './belongings.ts'
import { tokenIn, type Act, type Company, type Furniture } from './company.ts'
import { circleExamples } from './requests-circle.ts'
import { containmentExamples } from './requests-containment.ts'
import { playbookExamples } from './requests-playbooks.ts'
import { investigationRequests } from './requests-investigation.ts'
import { detectExamples } from './requests-detect.ts'
import { dutyExamples } from './requests-duties.ts'
import { demoExamples } from './requests-demo.ts'
import { handoutExamples } from './requests-handout.ts'
import { readinessExamples } from './requests-readiness.ts'
import { dutyEndExamples } from './requests-duties-end.ts'
import { custodyExamples } from './requests-custody.ts'
import { guideRequests } from './requests-guide.ts'
import { contactExamples } from './requests-contacts.ts'
import { powerExamples } from './requests-powers.ts'
import { planExamples } from './requests-plan.ts'
import { reminderExamples } from './requests-reminders.ts'
import { registerExamples } from './requests-register.ts'
import { questionExamples, sigmaExamples } from './requests-questions.ts'
import { groupExamples } from './requests-groups.ts'
import { gradingExamples } from './requests-grading.ts'
import { intakeExamples } from './requests-intake.ts'
import { beyondExamples } from './requests-beyond.ts'
import { improveExamples } from './requests-improve.ts'
import type { Wanted } from './send.ts'

/** Where a request is made: the company it is meant for, and what it can take or make there. */
export interface Site {
  readonly house: House
  readonly company: Company
  readonly act: Act
  /** One more of each thing, so that a request can succeed as often as it is made. */
  readonly make: Furniture
  /** The account of the one who asks; undefined for nobody and for keys. */
  readonly userId: string | undefined
  /** The member who asks; the owner of the company for those who are nobody in it. */
  readonly asker: string
  /** A message to the one who asks, and a device of theirs. */
  inboxItem(): Promise<string>
  device(): Promise<string>
  /** A session of that account, other than the one that asks. */
  session(): Promise<string>
}

export interface Example {
  /** A request that must succeed for whoever may make it: what it needs is made first. */
  readonly fresh: (site: Site) => Promise<Wanted> | Wanted
  /** The same on the things that stand there already: what a request that is refused anyway is made with. */
  readonly standing: (company: Company) => Wanted
  /** Where another status than the declared one is right for everybody. */
  readonly status?: number
}

const freshForm = async ({ act }: Site) => tokenIn(await act('makeReportLink', {}))

/** One valid request for every endpoint, by its name. An endpoint that is not here fails the matrix. */
export const examples: Readonly<Record<string, Example>> = {
  // people
  readSetup: plain(),
  firstRun: {
    ...plain(() => ({
      organisation,
      owner: { name: 'Mallory', email: 'mallory@example.org', password: 'lamp-orbit-cactus-72' },
    })),
    status: 404,
  },
  readAccount: plain(),
  readMe: plain(),
  listSessions: plain(),
  revokeSession: {
    fresh: async ({ session }) => ({ input: { id: await session() } }),
    standing: ({ ids }) => ({ input: { id: ids.session } }),
  },
  readOrganisation: plain(),
  changeOrganisation: plain(() => organisation),
  listMembers: plain(),
  inviteMember: {
    fresh: () => ({ input: { name: text, email: `${randomUUID()}@example.org`, role: 'staff' } }),
    standing: () => ({ input: { name: text, email: 'guest@example.org', role: 'staff' } }),
  },
  renewInvitation: onThing('member'),
  changeMemberContact: onThing('member', { name: text, phone: '', nightPhone: '' }),
  changeMemberRole: onThing('member', { role: 'lead', reason: text }),
  suspendMember: onThing('member', { reason: text }),
  restoreMember: onThing('suspendedMember'),
  readInvitation: {
    fresh: async ({ make }) => ({ input: { token: (await make.invitation()).token } }),
    standing: ({ invitation }) => ({ input: { token: invitation } }),
  },
  acceptInvitation: {
    fresh: async ({ make }) => ({
      input: { token: (await make.invitation()).token, password: 'lamp-orbit-cactus-72' },
    }),
    standing: ({ invitation }) => ({ input: { token: invitation } }),
  },
  listAudit: plain(),
  readCallList: plain(),
  printCallList: plain(),
  // the town holds two organisations, and the secret opens the backups of both
  makeRecoverySheet: { ...plain(), status: 409 },
  listApiKeys: plain(),
  createApiKey: plain(() => ({ name: text, scopes: ['tenant.read'] })),
  revokeApiKey: onThing('key'),
  // playbooks
  evaluateObligations: plain(() => ({
    facts: { 'entity.tz': 'Europe/Vienna', personal_data_affected: true },
    now: '2026-03-01T09:00:00Z',
  })),

  ...playbookExamples,
  ...registerExamples,
  ...reminderExamples,
  ...beyondExamples,
  ...improveExamples,
  ...contactExamples,
  ...powerExamples,
  ...dutyEndExamples,
  // signals
  listSources: plain(),
  createSource: plain(() => ({ kind: 'generic', name: text })),
  rotateSourceSecret: onThing('source'),
  removeSource: onThing('source'),
  listQuarantine: plain(({ source: id }) => ({ id })),
  receiveSignals: {
    fresh: ({ company }) => ({
      input: { source: company.ids.source, token: company.sourceSecret },
      bytes: alert(),
    }),
    standing: ({ ids, sourceSecret }) => ({
      input: { source: ids.source, token: sourceSecret },
      bytes: alert(),
    }),
  },
  ...intakeExamples,
  ...detectExamples,
  listSignals: plain(({ source: sourceId, incident: incidentId }) => ({ sourceId, incidentId })),
  getSignal: plain(({ signal: id }) => ({ id })),
  dismissSignal: onThing('signal', { reason: text }),
  restoreSignal: onThing('dismissedSignal'),
  ...groupExamples,
  ...questionExamples,
  ...sigmaExamples,
  readReportLink: plain(),
  makeReportLink: plain(),
  closeReportLink: {
    fresh: async ({ act }) => {
      await act('makeReportLink', {})
      return nothing
    },
    standing: () => nothing,
  },
  readReportForm: {
    fresh: async (site) => ({ input: { token: await freshForm(site) } }),
    standing: ({ form }) => ({ input: { token: form } }),
  },
  submitReport: {
    fresh: async (site) => ({ input: { token: await freshForm(site), what: text } }),
    standing: ({ form }) => ({ input: { token: form, what: text } }),
  },
  reportOdd: plain(() => ({ what: text, where: text })),
  readReceipt: {
    fresh: ({ company }) => ({ input: { receipt: company.receipt } }),
    standing: ({ receipt }) => ({ input: { receipt } }),
  },
  // incidents
  listIncidents: plain(),
  openIncident: {
    fresh: async ({ make }) => ({
      input: { title: text, kind: 'ransomware', severity: 'S2', signalId: await make.signal() },
    }),
    standing: ({ ids }) => ({
      input: { title: text, kind: 'ransomware', severity: 'S2', signalId: ids.signal },
    }),
  },
  getIncident: plain(({ incident: id }) => ({ id })),
  joinSignal: {
    fresh: async ({ make }) => ({ input: { id: await make.incident(), signalId: await make.signal() } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, signalId: ids.signal } }),
  },
  changeSeverity: onIncident({ severity: 'S1', reason: text }),
  takeLead: {
    fresh: async ({ make, company }) => ({
      input: { id: await make.incident(), memberId: company.owner.memberId },
    }),
    standing: ({ ids, owner }) => ({ input: { id: ids.incident, memberId: owner.memberId } }),
  },
  listTimeline: plain(({ incident: id }) => ({ id })),
  addToTimeline: onIncident({ kind: 'note', text }),
  recordDecision: onIncident({ text, options: [text] }),
  closeIncident: {
    ...onIncident({ summary: text, initialVector: 'unknown', disposition: 'resolved' }),
    // another try may have asked for more before closing
    fresh: async ({ make, act }) => {
      await act('changeClosingRule', { asks: 'used', reason: text })
      const input = { summary: text, initialVector: 'unknown', disposition: 'resolved' }
      const id = await make.incident()
      await act('gradeControl', { id, control: 'backup', grade: 'worked' })
      return { input: { id, ...input } }
    },
  },
  listTasks: plain(({ incident: id }) => ({ id })),
  addTask: {
    fresh: async ({ make, company }) => ({
      input: {
        id: await make.incident(),
        title: text,
        ownerId: company.owner.memberId,
        dueAt: '2027-01-01T09:00:00Z',
      },
    }),
    standing: ({ ids, owner }) => ({ input: { id: ids.incident, title: text, ownerId: owner.memberId } }),
  },
  changeTask: {
    fresh: async ({ make, company }) => {
      const id = await make.incident()
      const ownerId = company.owner.memberId
      return { input: { id, task: await make.task(id), title: text, ownerId, dueAt: null } }
    },
    standing: ({ ids, owner }) => ({
      input: { id: ids.incident, task: ids.task, title: text, ownerId: owner.memberId, dueAt: null },
    }),
  },
  completeTask: inside('task', 'task', { note: text }),
  reopenTask: inside('task', 'doneTask'),
  listSystems: plain(({ incident: id }) => ({ id })),
  addSystem: onIncident({ name: text, state: 'affected' }),
  changeSystemState: inside('system', 'system', { state: 'isolated', reason: text }),
  moveStep: {
    fresh: async ({ make, act }) => {
      const id = await make.incident()
      await act('startRun', { id })
      return { input: { id, step: 'e1', move: { move: 'done' }, evidence: [await make.evidence(id)] } }
    },
    standing: ({ ids }) => ({
      input: { id: ids.incident, step: 'e1', move: { move: 'done' }, evidence: [ids.evidence] },
    }),
  },
  makeReport: onIncident(),
  ...planExamples,
  ...captureExamples,
  ...circleExamples,
  ...gradingExamples,
  // evidence
  addEvidence: {
    fresh: async ({ make }) => ({
      input: { id: await make.incident(), acquisition },
      bytes: Buffer.from(randomUUID()),
    }),
    standing: ({ ids }) => ({ input: { id: ids.incident, acquisition }, bytes: Buffer.from(text) }),
  },
  listEvidence: plain(({ incident: id }) => ({ id })),
  openEvidence: plain(({ incident: id, evidence }) => ({ id, evidence })),
  makeBundle: onIncident(),
  ...investigationRequests,
  readLedgerKey: plain(),
  readVerifier: plain(),
  ...containmentExamples,
  ...dutyExamples,
  ...handoutExamples,
  ...readinessExamples,
  ...custodyExamples,
  ...guideRequests,
  listInbox: plain(),
  readInboxItem: {
    fresh: async ({ inboxItem }) => ({ input: { id: await inboxItem() } }),
    standing: ({ ids }) => ({ input: { id: ids.inboxItem } }),
  },
  readPushKey: plain(),
  subscribePush: plain(() => ({ ...subscription(randomUUID()), device: text })),
  listPush: plain(),
  removePush: {
    fresh: async ({ device }) => ({ input: { id: await device() } }),
    standing: ({ ids }) => ({ input: { id: ids.device } }),
  },
  testPush: {
    fresh: async ({ device }) => ({ input: { id: await device() } }),
    standing: ({ ids }) => ({ input: { id: ids.device } }),
  },
  readMail: plain(),
  configureMail: plain(() => ({ host: '127.0.0.1', port: 465, security: 'tls', from: 'muster@example.org' })),
  // an address inside is refused on the way out; the test of the mail itself is in its room
  testMail: { ...plain(), status: 409 },
  confirmMail: { ...plain(() => ({ code: '00000000' })), status: 422 },
  ...demoExamples,
}
