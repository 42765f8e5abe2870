import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { starters } from './content/en.ts'
import * as reading from './actions/read-rules.ts'
import * as writing from './actions/write-rules.ts'
import { houseRuleDates } from './public.ts'

describe('house rules', () => {
  let w: World
  const told: { what: string; title: string; memberId: string | null }[] = []
  beforeAll(async () => {
    w = await world()
    w.house.announcer.on('date.near', async (_context, event) => void told.push(event))
  })
  afterAll(() => w.close())

  const { content } = starters[1] ?? { content: { summary: '', clauses: [], questions: [] } }
  const right = content.questions.map((question) => question.right)
  const wrong = right.map((answer) => (answer + 1) % 3)

  test('R4 publishing makes a version that never changes, its difference, tasks to read it, and a code that knows old paper', async () => {
    const fields = { name: 'Passwords', approverIds: [w.responder.memberId, w.lead.memberId] }
    const { id, draft } = await w.perform(writing.add, w.lead, { ...fields, content })
    expect(told).toMatchObject([{ what: 'rule_to_agree', memberId: w.responder.memberId }])
    const hash = draft?.hash ?? ''
    // Staff see neither words nor name of the approvers before it is in force.
    expect((await w.perform(reading.get, w.staff, { id })).draft).toBeNull()
    await expect(w.perform(writing.approve, w.staff, { id, hash })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await w.perform(writing.approve, w.responder, { id, hash })
    await expect(w.perform(writing.publish, w.lead, { id })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('has not agreed to these words yet'),
    })
    // Other words, and the yes that was given counts no more; whoever writes on older words is told.
    const longer = { ...content, summary: `${content.summary} Truly.` }
    const saved = await w.perform(writing.save, w.lead, { id, ...fields, content: longer, basedOn: hash })
    await expect(
      w.perform(writing.save, w.owner, { id, ...fields, content, basedOn: hash }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    expect(saved.draft?.missing).toHaveLength(2)
    await expect(w.perform(writing.approve, w.responder, { id, hash })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const agreed = { id, hash: saved.draft?.hash ?? '' }
    await w.perform(writing.approve, w.responder, agreed)
    await w.perform(writing.approve, w.lead, agreed)
    const first = await w.perform(writing.publish, w.lead, { id, note: 'First' })
    expect(first).toMatchObject({
      state: 'published',
      draft: null,
      readers: 6,
      readBy: 0,
      reading: 'to_read',
    })
    expect(first.versions[0]?.approvals).toHaveLength(2)
    expect(told.filter(({ what }) => what === 'rule_to_read').map(({ memberId }) => memberId)).toContain(
      w.staff.memberId,
    )
    const code = first.current?.code ?? ''
    expect(await w.perform(reading.check, w.staff, { code: code.toLowerCase() })).toMatchObject({
      state: 'current',
      number: 1,
    })
    // A second version: the paper of the first is out of date, and the change is word by word.
    const again = await w.perform(writing.save, w.lead, {
      id,
      name: 'Passwords',
      approverIds: [w.lead.memberId],
      content,
    })
    await w.perform(writing.approve, w.lead, { id, hash: again.draft?.hash ?? '' })
    await w.perform(writing.publish, w.lead, { id })
    expect(await w.perform(reading.check, w.staff, { code })).toMatchObject({
      state: 'superseded',
      current: 2,
    })
    const { changes } = await w.perform(reading.compare, w.staff, { id, number: 2 })
    expect(changes).toMatchObject([{ what: 'summary', state: 'changed' }])
    await expect(
      w.house.wall.inTenant(w.tenantId, ({ $client }) =>
        $client.query('update app.house_rule_version set note = $1', ['x']),
      ),
    ).rejects.toThrow('permission denied')
  })

  test('R122 a misread clause is listed for rewriting, and nowhere stands who misread it', async () => {
    const { items } = await w.perform(reading.list, w.staff, {})
    const { id } = items[0] ?? { id: '' }
    const shown = await w.perform(reading.get, w.staff, { id })
    expect(JSON.stringify(shown.content)).not.toContain('"right"')
    const answer = (who: typeof w.staff, answers: number[], number = 2) =>
      w.perform(reading.answer, who, { id, number, answers })
    const before = (await w.leaves()).length
    expect(await answer(w.staff, wrong)).toEqual({
      isUnderstood: false,
      readAgain: content.questions.map(({ clause }) => clause),
    })
    await answer(w.auditor, [wrong[0] ?? 0, right[1] ?? 0])
    expect((await w.leaves()).length).toBe(before)
    await expect(answer(w.staff, right, 1)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await answer(w.staff, right)).toEqual({ isUnderstood: true, readAgain: [] })
    await answer(w.staff, right)
    expect((await w.leaves()).at(-1)?.kind).toBe('house_rule.read')
    // Four tries, and one who has come through: that would be what this one missed.
    const alone = await w.perform(reading.get, w.lead, { id })
    expect(alone).toMatchObject({ readBy: 1, readers: 6, doubts: [] })
    await answer(w.auditor, right)
    await answer(w.owner, right)
    const seen = await w.perform(reading.get, w.lead, { id })
    expect(
      seen.doubts.map(({ answered, missed, needsRewriting }) => [answered, missed, needsRewriting]),
    ).toEqual([
      [6, 2, true],
      [6, 1, false],
    ])
    expect((await w.perform(reading.get, w.staff, { id })).doubts).toEqual([])
    const { rows } = await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query('select * from app.house_rule_doubt'),
    )
    expect(JSON.stringify(rows)).not.toContain(w.auditor.memberId)
  })

  test('whoever has not read what is in force finds it among their dates, and the owner the next look', async () => {
    const dates = await asSystem(w.house, w.tenantId, 'Test', houseRuleDates)
    const readers = dates.filter(({ kind }) => kind === 'rule_reading').map(({ ownerId }) => ownerId)
    expect(readers).toContain(w.lead.memberId)
    expect(readers).not.toContain(w.staff.memberId)
    expect(readers).not.toContain(w.guest.memberId)
    expect(dates.filter(({ kind }) => kind === 'rule_review')).toHaveLength(1)
  })
})
