import * as budget from '../../areas/prepare/budget/actions.ts'
import { starterRoutines } from '../../areas/prepare/calendar/content/routines.ts'
import * as routines from '../../areas/prepare/calendar/actions/keep-routines.ts'
import * as plans from '../../areas/prepare/continuity/actions/keep-plans.ts'
import * as uses from '../../areas/prepare/continuity/actions/use-plans.ts'
import { starters } from '../../areas/prepare/policies/content/en.ts'
import * as reading from '../../areas/prepare/policies/actions/read-rules.ts'
import * as writing from '../../areas/prepare/policies/actions/write-rules.ts'
import type { RuleContent } from '../../areas/prepare/policies/contract.ts'
import type { Diary } from './diary.ts'
import * as shelf from './house-shelf.ts'
import type { Kept } from './register.ts'

const minuteDays = 1 / 1440

/** House rules, routines, the budget, and plans for going on: agreed, done and used, each with a gap or two. */
export function writeHouse(diary: Diary, kept: Kept, runningIncident: number): void {
  for (const rule of shelf.rules) writeRule(diary, rule)
  const { key, daysAgo } = shelf.draftRule
  const begun = starterOf(key)
  diary.on(daysAgo, (act) => act(writing.add, { ...begun, ...carriedBy(diary) }))
  for (const routine of shelf.routines) writeRoutine(diary, routine)
  writeBudget(diary)
  writePlans(diary, kept, runningIncident)
}

/** Carla looks after the rules; Ben has to agree to their words. */
function carriedBy(diary: Diary) {
  const approverId = diary.idOf('Ben Novak')
  return { ownerId: diary.idOf('Carla Mendes'), approverIds: approverId === null ? [] : [approverId] }
}

function starterOf(wanted: string): { readonly name: string; readonly content: RuleContent } {
  const found = starters.find(({ key }) => key === wanted)
  if (found === undefined) throw new Error(`there is no house rule ${wanted} to begin with`)
  return { name: found.name, content: found.content }
}

function writeRule(diary: Diary, { key, daysAgo, readers }: (typeof shelf.rules)[number]): void {
  const { name, content } = starterOf(key)
  let id = ''
  let hash = ''
  const agreed = (at: number, note: string, number: number, by: readonly string[]) => {
    diary.on(at, (act) => act(writing.approve, { id, hash }), 'Ben Novak')
    diary.on(at, (act) => act(writing.publish, { id, note }))
    const answers = content.questions.map(({ right }) => right)
    for (const reader of by)
      diary.on(
        at - 3,
        (act) => act(reading.answer, { id, number, answers }),
        reader === 'owner' ? diary.owner : reader,
      )
  }
  diary.on(daysAgo, async (act) => {
    const added = await act(writing.add, { name, content, ...carriedBy(diary) })
    ;({ id } = added)
    hash = added.draft?.hash ?? ''
  })
  agreed(daysAgo, '', 1, readers)
  if (key !== 'payments') return
  const { heading, text, note, daysAgo: later, readers: again } = shelf.secondThought
  diary.on(later, async (act) => {
    const clauses = [...content.clauses, { heading, text }]
    const wanted = { id, name, content: { ...content, clauses }, ...carriedBy(diary) }
    hash = (await act(writing.save, wanted)).draft?.hash ?? ''
  })
  agreed(later, note, 2, again)
}

function writeRoutine(
  diary: Diary,
  { place, owner, doneDaysAgo, nextInDays }: (typeof shelf.routines)[number],
): void {
  const starter = starterRoutines.en[place]
  if (starter === undefined) throw new Error(`there is no routine number ${place} to begin with`)
  const ownerId = diary.idOf(owner)
  let id = ''
  diary.on(95, async (act) => {
    id = (await act(routines.add, { ...starter, ownerId, nextOn: diary.day(-(doneDaysAgo[0] ?? 1)) })).id
  })
  for (const daysAgo of doneDaysAgo)
    diary.on(daysAgo, (act) => act(routines.turn, { id, minutes: starter.minutes + 3 }), owner)
  if (nextInDays !== undefined)
    diary.on(10, (act) => act(routines.change, { id, ...starter, ownerId, nextOn: diary.day(nextInDays) }))
}

function writeBudget(diary: Diary): void {
  const { lines, acts, loss, note } = shelf.budget
  diary.on(205, (act) =>
    act(budget.review, { ownerId: diary.idOf(diary.owner), currency: 'GBP', note, ...loss }),
  )
  for (const line of lines) diary.on(204, (act) => act(budget.addLine, line))
  for (const { who, daysAgo, ...done } of acts)
    diary.on(Math.min(daysAgo, 204), (act) =>
      act(budget.recordAct, {
        ...done,
        doneOn: diary.day(-daysAgo),
        memberId: diary.idOf(who === 'owner' ? diary.owner : who) ?? '',
      }),
    )
}

function writePlans(diary: Diary, kept: Kept, runningIncident: number): void {
  const ids = new Map<string, string>()
  for (const { work, owner, deputy, triedDaysAgo, steps, ...plan } of shelf.plans)
    diary.on(380, async (act) => {
      const people = { ownerId: diary.idOf(owner), deputyId: diary.idOf(deputy) }
      const triedOn = triedDaysAgo === undefined ? null : diary.day(-triedDaysAgo - 20)
      const functionId = kept.functions.get(work) ?? null
      const wanted = { ...plan, ...people, functionId, steps: [...steps], triedOn }
      ids.set(plan.name, (await act(plans.add, wanted)).id)
    })
  for (const use of shelf.uses) {
    const { plan, daysAgo, decidedBy, why, steps, standsSinceMinutes, backAfterMinutes, outcome } = use
    let invocation = ''
    const id = () => ids.get(plan) ?? ''
    diary.on(
      daysAgo,
      async (act) => {
        const downSince = diary.at(daysAgo + standsSinceMinutes * minuteDays).toISOString()
        const reference = backAfterMinutes === undefined ? `INC-${runningIncident}` : ''
        const used = await act(uses.invoke, { id: id(), decidedBy, why, downSince, reference })
        invocation = used.invocations[0]?.id ?? ''
        for (let step = 0; step < steps; step += 1)
          await act(uses.moveStep, { id: id(), invocation, step, isDone: true })
      },
      decidedBy,
    )
    if (backAfterMinutes === undefined) continue
    diary.on(daysAgo - backAfterMinutes * minuteDays, (act) => {
      const restoredAt = diary.at(daysAgo - backAfterMinutes * minuteDays).toISOString()
      return act(uses.restore, { id: id(), invocation, restoredAt, outcome })
    })
  }
}
