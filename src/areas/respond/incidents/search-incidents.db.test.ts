import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { IncidentForm } from '../../../base/own-fields.ts'
import * as forms from '../../register/fields/actions.ts'
import * as closing from './actions/close-incident.ts'
import * as details from './actions/details.ts'
import { detailsCondition } from './actions/details-condition.ts'
import * as leading from './actions/lead-incident.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'
import * as running from './actions/run-playbook.ts'

let w: World
beforeAll(async () => {
  w = await world()
  await w.perform(opening.open, w.lead, { title: 'Zebra label printer odd', kind: 'other', severity: 'S1' })
  await w.house.wall.inTenant(w.tenantId, async ({ $client }) => {
    await $client.query(
      `insert into app.incident (id, number, title, kind, mode, severity, status, opened_at, opened_by)
       select gen_random_uuid(), n, 'Label printer ' || n || case when n % 10 = 0 then ' tenth' else '' end
         || case when n % 40 = 0 then ' fortieth' else '' end, 'other', 'real', 'S3', 'open', now(), 'Anna'
       from generate_series(2, 1300) as n`,
    )
    await $client.query('update app.incident_counter set last = 1300')
  })
})
afterAll(() => w.close())

const found = async (query: Record<string, unknown>) =>
  (await w.perform(reading.list, w.lead, { limit: 50, ...query })).items.map(({ number }) => number)

test('U61 a searcher finds an old incident by a rare word, also an unfinished one, behind a thousand newer ones', async () => {
  expect(await found({ q: 'zebra' })).toEqual([1])
  expect(await found({ q: 'print zeb' })).toEqual([1])
  expect(await found({ q: 'print giraffe' })).toEqual([])
})

test('U61 a searcher who filters too finds the one old match among many that share its words', async () => {
  expect(await found({ q: 'label printer', severity: 'S1' })).toEqual([1])
  expect(await found({ q: 'label printer', severity: 'S1', status: 'closed' })).toEqual([])
})

