import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { incidentKinds } from '../../../base/incident-kinds.ts'
import { Refusal } from '../../../base/refusal.ts'
import * as changing from '../../respond/incidents/actions/change-run.ts'
import { open } from '../../respond/incidents/actions/open-incident.ts'
import * as running from '../../respond/incidents/actions/run-playbook.ts'
import * as editing from './actions/edit-playbook.ts'
import * as profile from './actions/profile.ts'
import * as reading from './actions/read-playbooks.ts'
import type { PlaybookDraft } from './contract/playbook.ts'
import { playbookFor } from './public.ts'
import { runHash } from './rules/freeze-run.ts'

let house: World
beforeAll(async () => {
  house = await world()
})
afterAll(() => house?.close())

async function incidentOf(kind: (typeof incidentKinds)[number]): Promise<string> {
  const { id } = await house.perform(open, house.lead, { title: `A case of ${kind}`, kind, severity: 'S2' })
  return id
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (error instanceof Refusal) return error
  throw new Error('it was not refused', { cause: error })
}

test.each(incidentKinds)('U16 U23 a responder who declares %s is led by its playbook', async (kind) => {
  const id = await incidentOf(kind)
  // A case against one of their own opens restricted: only whoever declared it is in its circle yet.
  const who = kind === 'insider-data-theft' ? house.lead : house.responder
  const run = await house.perform(running.start, who, { id })
  expect(run.document.kind).toBe(kind === 'other' ? 'something-odd' : kind)
  expect(run.next?.part).toBe('card')
  expect(run.hash).toBe(runHash(run.document))
})

test('U21 a lead publishes an edition of their own; runs that go on keep the old words, new ones get the new', async () => {
  const kind = 'website-compromise'
  const before = await house.perform(running.start, house.lead, { id: await incidentOf(kind) })
  const document: PlaybookDraft = {
    ...structuredClone(playbookFor(kind)),
    plainTitle: 'Our shop was changed',
  }

  const saved = await house.perform(editing.save, house.lead, { kind, revision: 0, document })
  const shown = await house.perform(reading.read, house.staff, { kind })
  expect([saved.faults, saved.revision, shown.edition, shown.hasDraft]).toEqual([[], 1, 'shipped', true])
  const done = await house.perform(editing.publish, house.lead, { kind, revision: 1, note: 'Our words' })
  expect([done.inUse, done.draft, done.versions.map(({ note }) => note)]).toEqual([1, null, ['Our words']])

  const after = await house.perform(running.start, house.lead, { id: await incidentOf(kind) })
  const old = await house.perform(running.read, house.lead, { id: before.incidentId })
  expect([old.document.plainTitle, old.hash]).toEqual([before.document.plainTitle, before.hash])
  expect([after.document.plainTitle, after.document.edition]).toEqual(['Our shop was changed', 'own'])

  const { differences } = await house.perform(editing.compare, house.staff, {
    kind,
    from: 'shipped',
    to: '1',
  })
  expect(differences).toEqual([
    {
      section: 'playbook',
      part: null,
      what: 'changed',
      field: 'plainTitle',
      before: playbookFor(kind).plainTitle,
      after: 'Our shop was changed',
    },
  ])
  await house.perform(editing.use, house.lead, { kind, version: 'shipped', reason: 'Theirs is newer' })
  expect((await house.perform(reading.read, house.staff, { kind })).edition).toBe('shipped')
  await house.perform(editing.use, house.lead, { kind, version: '1', reason: 'Ours after all' })
  expect((await house.perform(reading.read, house.staff, { kind })).edition).toBe('own')
  const kinds = (await house.leaves()).map((leaf) => leaf.kind).filter((leaf) => leaf.startsWith('playbook.'))
  expect(kinds.slice(0, 4)).toEqual(['playbook.draft', 'playbook.publish', 'playbook.use', 'playbook.use'])
})

test('a lead cannot tell the playbook of another organisation from one that does not exist', async () => {
  const theirs = await house.perform(editing.create, house.stranger, { title: 'Theirs', kind: 'ransomware' })
  const id = await incidentOf('ransomware')
  await house.perform(running.start, house.lead, { id })
  const asked = [theirs.key, '0190aaaa-0000-7000-8000-000000000000'].map((playbook) =>
    refusalOf(house.perform(running.start, house.lead, { id, playbook })),
  )
  const [foreign, unknown] = await Promise.all(asked)
  expect([foreign?.kind, foreign?.message]).toEqual(['not_found', unknown?.message])
})

test('a version that was published cannot be changed, not even by the program', async () => {
  const change = house.house.wall.inTenant(house.tenantId, ({ $client }) =>
    $client.query(`update app.playbook_version set note = 'other'`),
  )
  await expect(change).rejects.toThrow(/permission denied/)
})

test('R42 a step shows what the organisation works with, and one that is not for it says so', async () => {
  await house.perform(profile.change, house.lead, {
    platforms: ['google_workspace', 'macos'],
    traits: { card_payments: 'no', online_shop: 'no' },
  })
  const run = await house.perform(running.start, house.lead, { id: await incidentOf('ddos-extortion') })
  expect(run.document.profile?.platforms).toEqual(['google_workspace', 'macos'])
  const unfit = Object.entries(run.state.entries).filter(([, entry]) => entry.unfit)
  expect(unfit.length).toBeGreaterThan(0)
  const [step] = unfit[0] ?? ['']
  const back = await house.perform(
    running.moveStepWith({ refuseUnknownEvidence: async () => {}, refuseUnreadGuide: async () => {} }),
    house.lead,
    {
      id: run.incidentId,
      step,
      move: { move: 'reopen', reason: 'We do have one' },
    },
  )
  expect(back.state.entries[step]?.status).toBe('open')
  expect((await house.perform(profile.read, house.staff, {})).changedBy).toBe(house.lead.name)
})

test('R16 what is added, reworded and skipped in a run is kept with its reason, on the record too', async () => {
  const id = await incidentOf('ransomware')
  await house.perform(running.start, house.lead, { id })
  const added = await house.perform(changing.add, house.responder, {
    id,
    phase: 'contain',
    title: 'Cut the plant network',
    who: 'technical',
    how: ['Pull the uplink'],
    undo: 'Plug it in',
    doneWhen: 'The lamp is off',
    reason: 'It is flat',
  })
  expect(added.steps?.some(({ title }) => title === 'Cut the plant network')).toBe(true)
  const words = { title: 'Cut the office network' }
  const changed = await house.perform(changing.change, house.responder, {
    id,
    step: 'c2',
    words,
    reason: 'Plain',
  })
  expect(changed.departures.map(({ what }) => what)).toEqual(['changed', 'added'])
  expect(changed.hash).toBe(runHash(changed.document))
  const skip = (reason: string) =>
    house.perform(
      running.moveStepWith({ refuseUnknownEvidence: async () => {}, refuseUnreadGuide: async () => {} }),
      house.responder,
      {
        id,
        step: 'c9',
        move: { move: 'skip', reason },
      },
    )
  expect((await refusalOf(skip(' '))).kind).toBe('invalid')
  expect((await skip('Nothing is in the cloud')).departures).toContainEqual(
    expect.objectContaining({
      id: 'c9',
      what: 'skipped',
      reason: 'Nothing is in the cloud',
      by: house.responder.name,
    }),
  )
  const leaves = (await house.leaves({ stream: id })).map((leaf) => leaf.kind)
  expect(leaves.slice(-3)).toEqual(['step.add', 'step.change', 'step.skip'])
  expect((await refusalOf(house.perform(changing.add, house.staff, { id } as never))).kind).toBe('forbidden') // refused before the input is read
})
