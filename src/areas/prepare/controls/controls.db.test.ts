import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem, type Context } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as policies from '../../register/insurance/actions/manage-policies.ts'
import * as copies from '../backups/actions/manage-copies.ts'
import * as routines from '../calendar/actions/keep-routines.ts'
import * as knowledge from '../playbooks/actions/knowledge.ts'
import { auditControlsWith } from './actions/audits.ts'
import { exportEvidenceWith } from './actions/export-evidence.ts'
import { keepControlsWith } from './actions/keep-controls.ts'
import type { Controls } from './contract/controls.ts'
import type { ControlKey } from './contract/words.ts'
import { raiseNews, warnOfAttested } from './jobs.ts'
import { controlDates, controlTroubles, lastChangeOfControl, type EvidencePorts } from './public.ts'

describe('controls', () => {
  let w: World
  let today: string
  const proposed: { key: string; title: string }[] = []
  const told: { what: string; title: string; memberId: string | null }[] = []
  const rooms: EvidencePorts = {
    pastCases: async () => [],
    lastExercise: async () => undefined,
    unwatchedStanding: async () => ({ sources: 0, days: 30, unheard: [] }),
    followUp: async (_context, wanted) => {
      proposed.push(wanted)
      return crypto.randomUUID()
    },
  }
  const { read, choose, review, prove, withdraw, tie } = keepControlsWith(rooms)
  const { list, start, look } = auditControlsWith(rooms)
  const take = exportEvidenceWith(rooms)
  beforeAll(async () => {
    w = await world()
    today = dayIn(w.house.now(), 'Europe/Vienna')
    w.house.announcer.on('date.near', async (_context, event) => void told.push(event))
  })
  afterAll(() => w.close())

  const of = ({ controls }: Controls, key: ControlKey) =>
    controls.find((one) => one.key === key) ?? expect.fail(`no ${key}`)
  const now = () => w.perform(read, w.auditor, {})
  const system = <T>(run: (context: Context) => Promise<T>) =>
    asSystem(w.house, w.tenantId, 'controls.watch', run)
  const say = async (key: ControlKey, answer: 'yes' | 'no' | 'partly' | 'not_applicable', words = '') =>
    w.perform(review, w.responder, { key, answer, words, basedOn: of(await now(), key).version })
  const bytes = (value: unknown) => ({
    upload: {
      body: (async function* () {
        yield Buffer.from(JSON.stringify(value))
      })(),
    },
  })

  test('R97 a responder turns a pack on, says how each check stands, keeps what shows it, and reads the state', async () => {
    await expect(w.perform(choose, w.auditor, { name: 'downloads', isOn: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const on = await w.perform(choose, w.responder, { name: 'downloads', isOn: true })
    expect(on.controls.filter(({ isInUse }) => isInUse).map(({ key }) => key)).toEqual([
      ...['updates', 'browser_safe', 'software_allowed', 'malware_guard', 'admin_separate'],
    ])
    expect(of(on, 'malware_guard')).toMatchObject({ state: 'open', nextReviewOn: dayAfter(today, 14) })
    expect(of(await say('malware_guard', 'yes'), 'malware_guard').state).toBe('said')
    const words = 'Defender is on and of today on three computers; EICAR was stopped.'
    const shown = await w.perform(prove, w.responder, { key: 'malware_guard', checkedOn: today, words })
    expect(of(shown, 'malware_guard')).toMatchObject({
      ...{ state: 'shown', lastEvidenceOn: today, lapsesOn: dayAfter(today, 6, 'months') },
    })
    const { id } = of(shown, 'malware_guard').proofs[0] ?? expect.fail()
    const back = await w.perform(withdraw, w.responder, { id, reason: 'That was another computer' })
    expect(of(back, 'malware_guard').state).toBe('said')
    await expect(w.perform(withdraw, w.responder, { id, reason: 'Again' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(w.perform(withdraw, w.stranger, { id, reason: 'Theirs' })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const kinds = (await w.leaves()).map(({ kind }) => kind)
    expect(kinds).toEqual(
      expect.arrayContaining(['control.choose', 'control.review', 'control.prove', 'control.withdraw']),
    )
  })

  test('R97 a responder cannot overwrite what somebody said meanwhile, skip a reason, or keep a check of tomorrow', async () => {
    const stale = { key: 'malware_guard', answer: 'no', basedOn: 0 } as const
    await expect(w.perform(review, w.lead, stale)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(say('malware_guard', 'not_applicable')).rejects.toMatchObject({ kind: 'invalid' })
    const tomorrow = { key: 'updates', checkedOn: dayAfter(today, 1), words: 'Seen' } as const
    await expect(w.perform(prove, w.lead, tomorrow)).rejects.toMatchObject({ kind: 'invalid' })
    const long = { ...tomorrow, checkedOn: today, validUntil: dayAfter(today, 500) }
    await expect(w.perform(prove, w.lead, long)).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('R127 one answer counts for every framework, and turning one off keeps what was said', async () => {
    await w.perform(choose, w.lead, { name: 'cis_ig1', isOn: true })
    const both = await w.perform(choose, w.lead, { name: 'cyber_essentials', isOn: true })
    expect(both.controls.filter(({ isInUse }) => isInUse).length).toBeLessThanOrEqual(40)
    expect(of(both, 'malware_guard')).toMatchObject({ isInUse: true, answer: 'yes', version: 1 })
    const off = await w.perform(choose, w.lead, { name: 'downloads', isOn: false })
    expect(of(off, 'malware_guard')).toMatchObject({ isInUse: true, answer: 'yes' })
    await w.perform(choose, w.lead, { name: 'downloads', isOn: true })
    const again = await w.perform(choose, w.lead, { name: 'downloads', isOn: true })
    expect(again.chosen.filter(({ name }) => name === 'downloads')).toHaveLength(1)
  })

  test('R127 R129 a restore that was proved answers by itself, with its day and its page, and one that failed takes it back', async () => {
    await w.perform(choose, w.lead, { name: 'csf', isOn: true })
    expect(of(await now(), 'restore_tested').state).toBe('open')
    const backup = await w.perform(copies.add, w.lead, {
      name: 'Orders',
      everyHours: 24,
      isolation: 'offline',
    })
    expect(of(await now(), 'restore_tested')).toMatchObject({ state: 'against', answer: null })
    const tested = {
      id: backup.id,
      used: 'Opened in its program',
      tester: 'Ann',
      testedAt: w.house.now().toISOString(),
      succeeded: true,
      minutes: 20,
    }
    await w.perform(copies.test, w.lead, {
      ...tested,
      restored: 'Folder of orders',
      evidence: 'Opened three files',
    })
    const shown = of(await now(), 'restore_tested')
    expect(shown).toMatchObject({ state: 'shown', lapsesOn: dayAfter(today, 12, 'months') })
    expect(shown.facts).toMatchObject([
      { name: 'restore_proved', says: 'shows', day: today, path: '/backups' },
    ])
    await w.perform(copies.test, w.lead, { ...tested, succeeded: false, restored: 'Wages', evidence: '' })
    expect(of(await now(), 'restore_tested').state).toBe('against')
    await w.perform(copies.test, w.lead, { ...tested, restored: 'Wages', evidence: 'Opened them' })
    expect(of(await now(), 'restore_tested').state).toBe('shown')
  })

  test('R129 a routine shows the control that it is tied to from its turn until the next', async () => {
    const added = await w.perform(routines.add, w.lead, {
      ...{
        name: 'Look at the shop',
        what: 'Users',
        everyValue: 1,
        everyUnit: 'months',
        nextOn: today,
        minutes: 5,
      },
    })
    expect((await now()).routines).toContainEqual({ id: added.id, name: 'Look at the shop' })
    const routine = { kind: 'routine', thingId: added.id, key: 'accounts_kept' } as const
    await w.perform(tie, w.lead, routine)
    expect(of(await now(), 'accounts_kept').facts).toEqual([])
    await w.perform(routines.turn, w.lead, { id: added.id, minutes: 5 })
    expect(of(await now(), 'accounts_kept')).toMatchObject({ state: 'shown', lastEvidenceOn: today })
    await w.perform(tie, w.lead, { ...routine, key: null })
    expect(of(await now(), 'accounts_kept').state).toBe('open')
    await expect(w.perform(tie, w.stranger, routine)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R78 an owner is warned once that a statement to the insurer is not so, without anybody having checked', async () => {
    const policy = await w.perform(policies.add, w.lead, {
      ...{ name: 'Cyber', insurer: 'Old Mutual', ownerId: w.lead.memberId },
      ...{ startsOn: dayAfter(today, -30), endsOn: dayAfter(today, 300) },
    })
    const attested = await w.perform(policies.attest, w.lead, {
      ...{ id: policy.id, statement: 'We restore from backups each year', check: 'See Backups' },
    })
    const { id: thingId } = attested.attestations[0] ?? expect.fail()
    await w.perform(tie, w.lead, { kind: 'attestation', thingId, key: 'restore_tested' })
    const warnings = () => told.filter(({ what }) => what === 'attestation_against')
    await system((context) => warnOfAttested(context, rooms))
    expect(warnings()).toEqual([])
    await w.perform(copies.add, w.lead, { name: 'Shop', everyHours: 24 })
    await system((context) => warnOfAttested(context, rooms))
    await system((context) => warnOfAttested(context, rooms))
    expect(warnings()).toMatchObject([
      { title: 'We restore from backups each year', memberId: w.lead.memberId },
    ])
    const troubles = await system((context) => controlTroubles(context, rooms))
    expect(troubles).toContainEqual(
      expect.objectContaining({ kind: 'attested', path: `/policies/${policy.id}` }),
    )
    await expect(
      w.perform(tie, w.stranger, { kind: 'attestation', thingId, key: 'updates' }),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R128 a hole that attackers use in something of the register brings the named controls forward, with the reason', async () => {
    await say('updates', 'yes')
    const later = dayAfter(today, 3, 'months')
    expect(of(await now(), 'updates')).toMatchObject({ nextReviewOn: later, broughtForwardBy: [] })
    await w.perform(assets.add, w.lead, {
      name: 'Firewall in the cellar',
      kind: 'network',
      note: 'FortiOS 7.2',
    })
    const hole = (cveID: string, vendorProject: string, product: string, dateAdded: string) => ({
      ...{ cveID, vendorProject, product, dateAdded, vulnerabilityName: `${product} hole` },
      knownRansomwareCampaignUse: 'Unknown',
    })
    const vulnerabilities = [
      hole('CVE-2026-1111', 'Fortinet', 'FortiOS', dayAfter(today, -2)),
      hole('CVE-2020-2222', 'Fortinet', 'FortiOS', '2020-01-01'),
      hole('CVE-2026-3333', 'Nobody', 'Something else', dayAfter(today, -2)),
    ]
    const file = { catalogVersion: '2026.11.20', count: 3, vulnerabilities }
    await w.perform(knowledge.bringIn, w.owner, { name: 'kev.json' }, bytes(file))
    await system(raiseNews)
    await system(raiseNews)
    const { news, holeList, ...all } = await now()
    expect(holeList).toMatchObject({ version: '2026.11.20' })
    expect(news).toMatchObject([{ cve: 'CVE-2026-1111', touched: ['Firewall in the cellar'], count: 1 }])
    expect(of({ news, holeList, ...all }, 'updates')).toMatchObject({
      ...{ nextReviewOn: dayAfter(today, 7), broughtForwardBy: ['CVE-2026-1111'], state: 'against' },
    })
    expect(told.filter(({ what }) => what === 'control_news')).toHaveLength(1)
    const due = (await system(controlDates)).filter(({ kind }) => kind === 'control_news')
    expect(due.map(({ key, day }) => [key, day])).toContainEqual(['updates', dayAfter(today, 7)])
    expect(of(await say('updates', 'yes', 'Patched to 7.2.9'), 'updates')).toMatchObject({
      ...{ nextReviewOn: later, broughtForwardBy: [], state: 'said' },
    })
  })

  test('R128 an auditor reads a sample drawn by lot, and a finding becomes an improvement of that control', async () => {
    const dueOn = dayAfter(today, 14)
    const audit = await w.perform(start, w.lead, {
      title: 'Autumn',
      size: 2,
      dueOn,
      ownerId: w.responder.memberId,
    })
    expect(audit.items).toHaveLength(2)
    const [first, second] = audit.items.map(({ key }) => key)
    if (first === undefined || second === undefined) expect.fail()
    const about = { id: audit.id, words: 'Two of five are missing' }
    const improvement = { title: 'List them again', ownerId: w.lead.memberId, dueOn }
    const fine = { ...about, key: first, verdict: 'as_said' as const }
    await expect(w.perform(look, w.responder, { ...fine, followUp: improvement })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const found = { ...about, key: first, verdict: 'finding' as const, followUp: improvement }
    const after = await w.perform(look, w.responder, found)
    expect(after).toMatchObject({ endedAt: null })
    expect(proposed).toMatchObject([{ key: first, title: 'List them again' }])
    await w.perform(look, w.responder, { ...about, key: second, verdict: 'as_said' })
    const { items } = await w.perform(list, w.auditor, {})
    expect(items[0]?.endedAt).not.toBeNull()
    await expect(
      w.perform(look, w.lead, { ...about, key: second, verdict: 'finding' }),
    ).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect((await w.perform(list, w.stranger, {})).items).toEqual([])
  })

  test('R128 whoever carries an improvement out sees that its control was looked at since', async () => {
    const since = new Date(w.house.now().getTime() - 60_000)
    await say('firewall', 'yes', 'Ports are closed')
    const changed = await system((context) => lastChangeOfControl(context, 'firewall', since))
    expect(changed).toMatchObject({ hasChanged: true, path: '/controls?control=firewall' })
    const never = await system((context) => lastChangeOfControl(context, 'website_copy', since))
    expect(never).toMatchObject({ hasChanged: false })
  })

  test('N19 an auditor takes only what is shown today, with day and end, and reads by id what is not', async () => {
    const seen = { checkedOn: today, words: 'Three laptops are encrypted', link: 'Folder Audit, page 3' }
    await w.perform(prove, w.lead, { key: 'encryption', ...seen })
    const taken = await w.perform(take, w.auditor, { framework: 'nis2', format: 'json' })
    const body = Buffer.from((await taken.open()) as Uint8Array).toString('utf8') // a file of this size is bytes, no stream
    const pack = JSON.parse(body) as Record<'shown' | 'open', { control: string; lapsesOn: string }[]>
    const shown = new Set(pack.shown.map(({ control }) => control))
    const states = new Map((await now()).controls.map(({ key, state }) => [key, state]))
    expect(shown.size).toBeGreaterThan(0)
    for (const key of shown) expect([...states].find(([one]) => one === key)?.[1], key).toBe('shown')
    for (const line of pack.shown) expect(line.lapsesOn >= today, line.control).toBe(true)
    for (const { control } of pack.open) expect(shown.has(control), control).toBe(false)
    expect(body).toContain('21(2)(c)')
    const csv = await w.perform(take, w.auditor, { framework: 'csf', format: 'csv', language: 'de' })
    expect(Buffer.from((await csv.open()) as Uint8Array).toString('utf8')).toContain('gesagt, nicht gezeigt') // as above
    const kinds = (await w.leaves()).filter(({ kind }) => kind === 'control.export')
    expect(kinds.length).toBe(2)
  })

  test('N19 an owner prints the same as a paper', async () => {
    const paper = await w.perform(take, w.owner, { framework: 'cis_ig1', format: 'pdf' })
    const bytesOfPaper = Buffer.from((await paper.open()) as Uint8Array) // a paper is bytes, no stream
    expect(bytesOfPaper.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  })
})
