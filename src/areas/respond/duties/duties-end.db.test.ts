import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem, type Download } from '../../../platform/action.ts'
import * as policies from '../../register/insurance/actions/manage-policies.ts'
import * as law from '../../register/obligations/actions.ts'
import * as contracts from '../../register/vendors/actions/manage-contracts.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import * as inbox from '../communications/actions/inbox.ts'
import * as briefing from '../incidents/actions/brief-people.ts'
import * as opening from '../incidents/actions/open-incident.ts'
import * as facts from './actions/change-facts.ts'
import * as charging from './actions/charge-duties.ts'
import * as costs from '../incidents/actions/keep-costs.ts'
import * as claims from './actions/claim-costs.ts'
import * as forms from './actions/fill-forms.ts'
import * as parts from './actions/note-contracts.ts'
import * as duties from './actions/read-duties.ts'
import { remindOfDuties } from './jobs.ts'

const start = new Date('2026-10-23T14:40:00Z')
const lead33 = 'eu.gdpr.33.lead'
const breach = [
  { fact: 'personal_data_affected', value: true },
  { fact: 'role', value: ['controller'] },
  { fact: 'entity.established_in', value: ['AT'] },
  { fact: 'entity.eu_main_establishment', value: 'AT' },
  { fact: 'entity.classes', value: ['nis2_important'] },
  { fact: 'significant_incident', value: true },
  { fact: 'risk_to_individuals', value: 'high' },
  { fact: 'encrypted_and_key_safe', value: false },
  { fact: 'affected', value: { AT: 300 } },
  { fact: 'times.became_aware_at', value: start.toISOString() },
]

let w: World
beforeAll(async () => {
  w = await world()
})
beforeEach(() => w.setNow(start))
afterAll(() => w.close())

async function declare(more = breach) {
  const { id } = await w.perform(opening.open, w.lead, {
    title: 'Data lost',
    kind: 'ransomware',
    severity: 'S2',
  })
  await w.perform(facts.change, w.lead, { id, revision: 0, changes: more, reason: 'Seen on the screen' })
  return id
}
const dutyIn = async (id: string, key: string) =>
  (await w.perform(duties.read, w.auditor, { id })).duties.find((one) => one.key === key)
const bytesOf = async (made: Download): Promise<Uint8Array> => {
  const body = await made.open()
  if (!(body instanceof Uint8Array)) throw new Error('this paper is made at once')
  return body
}

test('R76 U46 a duty is given to somebody, who hears of it and is reminded; U47 with the authority of the country beside it', async () => {
  const id = await declare()
  await w.perform(charging.charge, w.lead, { id, duty: lead33, ownerId: w.auditor.memberId })
  const duty = await dutyIn(id, lead33)
  expect(duty?.owner).toEqual({ id: w.auditor.memberId, name: w.auditor.name })
  expect(duty?.authority).toMatchObject({ site: 'dsb.gv.at', checkedOn: expect.any(String) })
  w.setNow(new Date(start.getTime() + 40 * 3_600_000))
  await asSystem(w.house, w.tenantId, 'Muster', remindOfDuties)
  const { items } = await w.perform(inbox.listInbox, w.auditor, {})
  expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['task.assigned', 'duty.due']))
  await expect(
    w.perform(charging.charge, w.lead, { id, duty: 'eu.none', ownerId: null }),
  ).rejects.toMatchObject({ kind: 'not_found' })
})

test('N3 an extension moves the end of a duty until it is ended, and the police can only hold back a notice to people', async () => {
  const id = await declare()
  const grant = { id, duty: lead33, grantedBy: 'Ms Huber, DSB', reason: 'The holiday', reference: 'D-12' }
  const until = '2026-10-30T12:00:00Z'
  await expect(
    w.perform(charging.delay, w.lead, { ...grant, kind: 'extension', until: '2026-10-24T12:00:00Z' }),
  ).rejects.toMatchObject({ detail: { faults: [{ path: 'until' }] } })
  await expect(w.perform(charging.delay, w.lead, { ...grant, kind: 'police', until })).rejects.toMatchObject({
    detail: { faults: [{ path: 'kind' }] },
  })
  await w.perform(charging.delay, w.lead, { ...grant, kind: 'extension', until })
  w.setNow(new Date('2026-10-28T12:00:00Z'))
  const duty = await dutyIn(id, lead33)
  expect(duty).toMatchObject({
    standing: expect.not.stringContaining('overdue'),
    extendedDueAt: new Date(until).toISOString(),
  })
  const people = (await w.perform(duties.read, w.lead, { id })).duties.find(
    ({ stage }) => stage === 'individual_notice',
  )
  await w.perform(charging.delay, w.lead, {
    ...grant,
    duty: people?.key ?? '',
    kind: 'police',
    until: '2026-12-01T00:00:00Z',
  })
  const delay = duty?.delays[0]?.id ?? ''
  await w.perform(charging.resume, w.lead, { id, delay, reason: 'Granted by mistake' })
  expect((await dutyIn(id, lead33))?.standing).toBe('overdue')
})

