import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import * as members from '../people/actions/members.ts'
import * as imports from './actions/import-register.ts'
import * as assets from './actions/manage-assets.ts'
import * as functions from './actions/manage-functions.ts'

describe('assets and the work that hangs on them', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('an office manager keeps assets by name, page by page, and each change is on the record', async () => {
    const till = await w.perform(assets.add, w.responder, {
      name: 'Till 1',
      kind: 'computer',
      ownerId: w.staff.memberId,
      place: 'Shop',
      dataKinds: ['payment'],
    })
    await w.perform(assets.add, w.lead, { name: 'archive', kind: 'server' })
    await expect(w.perform(assets.add, w.lead, { name: 'TILL 1', kind: 'other' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const first = await w.perform(assets.list, w.auditor, { limit: 1 })
    expect(first.items).toMatchObject([{ name: 'archive' }])
    const second = await w.perform(assets.list, w.auditor, { limit: 1, cursor: first.next ?? '' })
    expect(second).toMatchObject({ items: [{ name: 'Till 1', dataKinds: ['payment'] }], next: null })
    await w.perform(assets.change, w.lead, { id: till.id, name: 'Till 1', kind: 'machine', note: 'new' })
    await w.perform(assets.retire, w.lead, { id: till.id, reason: 'Broken' })
    // A retired one gives its name back, and stays as it was.
    await w.perform(assets.add, w.lead, { name: 'Till 1', kind: 'computer' })
    await expect(
      w.perform(assets.change, w.lead, { id: till.id, name: 'Till 9', kind: 'computer' }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    const kinds = (await w.leaves()).map((leaf) => leaf.kind)
    expect(kinds.filter((kind) => kind.startsWith('asset.'))).toEqual([
      'asset.add',
      'asset.add',
      'asset.change',
      'asset.retire',
      'asset.add',
    ])
  })

  test('of two people who take one name at once, one gets it and the other is told', async () => {
    const tries = await Promise.allSettled(
      [w.lead, w.owner].map((who) => w.perform(assets.add, who, { name: 'NAS', kind: 'server' })),
    )
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } })
  })

  test('an owner takes both lists in as they were given out; a list with one fault changes nothing', async () => {
    const csv = `name,kind,owner,place,dataKinds,note\nShop PC,computer,${w.lead.name},Shop,customer|payment,\nKey safe,secret,,,,`
    expect(await w.perform(imports.takeInAssets, w.owner, { csv })).toEqual({ added: 2, changed: 0, same: 0 })
    const again = csv.replace('Key safe,secret', 'Key safe,account')
    expect(await w.perform(imports.takeInAssets, w.owner, { csv: again })).toEqual({
      added: 0,
      changed: 1,
      same: 1,
    })
    const work = 'name,priority,longestOutageMinutes,assets\nTake orders,1,240,Shop PC|Key safe\nBake,2,,'
    const count = { added: 2, changed: 0, same: 0 }
    expect(await w.perform(imports.takeInFunctions, w.owner, { csv: work })).toEqual(count)
    expect(await w.perform(imports.takeInFunctions, w.owner, { csv: work })).toEqual({
      added: 0,
      changed: 0,
      same: 2,
    })
    const { items } = await w.perform(functions.list, w.counsel, {})
    expect(items).toMatchObject([
      { name: 'Take orders', longestOutageMinutes: 240 },
      { name: 'Bake', assetIds: [] },
    ])
    expect(items[0]?.assetIds).toHaveLength(2)
    const before = await w.leaves()
    const faulty = `name,owner\nGood,\nBad,Nobody Known`
    await expect(w.perform(imports.takeInAssets, w.owner, { csv: faulty })).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'row 3, owner' }] },
    })
    const unlinked = `name,priority,assets\nSell,1,No such thing`
    await expect(w.perform(imports.takeInFunctions, w.owner, { csv: unlinked })).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'row 2, assets' }] },
    })
    expect(await w.leaves()).toEqual(before)
    expect((await w.perform(assets.list, w.owner, { q: 'good' })).items).toEqual([])
  })

  test('an owner who sends fewer columns changes only those; what the list says nothing of stays', async () => {
    const csv = `name,kind,owner,place,dataKinds,note\nOld box,server,${w.responder.name},Cellar,staff,Loud`
    await w.perform(imports.takeInAssets, w.owner, { csv })
    const work = 'name,priority,workaround,acceptanceTests,assets\nPay,3,By hand,Pay one|Print,Old box'
    await w.perform(imports.takeInFunctions, w.owner, { csv: work })
    const changed = { added: 0, changed: 1, same: 0 }
    const moved = { csv: 'name,place\nOLD BOX,Attic' }
    expect(await w.perform(imports.takeInAssets, w.owner, moved)).toEqual(changed)
    // A row that is short says nothing of the rest either.
    const short = { csv: 'name,place,note\nOLD BOX,Attic' }
    expect(await w.perform(imports.takeInAssets, w.owner, short)).toMatchObject({ same: 1 })
    const { items } = await w.perform(assets.list, w.owner, { q: 'old box' })
    expect(items).toMatchObject([
      {
        name: 'OLD BOX',
        place: 'Attic',
        kind: 'server',
        ownerId: w.responder.memberId,
        dataKinds: ['staff'],
        note: 'Loud',
      },
    ])
    const people = { csv: 'name,people\nPay,Office' }
    expect(await w.perform(imports.takeInFunctions, w.owner, people)).toEqual(changed)
    expect((await w.perform(functions.list, w.owner, { q: 'pay' })).items).toMatchObject([
      {
        people: 'Office',
        priority: 3,
        workaround: 'By hand',
        acceptanceTests: ['Pay one', 'Print'],
        assetIds: [items[0]?.id],
      },
    ])
    const unplaced = { csv: 'name,people\nWholly new,Office' }
    await expect(w.perform(imports.takeInFunctions, w.owner, unplaced)).rejects.toMatchObject({
      detail: { faults: [{ path: 'row 2, priority' }] },
    })
  })

  test('an owner who was suspended stays in a list that comes back, but is given nothing new', async () => {
    const csv = `name,kind,owner\nHis laptop,computer,${w.responder.name}`
    await w.perform(imports.takeInAssets, w.owner, { csv })
    await w.perform(members.suspendMemberWith({ heldBy: async () => [] }), w.owner, {
      id: w.responder.memberId,
      reason: 'Left',
    })
    expect(await w.perform(imports.takeInAssets, w.owner, { csv })).toMatchObject({ same: 1 })
    const more = { csv: `${csv}\nHis phone,phone,${w.responder.name}` }
    await expect(w.perform(imports.takeInAssets, w.owner, more)).rejects.toMatchObject({
      detail: { faults: [{ path: 'row 3, owner' }] },
    })
  })
})
