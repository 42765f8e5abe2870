import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import {
  action,
  linkAction,
  type Context,
  type DoorContext,
  type TenantActor,
} from '../../../../platform/action.ts'
import * as contract from '../contract/reports.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { callSomeone, refuseFlood } from '../../../../platform/visits.ts'
import { groupSignals } from '../intake/group-signals.ts'
import { sha256 } from '../intake/intake.ts'
import { clean, cleanLine } from '../intake/reading.ts'
import type { ReportKind } from '../contract/report-kinds.ts'
import { isSpotted } from '../intake/mail/spot-rehearsal.ts'
import { newReceipt, receiptHash } from '../intake/receipts.ts'
import { searchWords } from '../rules/said.ts'
import { missingIn } from '../rules/report-kinds.ts'
import { saveDeliveries, saveGroups, saveSignals } from '../store/batch.ts'
import {
  addReport,
  closeReportLinks,
  findReportLink,
  organisationName,
  replaceReportLink,
  tenantOfReportLink,
} from '../store/reports.ts'

export const readLink = action(contract.readReportLink, async (context) => ({
  createdAt: (await findReportLink(context))?.createdAt.toISOString() ?? null,
}))

export const makeLink = action(contract.makeReportLink, async (context) => {
  const { token, hash: tokenHash } = newLinkToken()
  const id = context.newId()
  await replaceReportLink(context, { id, tokenHash, createdAt: context.now })
  context.record({ stream: 'audit', kind: 'report_link.create', fields: { link: id } })
  return { url: `${context.services.config.url}/report/${token}` }
})

export const closeLink = action(contract.closeReportLink, async (context) => {
  const closed = await closeReportLinks(context, context.now)
  refuseUnless(closed > 0, 'conflict', 'No report form is open.')
  context.record({ stream: 'audit', kind: 'report_link.revoke', fields: { links: closed } })
  return { closed: true as const }
})

export const readForm = linkAction(
  contract.readReportForm,
  async (door, { token }) =>
    visitor(door, 'form', 120, await tenantOfReportLink(door.house.services.door, hashOfToken(token))),
  async (context) => ({ organisation: await organisationName(context), emergencyPhone: '' }),
)

/** Ten a minute from one network: an office can report, a script cannot flood. */
export const submit = linkAction(
  contract.submitReport,
  async (door, { token }) =>
    visitor(door, 'report', 10, await tenantOfReportLink(door.house.services.door, hashOfToken(token))),
  async (context, { token: _token, ...report }) => keepReport(context, report),
)

/** Someone who is signed in. Anonymous means it: row, payload and leaf are those of a visitor's report. */
export const report = action(contract.reportOdd, async (context, { anonymous, ...told }) => {
  const name = anonymous || context.actor.kind !== 'member' ? '' : context.actor.name
  return keepReport(context, { ...told, name, contact: '' }, anonymous ? asVisitor : {})
})

/** Nothing about a visitor is kept: the ledger names all of them alike. */
function visitor(
  door: DoorContext,
  what: string,
  perMinute: number,
  tenantId: string | undefined,
): TenantActor | undefined {
  refuseFlood(door, { what, perMinute, advice: callSomeone })
  if (tenantId === undefined) return undefined
  return { kind: 'visitor', tenantId, ref: asVisitor.actor, name: asVisitor.by }
}

/** Whom a leaf names for everyone who is not to be known. */
const asVisitor = { actor: 'visitor', by: 'A visitor' } as const

/** What a report is called that holds a mail and no words. */
export const oddMail = 'An odd mail'

interface Told {
  readonly kind: ReportKind
  readonly stoppedBy: string
  readonly wouldHelp: string
  readonly what: string
  readonly where: string
  readonly stillGoing: 'yes' | 'no' | 'unknown'
  readonly mailSource: string
}

async function keepReport(
  context: Context,
  told: Told & { readonly name: string; readonly contact: string },
  by: Partial<typeof asVisitor> = {},
): Promise<{ receipt: string; isRehearsal?: boolean }> {
  const faults = missingIn(told)
  if (faults.length > 0) refuse('invalid', 'Some fields need another look.', { faults })
  if (await isSpotted(context, told)) return { receipt: '', isRehearsal: true }
  const receipt = newReceipt()
  const signalId = await saveReportSignal(context, told, by)
  await addReport(context, {
    id: context.newId(),
    signalId,
    what: clean(told.what, 4000),
    place: clean(told.where, 300),
    stillGoing: told.stillGoing,
    name: clean(told.name, 120),
    contact: clean(told.contact, 200),
    receiptHash: await receiptHash(context.services, receipt),
    receivedAt: context.now,
    kind: told.kind,
    stoppedBy: clean(told.stoppedBy, 1000),
    wouldHelp: clean(told.wouldHelp, 1000),
  })
  return { receipt }
}

/** The report as a signal: what was told is its payload; name and contact are not in it. */
async function saveReportSignal(
  context: Context,
  { kind, what, where, stillGoing, stoppedBy, wouldHelp }: Told,
  by: Partial<typeof asVisitor>,
): Promise<string> {
  const [id, deliveryId, groupId] = [context.newId(), context.newId(), context.newId()]
  const payload = Buffer.from(JSON.stringify({ kind, what, where, stillGoing, stoppedBy, wouldHelp }))
  const hash = sha256(payload)
  const title = cleanLine(what.trim().split('\n', 1)[0] ?? '', 120) || oddMail
  const times = { firstAt: context.now, lastAt: context.now }
  const words = searchWords(what, where).join(' ')
  const shared = { sourceId: null, count: 1, title, words, ...times }
  await saveDeliveries(context, [
    { id: deliveryId, sha256: hash, payload, mediaType: 'application/json', ...shared },
  ])
  await saveGroups(context, [
    { id: groupId, key: `report:${id}`, because: 'This is one report from a person.', ...shared },
  ])
  context.afterCommit(async () => void (await context.separately('Muster', groupSignals)))
  await saveSignals(context, [
    {
      id,
      groupId,
      deliveryId,
      fingerprint: id,
      episode: '',
      summary: clean(what, 4000),
      labels: JSON.stringify({
        'kind of report': kind,
        ...(where === '' ? {} : { where: clean(where, 300) }),
        'still going': stillGoing,
      }),
      saidText: '',
      state: 'report',
      severity: 'unknown',
      severityWord: '',
      saidAt: null,
      saidLastAt: null,
      resolvedAt: null,
      ...shared,
    },
  ])
  context.record({
    stream: 'intake',
    kind: 'report.receive',
    fields: { ...by, signal: id, title, sha256: hash.toString('hex') },
  })
  await context.announce({ kind: 'report.received', signalId: id, title })
  return id
}
