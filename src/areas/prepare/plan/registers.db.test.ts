import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/pdf.ts'
import { said } from '../../../../tests/plan-answers.ts'
import { performIn, world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import * as tree from '../../register/contacts/actions/call-tree.ts'
import * as keeping from '../../register/contacts/actions/keep-contacts.ts'
import * as powers from '../../register/powers/actions/hold-powers.ts'
import * as mandates from '../../register/powers/actions/mandates.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import { makeHandoutWith } from '../handout/actions/make-handout.ts'
import * as interview from './actions/answer-interview.ts'
import { planWith } from './actions/change-plan.ts'
import { printWith } from './actions/print-plan.ts'
import * as versions from './actions/publish-plan.ts'
import type { Plan } from './contract/plan.ts'
import { callTreeToCarry, planToCarry } from './public.ts'

const ports = { lastRehearsals: async () => new Map<string, string>() }
const { read, change } = planWith(ports)
const publish = versions.publishWith(ports)
const print = printWith(ports)

describe('what the plan takes from the registers and from those who write it', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
    await w.perform(interview.answerInterview, w.lead, { answers: said })
    await w.perform(powers.setRight, w.owner, { decision: 'engage_help', holderId: w.lead.memberId })
    const { contacts } = await w.perform(change, w.lead, { fillEmpty: true })
    const named = contacts
      .filter(({ isNeeded }) => isNeeded)
      .map(({ slot }) => ({ slot, name: 'Somebody', phone: '+43 1 999' }))
    await w.perform(change, w.lead, { contacts: named })
  })
  afterAll(() => w.close())

  const plan = () => w.perform(read, w.lead, {})
  const kinds = ({ gaps }: Plan) => gaps.map(({ kind }) => kind)
  const written = ({ document }: Plan, key: string) =>
    JSON.stringify(document.sections.find((section) => section.key === key) ?? null)
  const mobile = (value: string) => ({
    ways: [{ kind: 'mobile' as const, value, atNight: true, whenDown: true }],
  })

  test('R22 whoever lets Muster fill what is empty names nobody for a decision that somebody holds', async () => {
    const answersFor = async () =>
      (await plan()).charges.find(({ charge }) => charge === 'engage_help')?.accountableId
    expect(await answersFor()).toBe(w.lead.memberId)
    await w.perform(powers.setRight, w.owner, { decision: 'engage_help', holderId: null })
    expect(await answersFor()).toBeNull()
    await w.perform(change, w.lead, { fillEmpty: true })
    expect(await answersFor()).not.toBeNull()
  })

  test('R22 an owner says who decides with whom up to what sum, and the plan prints it and follows nobody else', async () => {
    expect(kinds(await plan())).toEqual(expect.arrayContaining(['powers_open', 'no_call_tree']))
    const helper = await w.perform(keeping.add, w.lead, { kind: 'helper', name: 'Nora Night' })
    const spend = { decision: 'spend', amount: 5000, currency: 'EUR', quorum: 2 } as const
    await w.perform(powers.setRight, w.owner, {
      ...{ ...spend, holderId: helper.id, deputyId: w.owner.memberId, alsoIds: [w.counsel.memberId] },
    })
    const now = await plan()
    expect(now.charges.find(({ charge }) => charge === 'spend')).toMatchObject({
      ...{ from: 'powers', accountable: 'Nora Night', deputy: w.owner.name },
    })
    for (const words of ['EUR 5,000', `2 of Nora Night, ${w.owner.name}, ${w.counsel.name}`])
      expect(written(now, 'powers')).toContain(words)
    expect(written(now, 'people')).not.toContain('Nora Night')
    const open = now.gaps.filter(({ kind }) => kind === 'right_open')
    expect(open).toHaveLength(7)
    expect(open.every(({ path, isBlocking }) => path === '/powers' && !isBlocking)).toBe(true)
    const own = { charge: 'spend', accountableId: w.lead.memberId, deputyId: w.owner.memberId } as const
    await expect(w.perform(change, w.lead, { charges: [own] })).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(powers.setRight, w.owner, { decision: 'spend', holderId: helper.id })
    expect((await plan()).gaps.filter(({ isBlocking }) => isBlocking)).toMatchObject([
      { kind: 'no_deputy', about: 'spend', path: '/powers' },
    ])
    await w.perform(powers.setRight, w.owner, {
      ...{ ...spend, quorum: 1, holderId: helper.id, deputyId: w.owner.memberId },
    })
  })

  test('R26 of two people who write the same section at once the second is told, and neither loses a word', async () => {
    const learn = async () => (await plan()).sections.find(({ section }) => section === 'learn')?.words ?? ''
    const wordsBefore = await learn()
    const write = (by: typeof w.lead, words: string, before: string) =>
      w.perform(change, by, { sections: [{ section: 'learn', words, wordsBefore: before }] })
    const both = await Promise.allSettled([
      write(w.lead, 'By the lead', wordsBefore),
      write(w.owner, 'By the owner', wordsBefore),
    ])
    const refused = both.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject([{ kind: 'conflict', detail: { reason: 'stale' } }])
    const stands = await learn()
    expect(['By the lead', 'By the owner']).toContain(stands)
    await write(w.owner, 'Of both', stands)
    expect(await learn()).toBe('Of both')
    await expect(write(w.lead, 'Of both', 'Something older')).resolves.toBeDefined()
  })

  test('R21 a supplier stands in the plan with numbers for day and night, and one that nobody tried is named', async () => {
    const { id } = await w.perform(vendors.add, w.lead, { name: 'Fast IT', does: 'Servers', access: 'admin' })
    expect((await plan()).gaps.find(({ kind }) => kind === 'supplier_no_number')).toMatchObject({
      ...{ name: 'Fast IT', path: `/vendors/${id}` },
    })
    const contact = { id, name: 'Desk', phone: '+43 1 7', nightPhone: '+43 1 77' }
    const [made] = (await w.perform(vendors.addContact, w.lead, contact)).contacts
    const untried = await plan()
    expect(kinds(untried)).toContain('supplier_untried')
    for (const words of ['+43 1 7', '+43 1 77', 'never']) expect(written(untried, 'firms')).toContain(words)
    await w.perform(vendors.confirmContact, w.lead, { id, contact: made?.id ?? '', how: 'called' })
    const tried = await plan()
    expect(kinds(tried)).not.toContain('supplier_untried')
    expect(written(tried, 'firms')).toContain('(called)')
  })

  test('R24 N11 whoever prints the booklet or makes the offline copy finds the call tree in it, with the numbers they may see', async () => {
    await w.perform(keeping.change, w.lead, { id: w.owner.memberId, ...mobile('+43 660 1') })
    await w.perform(keeping.change, w.lead, { id: w.responder.memberId, ...mobile('+43 660 2') })
    await w.perform(tree.setCallTree, w.lead, {
      links: [
        { contactId: w.owner.memberId },
        { contactId: w.responder.memberId, calledBy: w.owner.memberId },
      ],
    })
    expect(kinds(await plan())).not.toContain('no_call_tree')
    await w.perform(publish, w.owner, { note: 'First' })
    const booklet = async (by: typeof w.lead) => {
      const { open } = await w.perform(print, by, { form: 'pdf', version: 1 })
      return readPdf((await open()) as Uint8Array).text // made whole, never streamed
    }
    const paper = await booklet(w.lead)
    for (const words of ['Whoever notices it first calls', `${w.owner.name} calls`, '+43 660 2'])
      expect(paper).toContain(words)
    const seen = await booklet(w.staff)
    expect(seen).toContain(`${w.owner.name} calls`)
    expect(seen).not.toContain('+43 660 2')
    const make = makeHandoutWith({ callTree: callTreeToCarry, handoutSections: [planToCarry] })
    const { sections } = await w.perform(make, w.lead, { language: 'de' })
    expect(sections.slice(0, 2).map(({ title }) => title)).toEqual(['Wen anrufen', 'Telefonkette'])
    expect(sections[1]?.blocks).toContainEqual(
      expect.objectContaining({ rows: [[w.responder.name, '+43 660 2', '+43 660 2', expect.any(String)]] }),
    )
    const keys = sections.map(({ key }) => key)
    expect(keys).toContain('plan_powers')
    expect(keys).not.toContain('plan_firms')
  })

  test('R23 an owner cannot publish while a mandate has run out, until it is ended', async () => {
    const day = (days: number) => dayAfter(dayIn(w.house.now(), 'Europe/Vienna'), days)
    const { id } = await w.perform(mandates.write, w.owner, {
      ...{ title: 'Night watch', contactId: w.responder.memberId, decisions: ['isolate'] },
      ...{ startsOn: day(0), endsOn: day(3) },
    })
    for (const [as, by] of [
      ['giver', w.owner],
      ['holder', w.responder],
    ] as const)
      await w.perform(mandates.sign, by, { id, as, name: by.name })
    expect(written(await plan(), 'powers')).toContain('Night watch')
    const later = performIn({ ...w.house, now: () => new Date(w.house.now().getTime() + 5 * 86_400_000) })
    await expect(later(publish, w.owner, { note: 'Too late' })).rejects.toMatchObject({
      kind: 'conflict',
      detail: {
        reason: 'plan_gaps',
        faults: [{ path: '/powers', message: expect.stringContaining('“Night watch” ran out') }],
      },
    })
    const { gaps } = await later(read, w.lead, {})
    expect(gaps[0]).toMatchObject({ kind: 'mandate_expired', isBlocking: true })
    await later(mandates.write, w.owner, {
      ...{ title: 'Night watch', contactId: w.responder.memberId, decisions: ['isolate'] },
      ...{ startsOn: day(5), endsOn: day(90) },
    })
    // A draft replaces nothing.
    expect((await later(read, w.lead, {})).gaps[0]).toMatchObject({ kind: 'mandate_expired' })
    await w.perform(mandates.end, w.owner, { id, reason: 'Another one holds' })
    const freed = await later(read, w.lead, {})
    expect(freed.gaps.filter(({ isBlocking }) => isBlocking)).toEqual([])
  })
})