test('N4 R74 a lead gets the official form filled from the case, as text and as PDF, with what is missing marked', async () => {
  const id = await declare()
  const body = { headline: 'x', checking: [], unknown: [], next: ['Restore the server'], clock: '' }
  await w.perform(briefing.save, w.lead, {
    id,
    basedOn: 0,
    body: { ...body, confirmed: ['The server was encrypted.'] },
  })
  const form = await w.perform(forms.read, w.lead, { id, about: lead33 })
  expect(form.items.find(({ asked }) => asked === 'nature of the breach')?.lines).toEqual([
    'The server was encrypted.',
  ])
  // How many people there are says nothing about how many records of them.
  expect(form.items.filter(({ isMissing }) => isMissing).map(({ asked }) => asked)).toEqual([
    'categories and approximate number of records',
    'reasons for delay when later than 72 hours',
  ])
  const asked = form.items.at(-1)?.asked ?? ''
  const made = await w.perform(forms.print, w.lead, {
    id,
    about: lead33,
    as: 'text',
    answers: [{ asked, text: 'Not late' }],
  })
  expect(Buffer.from(await bytesOf(made)).toString()).toContain('- Not late')
  for (const about of ['eu.nis2.early_warning', 'eu.nis2.notification', 'police', 'csirt', 'insurer']) {
    const paper = await w.perform(forms.print, w.lead, { id, about, as: 'pdf' })
    expect(readPdf(await bytesOf(paper)).text).toMatch(/name of the firm/i)
  }
  await expect(w.perform(forms.read, w.lead, { id, about: 'toString' })).rejects.toMatchObject({
    kind: 'not_found',
  })
})

test('R79 N5 money for a firm off the panel asks for the consent, the notice to the insurer has its clock, and the ledger goes out as claim file', async () => {
  const policy = await w.perform(policies.add, w.owner, {
    ...{ name: 'Cyber', insurer: 'Northern Mutual', number: 'P-1', hotline: '0800 1', noticeHours: 24 },
    ...{ panel: ['ACME Forensics'], consentAbove: 1000 },
  })
  const id = await declare()
  const board = await w.perform(duties.read, w.lead, { id })
  expect(board.questions.find(({ fact }) => fact === 'policy.notice_hours')?.proposed ?? 24).toBe(24)
  const said = [
    { fact: 'policy.in_force', value: true },
    { fact: 'policy.notice_hours', value: 24 },
  ]
  await w.perform(facts.change, w.lead, { id, revision: 1, changes: said, reason: 'The policy' })
  expect((await dutyIn(id, 'contract.insurer.notice'))?.dueAt).toBe('2026-10-24T16:40:00+02:00')

  const cost = {
    id,
    firm: 'Hackers & Sons',
    text: 'Help',
    kind: 'response_and_recovery' as const,
    amount: '500.00',
    currency: 'EUR',
  }
  await expect(w.perform(claims.spend, w.lead, cost)).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('Call 0800 1'),
    detail: { reason: 'consent_needed' },
  })
  const consent = await w.perform(policies.agree, w.lead, {
    ...{
      id: policy.id,
      what: 'Hackers & Sons, first day',
      givenBy: 'Ms Gruber',
      givenAt: start.toISOString(),
    },
  })
  await w.perform(claims.spend, w.lead, { ...cost, consentId: consent.id })
  await w.perform(claims.spend, w.lead, { ...cost, firm: 'ACME Forensics', amount: '900.00' })
  // Wherever a cost is written down, the insurer's say is asked for; that keeps nobody from writing it down.
  const written = { id, text: 'Night shift of Hackers & Sons', kind: 'response_and_recovery' as const }
  const { id: costId } = await w.perform(costs.add, w.responder, {
    ...{ ...written, amount: '700.00', currency: 'EUR' },
  })
  await w.perform(costs.add, w.responder, {
    ...{ ...written, text: 'Lost sales', kind: 'business_disruption', amount: '9000.00', currency: 'EUR' },
  })
  const lineOf = async (wanted: string) =>
    (await w.perform(claims.read, w.lead, { id })).lines.find((line) => line.id === wanted)
  expect(await lineOf(costId)).toMatchObject({ consent: 'not_asked', consentWords: '' })
  const news = (await w.perform(inbox.listInbox, w.responder, {})).items
  expect(news.filter(({ kind }) => kind === 'consent.due').map(({ title }) => title)).toEqual([
    expect.stringContaining('not on the panel of Northern Mutual'),
  ])
  const agreed = { ...cost, amount: '700.00', costId, consentId: consent.id }
  await expect(w.perform(claims.spend, w.lead, { ...agreed, amount: '7.00' })).rejects.toMatchObject({
    detail: { reason: 'stale' },
  })
  await w.perform(claims.spend, w.lead, agreed)
  expect(await lineOf(costId)).toMatchObject({ consent: 'given', firm: 'Hackers & Sons' })

  const claim = await w.perform(claims.spend, w.lead, {
    ...cost,
    firm: '=cmd',
    unaskedReason: 'Nobody answered at night',
  })
  expect(claim.lines.map((line) => line.consent)).toEqual(
    expect.arrayContaining(['given', 'not_needed', 'not_asked']),
  )
  expect(claim.totals).toEqual([{ currency: 'EUR', amount: '11600.00' }])
  const csv = Buffer.from(
    await bytesOf(await w.perform(claims.exportFile, w.owner, { id, as: 'csv' })),
  ).toString()
  expect(csv).toContain("'=cmd")
  expect(csv).toContain('Nobody answered at night')
  const pdf = await bytesOf(await w.perform(claims.exportFile, w.owner, { id, as: 'pdf' }))
  expect(readPdf(pdf).text).toContain('11600.00 EUR')
})

