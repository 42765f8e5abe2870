import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { said } from '../../../../tests/plan-answers.ts'
import { world, type World } from '../../../../tests/world.ts'
import { changeOrganisation } from '../../register/people/actions/organisation.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import { makeHandoutWith } from '../handout/actions/make-handout.ts'
import * as interview from './actions/answer-interview.ts'
import { checkCopy } from './actions/check-copy.ts'
import { planWith } from './actions/change-plan.ts'
import { printWith } from './actions/print-plan.ts'
import * as proposals from './actions/propose-change.ts'
import * as versions from './actions/publish-plan.ts'
import type { Plan } from './contract/plan.ts'
import { callTreeToCarry, planToCarry } from './public.ts'

const rehearsed = new Map([['ransomware', '2026-01-15']])
const ports = { lastRehearsals: async () => rehearsed }
const { read, change } = planWith(ports)
const publish = versions.publishWith(ports)
const print = printWith(ports)
describe('the plan', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const plan = () => w.perform(read, w.lead, {})
  const blocking = ({ gaps }: Plan) => gaps.filter(({ isBlocking }) => isBlocking)

  test('R13 the plan of an empty install is refused with the list of what is missing, each with its page', async () => {
    const refused = await w.perform(publish, w.owner, { note: 'First' }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ kind: 'conflict', detail: { reason: 'plan_gaps' } })
    const { gaps } = await plan()
    const kinds = new Set(gaps.filter(({ isBlocking }) => isBlocking).map(({ kind }) => kind))
    expect(kinds).toEqual(
      new Set([
        'placeholder',
        'no_accountable',
        'no_deputy',
        'no_kind_owner',
        'no_contact',
        'no_section_owner',
        'no_review_day',
      ]),
    )
    expect(gaps.every(({ path }) => path.startsWith('/'))).toBe(true)
    await expect(w.perform(publish, w.responder, { note: 'x' })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('R6 turning on card payments adds its playbook, clock and contact in the same step', async () => {
    const before = await w.perform(interview.answerInterview, w.lead, {
      answers: [{ question: 'card_payments', value: 'no' }],
    })
    const after = await w.perform(interview.answerInterview, w.lead, {
      answers: [{ question: 'card_payments', value: 'yes' }],
    })
    const added = (part: 'kinds' | 'contacts') =>
      after.brings[part].filter((one) => !before.brings[part].some((known) => known === one))
    expect(added('kinds')).toEqual(['website-compromise'])
    expect(added('contacts')).toEqual(['card_bank'])
    const clocks = after.brings.clocks.map(({ key }) => key)
    expect(clocks).toContain('pci.cards.acquirer')
    expect(before.brings.clocks.map(({ key }) => key)).not.toContain('pci.cards.acquirer')
    const { document } = await plan()
    const written = JSON.stringify(document)
    for (const words of ['Someone changed our website', 'Your card bank', 'acquiring bank'])
      expect(written).toContain(words)
    const again = await w.perform(interview.answerInterview, w.lead, {
      answers: [{ question: 'card_payments', value: 'yes' }],
    })
    expect(again.ranking).toEqual(after.ranking)
    expect(after.ranking.every(({ reasons }) => reasons.length > 0)).toBe(true)
  })

  test('an answer that is none is refused, and one that was taken back is open again', async () => {
    const answer = (question: string, value: string | string[] | null) =>
      w.perform(interview.answerInterview, w.lead, { answers: [{ question, value }] })
    for (const [question, value] of [
      ['country', 'DE'],
      ['hours', 'never'],
      ['abroad', ['none', 'uk']],
      ['unknown_question', 'yes'],
    ] as const)
      await expect(answer(question, typeof value === 'string' ? value : [...value])).rejects.toMatchObject({
        kind: 'invalid',
      })
    await answer('hours', 'unknown')
    const back = await answer('hours', null)
    expect(back.items.find(({ question }) => question === 'hours')).toMatchObject({
      state: 'open',
      value: null,
    })
    expect(back.items.find(({ question }) => question === 'country')).toMatchObject({
      state: 'filled',
      value: 'AT',
      from: 'organisation',
    })
  })

  test('R7 R14 a lead accepts the proposal, and then nobody is missing and no kind is uncovered', async () => {
    await w.perform(interview.answerInterview, w.lead, { answers: said })
    const filled = await w.perform(change, w.lead, { fillEmpty: true })
    const isTwo = filled.charges.every(
      ({ accountableId, deputyId }) =>
        accountableId !== null && deputyId !== null && accountableId !== deputyId,
    )
    expect(isTwo).toBe(true)
    expect(filled.coverage).toHaveLength(16)
    expect(filled.coverage.filter(({ ownerId, playbook }) => ownerId === null || playbook === '')).toEqual([])
    expect(filled.coverage.find(({ kind }) => kind === 'ransomware')).toMatchObject({
      provedOn: '2026-01-15',
    })
    expect(new Set(blocking(filled).map(({ kind }) => kind))).toEqual(new Set(['no_contact']))
    const [charge] = filled.charges
    const own = {
      charge: charge?.charge ?? 'keep_plan',
      accountableId: w.owner.memberId,
      deputyId: w.owner.memberId,
    }
    await expect(w.perform(change, w.lead, { charges: [own] })).rejects.toMatchObject({ kind: 'invalid' })
    const foreign = { ...own, deputyId: w.stranger.memberId }
    await expect(w.perform(change, w.lead, { charges: [foreign] })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const coming = [{ kind: 'ransomware' as const, exercisedOn: '2190-01-01' }]
    await expect(w.perform(change, w.lead, { coverage: coming })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('R4 R13 a published version cannot be changed, is read by everybody, and its code tells an old copy', async () => {
    const { contacts } = await plan()
    const needed = contacts
      .filter(({ isNeeded, name }) => isNeeded && name === '')
      .map(({ slot }) => ({ slot, name: 'Somebody', phone: '+43 1 999' }))
    expect(blocking(await w.perform(change, w.lead, { contacts: needed }))).toEqual([])
    const first = await w.perform(publish, w.owner, { note: 'The first' })
    expect(first).toMatchObject({ version: 1, state: 'current', approvals: [{ isApproved: true }] })
    await expect(w.perform(publish, w.owner, { note: 'Again' })).rejects.toMatchObject({ kind: 'conflict' })
    expect((await plan()).hasChanged).toBe(false)
    const seen = await w.perform(versions.acknowledge, w.staff, { version: 1 })
    expect(seen.readers.filter(({ readAt }) => readAt !== null)).toMatchObject([
      { memberId: w.staff.memberId },
    ])
    await expect(w.perform(versions.acknowledge, w.staff, { version: 1 })).rejects.toMatchObject({
      kind: 'conflict',
    })
    for (const table of ['plan_version', 'plan_publication'])
      await expect(
        w.house.wall.inTenant(w.tenantId, ({ $client }) =>
          $client.query(`update app.${table} set version = 9`),
        ),
      ).rejects.toThrow('permission denied')
    const code = first.code ?? ''
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`
    expect(await w.perform(checkCopy, w.nobody, { code: typed })).toMatchObject({
      state: 'current',
      version: 1,
    })
    await w.perform(change, w.lead, {
      sections: [{ section: 'learn', words: 'We meet on Mondays.' }],
      setting: { quorum: 2, language: 'en' },
    })
    const second = await w.perform(publish, w.owner, { note: 'Mondays' })
    expect(second).toMatchObject({ version: 2, state: 'waiting', canApprove: false, code: null })
    await expect(w.perform(versions.decide, w.owner, { version: 2, isApproved: true })).rejects.toMatchObject(
      { kind: 'conflict' },
    )
    expect(await w.perform(checkCopy, w.nobody, { code })).toMatchObject({ state: 'current' })
    const counts = await w.perform(versions.decide, w.lead, { version: 2, isApproved: true })
    expect(counts).toMatchObject({ state: 'current', publishedBy: w.lead.name })
    expect(await w.perform(checkCopy, w.nobody, { code })).toMatchObject({
      state: 'superseded',
      version: 1,
      currentVersion: 2,
    })
    await expect(w.perform(checkCopy, w.nobody, { code: 'AAAA' })).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect((await w.perform(versions.listVersions, w.staff, {})).items.map(({ state }) => state)).toEqual([
      'current',
      'superseded',
    ])
    const kinds = (await w.leaves()).map(({ kind }) => kind)
    for (const kind of ['plan.submit', 'plan.approve', 'plan.publish', 'plan.read'])
      expect(kinds).toContain(kind)
  })

  test('N1 the version that counts stands in the copy that opens without a network', async () => {
    const make = makeHandoutWith({ callTree: callTreeToCarry, handoutSections: [planToCarry] })
    const { sections } = await w.perform(make, w.owner, { language: 'en' })
    expect(sections.map(({ key }) => key)).toContain('plan_prepare')
  })

  test('R5 a new supplier turns the sections that rest on it to "needs review" in its own transaction', async () => {
    const stale = async () =>
      (await plan()).sections
        .filter(({ changedSince }) => changedSince !== null)
        .map(({ section }) => section)
    expect(await stale()).toEqual([])
    const taken = { name: 'Fast IT', access: 'admin' as const }
    await w.perform(vendors.add, w.lead, taken)
    expect(await stale()).toEqual(['prepare', 'contain'])
    const { sections, gaps } = await plan()
    expect(sections.find(({ section }) => section === 'prepare')?.changes).toMatchObject([
      { what: 'vendor.add', name: 'Fast IT' },
    ])
    expect(gaps.filter(({ kind }) => kind === 'section_changed').map(({ about }) => about)).toEqual([
      'prepare',
      'contain',
    ])
    await w.perform(change, w.lead, {
      sections: [
        { section: 'prepare', isReviewed: true },
        { section: 'contain', isReviewed: true },
      ],
    })
    // A change that is taken back leaves no section behind that nobody can explain.
    await expect(w.perform(vendors.add, w.lead, taken)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await stale()).toEqual([])
    await w.perform(assets.add, w.lead, { name: 'Till', kind: 'machine' })
    expect(await stale()).toEqual(['contain', 'recover'])
  })

  test('R26 somebody proposes other words; accepting changes the section, refusing says why, and old ground is refused', async () => {
    const words = 'We meet on Mondays, at nine.'
    const propose = (text: string) =>
      w.perform(proposals.proposeChange, w.counsel, {
        section: 'learn',
        words: text,
        reason: 'Seven is too early',
      })
    const [one, other] = [await propose(words), await propose('We never meet.')]
    expect(one).toMatchObject({ before: 'We meet on Mondays.', after: words, state: 'open' })
    const decide = (id: string, isAccepted: boolean) =>
      w.perform(proposals.decideChange, w.lead, { id, isAccepted, reason: 'So be it' })
    await expect(
      w.perform(proposals.decideChange, w.responder, { id: one.id, isAccepted: true, reason: 'x' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await decide(one.id, true)).toMatchObject({ state: 'accepted', decision: 'So be it' })
    expect((await plan()).sections.find(({ section }) => section === 'learn')?.words).toBe(words)
    await expect(decide(other.id, true)).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'outdated' },
    })
    expect(await decide(other.id, false)).toMatchObject({ state: 'refused' })
    await expect(decide(one.id, false)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R25 the annex names trigger, recipient, clock, form and owner, and follows the answers', async () => {
    const { document } = await plan()
    const annex = document.sections.find(({ key }) => key === 'reporting')
    const table = annex?.blocks.find((block) => block.kind === 'table')
    expect(table).toMatchObject({
      head: ['Source', 'Clock runs from', 'To whom', 'By when', 'How', 'Who does it'],
    })
    const rows = table?.kind === 'table' ? table.rows : []
    expect(rows.find(([source]) => source?.startsWith('GDPR'))).toMatchObject([
      expect.stringContaining('GDPR'),
      'when you are sure that it happened',
      expect.stringContaining('Datenschutzbehoerde'),
      expect.stringContaining('72 hours'),
      expect.stringContaining('form'),
      w.owner.name,
    ])
    const now = await w.perform(interview.answerInterview, w.lead, {
      answers: [{ question: 'special_rules', value: ['important'] }],
    })
    expect(now.brings.clocks.map(({ key }) => key)).toContain('eu.nis2.early_warning')
    expect(JSON.stringify((await plan()).document)).toContain('NIS2')
  })

  test('a reader gets the booklet, the large print, plain text and Word, and staff get no draft', async () => {
    const bytes = async (form: 'pdf' | 'large' | 'markdown' | 'docx', version: number | null = 2) => {
      const { name, open } = await w.perform(print, w.lead, { form, version })
      return { name, bytes: Buffer.from((await open()) as Uint8Array) } // made whole, never streamed
    }
    expect((await bytes('docx')).bytes.subarray(0, 2).toString()).toBe('PK')
    const text = (await bytes('markdown')).bytes.toString()
    expect(text).toContain('# Incident response plan')
    expect(text).toMatch(/with the code \w{4}-\w{4}-\w{4}-\w{4}/)
    expect((await bytes('markdown', null)).bytes.toString()).toContain('Draft')
    await expect(w.perform(print, w.staff, { form: 'markdown', version: null })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('letters that are no country leave the laws of a country open, and break nothing', async () => {
    const organisation = {
      name: 'Harbour Bakery',
      timeZone: 'Europe/Vienna',
      size: '10-49',
      sector: 'retail',
    } as const
    await w.perform(changeOrganisation, w.owner, { ...organisation, country: 'ZZ' })
    const { document } = await plan()
    expect(JSON.stringify(document)).toContain('Only if a fact of the day makes it so')
    await w.perform(changeOrganisation, w.owner, { ...organisation, country: 'AT' })
  })
})
