import { log } from '../../areas/improve/scorecards/actions/log-events.ts'
import * as vendors from '../../areas/register/vendors/actions/manage-vendors.ts'
import { closeWith } from '../../areas/respond/incidents/actions/close-incident.ts'
import * as details from '../../areas/respond/incidents/actions/details.ts'
import * as leading from '../../areas/respond/incidents/actions/lead-incident.ts'
import * as opening from '../../areas/respond/incidents/actions/open-incident.ts'
import * as running from '../../areas/respond/incidents/actions/run-playbook.ts'
import { judge } from '../../areas/respond/incidents/actions/sign-off.ts'
import * as systems from '../../areas/respond/incidents/actions/work-systems.ts'
import { completeWith } from '../../areas/respond/incidents/actions/technical-work.ts'
import * as tasks from '../../areas/respond/incidents/actions/work-tasks.ts'
import { nobody, type Actor } from '../../base/access.ts'
import { perform, type Action, type AnyEndpoint, type House } from '../../platform/action.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import { addFigures } from './story-figures.ts'
import { lookBackAt } from './after-story.ts'
import type { Story } from './story.ts'

/** People by name. */
export type Cast = ReadonlyMap<string, { readonly id: string; readonly actor: Actor }>

const dayMillis = 86_400_000
const close = closeWith({ closureConditions: [] })
const changeState = systems.changeStateWith({ findReturnGaps: async () => [], keepMove: async () => {} })
const moveStep = running.moveStepWith({
  refuseUnknownEvidence: async () => {},
  refuseUnreadGuide: async () => {},
})
const completeTask = completeWith({
  refuseUnknownEvidence: async () => {},
  refuseUnreadGuide: async () => {},
  keepMove: async () => {},
})

/** Lets one story happen at its time, moment by moment, as the lead of the company. */
export async function tellStory(
  house: House,
  cast: Cast,
  story: Story,
  today: Date,
  signalId?: string,
): Promise<void> {
  let now = new Date(today.getTime() - story.daysAgo * dayMillis)
  const span = Math.min(50 * 60_000, (today.getTime() - now.getTime()) / (2 * story.moments.length + 6))
  const then: House = { ...house, now: () => now }
  const lead = cast.get('Ben Novak')?.actor ?? nobody
  const act = async <E extends AnyEndpoint>(action: Action<E>, input: SentInputOf<E>, by = lead) => {
    now = new Date(now.getTime() + span)
    return perform(then, action, by, { input })
  }
  const { title, kind, severity, mode } = story
  const { id } = await act(opening.open, { title, kind, severity, mode, signalId })
  for (const moment of story.moments) {
    if ('note' in moment) await act(leading.note, { id, kind: 'note', text: moment.note })
    else if ('decision' in moment)
      await act(leading.decide, { id, text: moment.decision, options: [...moment.instead] })
    else if ('severity' in moment)
      await act(leading.grade, { id, severity: moment.severity, reason: moment.because })
    else if ('answers' in moment) await answer(moment.answers)
    else if ('run' in moment) await runSteps(moment.run)
    else if ('supplier' in moment) {
      const { items } = await perform(then, vendors.list, lead, { input: { q: moment.supplier } })
      await writeDown(act, { id, moment, now, vendorId: items[0]?.id ?? '' })
    } else if ('system' in moment) await moveSystem(moment)
    else await workTask(moment)
  }
  await addFigures(story.title, id, async (action, input) => perform(then, action, lead, { input }))
  const { end } = story
  if (end !== undefined) {
    const ended = { id, summary: end.summary, initialVector: end.vector, disposition: end.as }
    const { closedAt, review } = await act(close, ended)
    // A second person looked at the serious ones of earlier years; the last still waits for a reviewer.
    if (review === 'asked' && closedAt !== null && story.daysAgo >= 200)
      await act(judge, { id, closedAt, verdict: 'signed' }, cast.get('Carla Mendes')?.actor)
    await lookBackAt(then, lead, { ...story, id })
  }

  /** What nobody has answered before. */
  async function answer(answers: Extract<Story['moments'][number], { answers: object }>['answers']) {
    const changes = Object.entries(answers).map(([key, value]) => ({ key, value, was: 0 }))
    await act(details.change, { id, changes })
  }

  async function runSteps(count: number): Promise<void> {
    let { next } = await act(running.start, { id })
    for (let done = 0; done < count && next !== null; done += 1) {
      ;({ next } = await act(moveStep, { id, step: next.id, move: { move: 'done' } }))
    }
  }

  async function moveSystem({
    system,
    states,
  }: Extract<Story['moments'][number], { system: string }>): Promise<void> {
    const [first, ...later] = states
    const added = await act(systems.add, { id, name: system, state: first })
    for (const state of later)
      await act(changeState, { id, system: added.id, state, reason: 'Checked by two people.' })
  }

  async function workTask({
    task,
    owner,
    dueHours,
    done,
  }: Extract<Story['moments'][number], { task: string }>): Promise<void> {
    const dueAt =
      dueHours === undefined ? undefined : new Date(now.getTime() + dueHours * 3_600_000).toISOString()
    const ownerId = owner === undefined ? undefined : cast.get(owner)?.id
    const added = await act(tasks.add, { id, title: task, ownerId, dueAt })
    if (done !== undefined) await act(completeTask, { id, task: added.id, note: done })
  }
}

type Act = <E extends AnyEndpoint>(action: Action<E>, input: SentInputOf<E>) => ReturnType<typeof perform<E>>

/** What a supplier did; that they knew they say of two days before. */
async function writeDown(
  act: Act,
  {
    id,
    now,
    vendorId,
    moment: { did, words = '' },
  }: {
    readonly id: string
    readonly now: Date
    readonly vendorId: string
    readonly moment: Extract<Story['moments'][number], { did: string }>
  },
): Promise<void> {
  const happenedAt = did === 'knew' ? new Date(now.getTime() - 2 * dayMillis).toISOString() : undefined
  await act(log, { id, vendorId, kind: did, note: words, happenedAt })
}