test('N6 a supplier shows the incidents its contracts had a part in, and what we owe by them is proposed to the clocks', async () => {
  const vendor = await w.perform(vendors.add, w.owner, { name: 'Cloud Ltd', does: 'Hosting' })
  const made = await w.perform(contracts.addContract, w.owner, {
    vendorId: vendor.id,
    name: 'Hosting',
    weTellValue: 12,
    weTellUnit: 'hours',
  })
  const id = await declare()
  await w.perform(parts.add, w.lead, { id, contractId: made.id, part: 'cause', note: 'Its admin account' })
  const { items } = await w.perform(parts.list, w.auditor, { vendorId: vendor.id })
  expect(items).toMatchObject([{ incidentId: id, vendor: 'Cloud Ltd', part: 'cause' }])
  await expect(
    w.perform(parts.add, w.lead, { id, contractId: made.id, part: 'cause' }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await w.perform(parts.remove, w.lead, { id, part: items[0]?.id ?? '' })
  expect((await w.perform(parts.list, w.auditor, { vendorId: vendor.id })).items).toEqual([])
})

test('R77 R74 an owner reads the law in packs, notes who read them, and takes a newer directory once its changes were shown', async () => {
  const before = await w.perform(law.library, w.auditor, { pack: 'privacy' })
  expect(before.packs.find(({ pack }) => pack === 'privacy')).toMatchObject({
    isOurs: true,
    standing: 'never',
  })
  expect(before.regimes.find(({ id }) => id === 'eu.gdpr')?.sources[0]?.address).toContain('eur-lex')
  await w.perform(law.review, w.counsel, { pack: 'privacy', note: 'Read with Dr Maier', months: 1 })
  w.setNow(new Date(start.getTime() + 60 * 86_400_000))
  const after = await w.perform(law.library, w.auditor, {})
  expect(after.packs.find(({ pack }) => pack === 'privacy')).toMatchObject({
    standing: 'lapsed',
    reviewedBy: w.counsel.name,
  })

  const entries = [
    { key: 'police.AT', name: 'LPD Wien', phone: '133', checkedOn: '2026-12-01', isConfirmed: true },
  ]
  const shown = await w.perform(law.update, w.owner, { entries })
  expect(shown).toMatchObject({ isTaken: false, changes: [{ key: 'police.AT', what: 'changed' }] })
  await expect(w.perform(law.update, w.owner, { entries, seen: 'another' })).rejects.toMatchObject({
    detail: { reason: 'stale' },
  })
  await w.perform(law.update, w.owner, { entries, seen: shown.hash })
  const at = await w.perform(law.directory, w.auditor, { country: 'AT' })
  expect(at.items.find(({ key }) => key === 'police.AT')).toMatchObject({
    name: 'LPD Wien',
    isOwn: true,
    isStale: false,
  })
})