test('U61 a searcher pages through all matches in order, none twice', async () => {
  const numbers: number[] = []
  let cursor: string | undefined
  do {
    const page = await w.perform(reading.list, w.lead, {
      limit: 200,
      q: 'label printer',
      ...(cursor === undefined ? {} : { cursor }),
    })
    numbers.push(...page.items.map(({ number }) => number))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(numbers).toEqual(Array.from({ length: 1300 }, (_, n) => 1300 - n))
})

test('U61 a searcher gets the newest matches, whether a word fills its page among the newest cases, a little below or far below', async () => {
  const every = (step: number, most: number) =>
    Array.from({ length: 1300 }, (_, n) => 1300 - n)
      .filter((number) => number % step === 0)
      .slice(0, most)
  expect(await found({ q: 'tenth', limit: 20 })).toEqual(every(10, 20))
  expect(await found({ q: 'tenth' })).toEqual(every(10, 50))
  expect(await found({ q: 'tenth', limit: 200 })).toEqual(every(10, 200))
  expect(await found({ q: 'fortieth' })).toEqual(every(40, 50))
})

const site = {
  key: 'site',
  kind: 'choice',
  name: { en: 'Site', de: 'Standort' },
  choices: [
    { key: 'quay', name: { en: 'Quay' } },
    { key: 'mill', name: { en: 'Mill' } },
  ],
  isNeeded: true,
} as const
const till = {
  key: 'till',
  kind: 'number',
  name: { en: 'Tills down' },
  when: [{ of: 'site', any: ['quay'] }],
} as const
const named = { key: 'informed', kind: 'person', name: { en: 'Who told the staff' } } as const

/** Puts a form in force that also asks these. */
async function ask(...own: readonly object[]) {
  const { version, form } = await w.perform(forms.read, w.lead, {})
  const fields = [...form.fields.filter(({ key }) => !own.some((one) => 'key' in one && one.key === key))]
  const changed = IncidentForm.parse({ ...form, fields: [...fields, ...own] })
  return w.perform(forms.change, w.owner, { basedOn: version, form: changed, reason: 'We need it' })
}
const declare = async (given: object = {}) =>
  w.perform(opening.open, w.lead, { title: 'Till odd', kind: 'other', severity: 'S3', ...given })
const answers = async (id: string) => {
  const { values } = await w.perform(details.read, w.lead, { id })
  return Object.fromEntries(values.map(({ key, value }) => [key, value]))
}
const lastLeaf = async (id: string) => (await w.leaves({ stream: id })).at(-1)

test('U17 an owner asks more in own words; answers that depend on others come and go with them, each change on the record', async () => {
  const made = await ask(site, till, named)
  expect(made).toMatchObject({ version: 2, changedBy: w.owner.name })
  await expect(w.perform(forms.change, w.responder, { ...asSent(made), basedOn: 2 })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(w.perform(forms.change, w.lead, { ...asSent(made), basedOn: 1 })).rejects.toMatchObject({
    kind: 'conflict',
  })
  const { id } = await declare({ details: { site: 'quay', till: 3 } })
  expect(await answers(id)).toEqual({ priority: 'normal', site: 'quay', till: 3 })
  const { values } = await w.perform(details.read, w.lead, { id })
  const was = values.find(({ key }) => key === 'site')?.version ?? 0
  await w.perform(details.change, w.responder, { id, changes: [{ key: 'site', value: 'mill', was }] })
  expect(await answers(id)).toEqual({ priority: 'normal', site: 'mill' })
  expect((await w.leaves({ stream: id })).slice(-2)).toMatchObject([
    { kind: 'detail.change', fields: { name: 'Site', from: 'Quay', to: 'Mill', by: w.responder.name } },
    { kind: 'detail.change', fields: { name: 'Tills down', from: '3', to: '', why: 'not_asked' } },
  ])
  const refused = w.perform(details.change, w.lead, {
    id,
    changes: [
      { key: 'till', value: 3, was: 0 },
      { key: 'informed', value: w.stranger.memberId, was: 0 },
    ],
  })
  await expect(refused).rejects.toMatchObject({ kind: 'invalid', detail: { faults: [{}, {}] } })
  await w.perform(details.change, w.lead, {
    id,
    changes: [{ key: 'informed', value: w.staff.memberId, was: 0 }],
  })
  expect((await lastLeaf(id))?.fields).toMatchObject({ to: w.staff.name })
})

test('U17 of two people who answer at once both keep different fields, and at the same one the slower is told by whom', async () => {
  const { id } = await declare()
  const set = (who: MemberActor, key: string, value: string, was: number) =>
    w.perform(details.change, who, { id, changes: [{ key, value, was }] })
  await Promise.all([set(w.lead, 'site', 'mill', 0), set(w.responder, 'classification', 'fraud', 0)])
  expect(await answers(id)).toMatchObject({ site: 'mill', classification: 'fraud' })
  await expect(set(w.responder, 'site', 'quay', 0)).rejects.toMatchObject({
    kind: 'conflict',
    detail: { reason: 'overtaken', faults: [{ message: expect.stringContaining(w.lead.name) }] },
  })
  await expect(set(w.staff, 'site', 'quay', 1)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(set(w.stranger, 'site', 'quay', 1)).rejects.toMatchObject({ kind: 'not_found' })
  expect(await answers(id)).toMatchObject({ site: 'mill' })
})

test('U17 a field that is needed holds up closing as resolved, and one that is retired keeps its old answers', async () => {
  const close = closing.closeWith({ closureConditions: [detailsCondition] })
  const ending = { summary: 'Done', initialVector: 'unknown' } as const
  const { id } = await declare()
  await expect(w.perform(close, w.lead, { id, ...ending })).rejects.toMatchObject({
    kind: 'conflict',
    detail: { faults: [{ message: expect.stringContaining('“Site”') }] },
  })
  await w.perform(close, w.lead, { id: (await declare()).id, ...ending, disposition: 'false_alarm' })
  await w.perform(details.change, w.lead, { id, changes: [{ key: 'site', value: 'quay', was: 0 }] })
  await w.perform(close, w.lead, { id, ...ending })
  const change = { id, changes: [{ key: 'site', value: 'mill', was: 1 }] }
  await expect(w.perform(details.change, w.lead, change)).rejects.toMatchObject({ kind: 'conflict' })
  await ask({ ...site, isRetired: true }, { ...till, when: [] }, named)
  const shown = await w.perform(details.read, w.auditor, { id })
  expect(shown.fields.map(({ key, isRetired }) => [key, isRetired])).toContainEqual(['site', true])
  expect(shown.values).toContainEqual(expect.objectContaining({ key: 'site', value: 'quay' }))
  await ask(site, till, named)
})

test('U14 a lead sees the priority follow the severity until somebody chooses, and finds cases by it and by the class above', async () => {
  const one = await declare({ title: 'Follows' })
  const two = await declare({
    title: 'Chosen label',
    details: { priority: 'later', classification: 'fraud/phishing' },
  })
  expect((await w.leaves({ stream: one.id }))[0]?.fields['details']).toBe('Priority: Normal')
  for (const { id } of [one, two])
    await w.perform(leading.grade, w.lead, { id, severity: 'S1', reason: 'Worse than thought' })
  expect([await answers(one.id), await answers(two.id)]).toMatchObject([
    { priority: 'at-once' },
    { priority: 'later', classification: 'fraud/phishing' },
  ])
  expect((await lastLeaf(one.id))?.kind).toBe('crisis.start')
  expect(await found({ details: 'priority:at-once' })).toEqual([one.number, 1])
  expect(await found({ details: 'priority:later,classification:fraud', severity: 'S1' })).toEqual([
    two.number,
  ])
  expect(await found({ details: 'priority:later', q: 'label' })).toEqual([two.number])
  expect(await found({ details: 'priority:later', q: 'giraffe' })).toEqual([])
  const { items } = await w.perform(reading.list, w.lead, {
    limit: 1,
    details: 'priority:later',
    showDetails: 'true',
  })
  expect(items[0]?.details).toEqual({ priority: 'later', classification: 'fraud/phishing' })
})

test('U17 a restricted case is not found by its answers by those who do not see it', async () => {
  const { id, number } = await declare({ details: { site: 'quay' }, circle: { people: [w.owner.memberId] } })
  expect(await found({ details: 'site:quay' })).toContain(number)
  const { items } = await w.perform(reading.list, w.responder, { details: 'site:quay' })
  expect(items.map((row) => row.number)).not.toContain(number)
  await expect(w.perform(details.read, w.responder, { id })).rejects.toMatchObject({ kind: 'not_found' })
})

test('U16 an incident begins with the fields of its kind beside the steps and pages of its playbook, another kind without', async () => {
  const ransom = { key: 'ransom', kind: 'text', name: { en: 'Sum asked for' }, kinds: ['ransomware'] }
  await ask(ransom)
  const { id } = await declare({ kind: 'ransomware', details: { ransom: '2 bitcoin' } })
  const run = await w.perform(running.start, w.lead, { id })
  expect(run.document.kind).toBe('ransomware')
  expect(run.document.steps.length).toBeGreaterThan(10)
  expect(run.document.decisions.length).toBeGreaterThan(0)
  expect(await answers(id)).toMatchObject({ ransom: '2 bitcoin' })
  await expect(declare({ details: { ransom: '2 bitcoin' } })).rejects.toMatchObject({ kind: 'invalid' })
})

test('U14 a reader of the versions sees who renamed what', async () => {
  const renamed = { ...site, choices: [{ key: 'quay', name: { en: 'Quayside' } }, site.choices[1]] }
  await ask(till, named, renamed)
  const { items } = await w.perform(forms.listVersions, w.staff, { limit: 1 })
  expect(items[0]?.changes).toContainEqual(
    expect.objectContaining({ how: 'renamed', from: 'Quay', to: 'Quayside' }),
  )
})

function asSent({ form }: { readonly form: IncidentForm }) {
  return { form, reason: 'Once more' }
}
