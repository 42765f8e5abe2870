import { expect, test } from 'vitest'
import * as skills from '../src/areas/prepare/training/actions/skills.ts'
import { dayAfter } from '../src/base/calendar-day.ts'
import type { TrainingDesk } from './training-desk.ts'
import type { MemberActor } from './world.ts'

type Of = () => TrainingDesk

/** Who has which skill, and what happens when they leave. */
export function skillStories(of: Of): void {
  test('R118 a skill of one person is flagged, and whoever leaves opens the gap', async () => {
    const { w, told, today, as, morning, change } = of()
    await change({ do: 'add', name: 'Isolate a device', kind: 'technical', note: '' })
    const idOf = async () => (await w.perform(skills.read, w.lead, {})).skills[0]
    const skillId = (await idOf())?.id ?? ''
    const hold = (who: MemberActor, more: object = {}) =>
      change({
        ...{ do: 'hold', skillId, memberId: who.memberId, level: 'does', isDeputy: false },
        ...{ source: 'Course of the maker, No 12', gotOn: today, expiresOn: dayAfter(today, 56), ...more },
      })
    await hold(w.responder)
    expect((await idOf())?.flags).toEqual(['alone', 'ends_soon', 'undecided'])
    await hold(w.staff, { isDeputy: true, expiresOn: null })
    expect((await idOf())?.flags).toEqual(['ends_soon', 'undecided'])
    told.length = 0
    await morning()
    expect(told.filter(({ what }) => what === 'skill_end')).toMatchObject([
      { memberId: w.responder.memberId },
    ])
    await as(w.owner)('suspendMember', { id: w.responder.memberId, reason: 'left', atOnce: true })
    expect(told.find(({ what }) => what === 'skill_gap')).toMatchObject({ title: 'Isolate a device' })
    const after = await idOf()
    expect([after?.flags, after?.gaps]).toEqual([['alone', 'undecided'], 1])
    await as(w.owner)('restoreMember', { id: w.responder.memberId })
    expect((await idOf())?.holders).toHaveLength(2)
    await expect(hold(w.stranger)).rejects.toMatchObject({ kind: 'not_found' })
  })
}

/** Drills with the real tool, and whether to have a skill here. */
export function drillStories(of: Of): void {
  test('R116 a drill with the real tool shows in how many minutes a named person isolated a test device', async () => {
    const { w, inDays, take } = of()
    const skillId = (await w.perform(skills.read, w.lead, {})).skills[0]?.id ?? ''
    const memberId = w.staff.memberId
    const start = { do: 'start_drill', tool: 'Endpoint guard', device: 'TEST-01', memberId, skillId } as const
    const { id: drillId } = await take(start, w.responder)
    // Ninety seconds of these went into writing down what showed it.
    w.setNow(new Date(inDays(17).getTime() + 8 * 60_000))
    const stop = {
      do: 'stop_drill',
      drillId,
      result: 'isolated',
      proof: 'Ping stopped',
      witnessId: memberId,
      secondsAgo: 90,
    } as const
    await expect(take(stop, w.responder)).rejects.toMatchObject({ kind: 'invalid' })
    // Nobody shows a skill by their own word.
    await expect(take({ ...stop, witnessId: null }, w.responder)).rejects.toMatchObject({ kind: 'invalid' })
    const { practice } = await take({ ...stop, witnessId: w.lead.memberId }, w.responder)
    expect(practice.toolDrills).toMatchObject([
      {
        person: w.staff.name,
        device: 'TEST-01',
        minutes: 7,
        isMeasured: true,
        result: 'isolated',
        witness: w.lead.name,
      },
    ])
    await expect(take(stop, w.responder)).rejects.toMatchObject({ kind: 'conflict' })
    const held = (await w.perform(skills.read, w.lead, {})).skills[0]?.holders
    // A proof that never runs out is not made shorter by a drill.
    expect(held?.find((one) => one.memberId === memberId)).toMatchObject({
      ...{ source: 'Course of the maker, No 12', expiresOn: null, isDeputy: true },
    })
    const told = {
      do: 'tell_drill',
      tool: 'Endpoint guard',
      device: 'TEST-02',
      memberId: w.responder.memberId,
      skillId,
      startedAt: inDays(-700).toISOString(),
      stoppedAt: inDays(-700).toISOString(),
      result: 'isolated',
      proof: 'Ping stopped',
    } as const
    await expect(take({ ...told, witnessId: null }, w.responder)).rejects.toMatchObject({ kind: 'invalid' })
    const holder = async () =>
      (await w.perform(skills.read, w.lead, {})).skills[0]?.holders.find(
        (one) => one.memberId === w.responder.memberId,
      )
    const before = await holder()
    // What was shown two years ago shows nothing from today on; what was shown yesterday holds for a year from then.
    await take({ ...told, witnessId: w.staff.memberId }, w.responder)
    expect(await holder()).toEqual(before)
    const when = inDays(16).toISOString()
    await take({ ...told, startedAt: when, stoppedAt: when, witnessId: w.staff.memberId }, w.responder)
    expect(await holder()).toMatchObject({ expiresOn: dayAfter(dayAfter(of().today, 16), 12, 'months') })
  })

  test('R110 whether to have a skill here is weighed by hours, cost and gaps, and stands in the table', async () => {
    const { w, change } = of()
    const [before] = (await w.perform(skills.read, w.lead, {})).skills
    const costs = { hoursUsed: 30, insideHour: 60, insideKeep: 2500, outsideHour: 220, outsideKeep: 1200 }
    const wanted = { do: 'weigh', skillId: before?.id ?? '', costs, decision: 'both' } as const
    const { skills: after } = await change({
      ...wanted,
      why: 'First hour here, the rest bought',
      vendorId: null,
    })
    expect(after[0]).toMatchObject({
      ...{ worked: { inside: 4300, outside: 7800 }, gaps: 1 },
      decision: { what: 'both', decidedBy: w.owner.name },
    })
    expect(after[0]?.flags).not.toContain('undecided')
  })
}
