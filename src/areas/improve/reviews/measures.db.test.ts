import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import * as risks from '../../prepare/risks/actions.ts'
import { closeWith } from '../../respond/incidents/actions/close-incident.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as parties from '../../respond/investigation/actions/tell-parties.ts'
import * as planning from './actions/plan-reviews.ts'
import { propose } from './actions/propose-measure.ts'
import * as reviewing from './actions/read-review.ts'
import { planAtEndings } from './reactions.ts'

describe('what a review finds and asks for', () => {
  let w: World
  const close = closeWith({ closureConditions: [] })
  beforeAll(async () => {
    w = await world()
    planAtEndings(w.house.announcer)
  })
  afterAll(() => w.close())

  const declare = async (given: object = {}) => {
    const title = `Files are locked ${randomUUID()}`
    const opened = { title, kind: 'ransomware', severity: 'S2', ...given } as const
    return (await w.perform(opening.open, w.lead, opened)).id
  }
  const ended = { summary: 'Clean', initialVector: 'phishing', disposition: 'resolved' } as const
  const reviewIn = async (incidentId: string) =>
    (await w.perform(planning.list, w.owner, { incidentId })).items[0]

  test('R86 R88 R89 R90 a facilitator sees the risk and its age that day, who was told when, and improvements with owners that the review asks for', async () => {
    const known = {
      name: `Locked files ${randomUUID()}`,
      kind: 'ransomware',
      likelihood: 'likely',
      harm: 'heavy',
    }
    await w.perform(risks.add, w.lead, { ...known, kind: 'ransomware', likelihood: 'likely', harm: 'heavy' })
    const id = await declare({ severity: 'S3' })
    const landlord = await w.perform(parties.add, w.lead, { id, name: 'Landlord', audience: 'partner' })
    const toldAt = new Date().toISOString()
    const told = { id, party: landlord.id, how: 'phone', note: 'He knows', toldAt } as const
    await w.perform(parties.tell, w.lead, told)
    await w.perform(parties.add, w.lead, { id, name: 'Neighbour', audience: 'other' })
    await w.perform(close, w.lead, { id, ...ended })
    const review = (await reviewIn(id))?.id ?? ''
    const before = await w.perform(reviewing.read, w.auditor, { id: review })
    expect(before.record?.risks.find(({ name }) => name === known.name)).toMatchObject({
      ...{ fits: 'kind', ageDays: 0, likelihood: 'likely' },
    })
    expect(before.record?.told).toMatchObject([{ who: 'Landlord', what: 'party', minutes: 0 }])
    expect(before.record?.untold).toEqual(['Neighbour'])
    expect(before.record?.earlySigns.length).toBeGreaterThan(0)
    const asked = async () =>
      (await w.perform(reviewing.read, w.lead, { id: review })).missing.flatMap(({ part, what }) =>
        part === 'q7' ? [what] : [],
      )
    expect(await asked()).toEqual(['measures'])
    const measure = { id: review, title: 'Talk to everybody', kind: 'prevent', strength: 'train' } as const
    await w.perform(propose, w.responder, { ...measure, ownerId: w.lead.memberId, dueOn: '2027-01-15' })
    expect(await asked()).toEqual(['training'])
    await w.perform(propose, w.responder, { ...measure, title: 'Second factor', strength: 'engineer' })
    const { measures } = await w.perform(reviewing.read, w.lead, { id: review })
    expect(measures).toMatchObject([{ owner: w.lead.name, dueOn: '2027-01-15' }, { owner: '' }])
    expect(await asked()).toEqual([])
    await expect(w.perform(propose, w.stranger, { ...measure, id: review })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })
})
