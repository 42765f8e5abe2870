import type { Actor } from '../../../../base/access.ts'
import { onClock } from '../../../../base/time.ts'
import { asSystem } from '../../../../platform/action.ts'
import { gradesFor } from '../../../register/fields/public.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { readDuties } from '../../duties/contract/board.ts'
import type { CaptureOutcome } from '../../incidents/contract/capture-words.ts'
import { capture, type Captured } from '../../incidents/contract/captures.ts'
import { getIncident } from '../../incidents/contract/incident.ts'
import { listIncidentRoles } from '../../incidents/contract/roles.ts'
import { completeTask, listTasks, type Task } from '../../incidents/contract/work.ts'
import { peopleInside } from '../../incidents/public/incidents.ts'
import type { ChatLanguage } from '../contract.ts'
import { dueAt, readTask, whoIsMeant, type Verb } from '../rules/commands.ts'
import { roleWord } from '../rules/posts.ts'
import { asWords, filled } from '../rules/words.ts'
import type { ChatWords } from '../rules/vocabulary.ts'
import { listLinked } from '../store/accounts.ts'
import type { SaidBack, TypedAt } from './lines.ts'

interface Order {
  readonly verb: Verb
  readonly rest: string
  readonly mark: string
  readonly words: ChatWords
  readonly language: ChatLanguage
  readonly actor: Extract<Actor, { kind: 'member' }>
  readonly zone: string
  readonly incidentId: string
  /** Whether words of the case may be said there. */
  readonly tells: boolean
  readonly clientId: string
}

const shownTasks = 15

/** Through the same actions as on the screen, so that permission, circle and record are theirs. */
export async function carryOut(at: TypedAt, order: Order): Promise<SaidBack> {
  const { verb, rest, words } = order
  const isAsking = verb === 'status' || verb === 'who' || verb === 'clock'
  if (isAsking && !order.tells) return toOne(words.noWords)
  if (!isAsking && rest === '') return toOne(verb === 'done' ? whichTask(order) : words.nothingSaid)
  switch (verb) {
    case 'note':
    case 'decision':
      return keepLine(at, order, verb)
    case 'task':
      return addTask(at, order)
    case 'done':
      return finishTask(at, order)
    case 'status':
      return toOne(await howItStands(at, order))
    case 'who':
      return toOne(await whoDoesWhat(at, order))
    case 'clock':
      return toOne(await nextDeadline(at, order))
    case 'help':
    case 'link':
      return toOne(filled(words.help, { mark: order.mark }))
  }
}

function toOne(text: string): SaidBack {
  return { text: text.slice(0, 4000), isPrivate: true }
}

/** Where no word of the case may be said, whoever typed it hears alone what became of it. */
function toAll({ tells }: Pick<Order, 'tells'>, text: string): SaidBack {
  return { text: text.slice(0, 4000), isPrivate: !tells }
}

function whichTask({ words, mark }: Order): string {
  return filled(words.whichTask, { mark })
}

async function put(
  at: TypedAt,
  { actor, incidentId, clientId }: Order,
  captured: Captured,
): Promise<CaptureOutcome> {
  const now = at.house.now().toISOString()
  const input = { id: incidentId, clientId, saidAt: now, sentAt: now, captured }
  return (await at.act(at.house, capture, actor, input)).outcome
}

async function keepLine(at: TypedAt, order: Order, kind: 'note' | 'decision'): Promise<SaidBack> {
  const { rest: text, words } = order
  const outcome = await put(
    at,
    order,
    kind === 'note' ? { kind, text, mentions: [] } : { kind, text, options: [] },
  )
  return saidBack(order, { outcome, as: kind === 'note' ? words.noted : words.decided, text })
}

/** From somebody who may do less by now, and after the closing, it stands as a note. */
function saidBack(
  order: Order,
  { outcome, as, text }: { readonly outcome: CaptureOutcome; readonly as: string; readonly text: string },
): SaidBack {
  const { words, actor } = order
  if (outcome === 'repeat') return toOne(words.repeat)
  const values = { name: plainName(actor.name), words: asWords(text) }
  return toAll(order, filled(outcome === 'kept' ? as : words.noted, values))
}

async function addTask(at: TypedAt, order: Order): Promise<SaidBack> {
  const { rest, words, zone, mark, actor, incidentId } = order
  const now = at.house.now()
  const year = Number(new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(now))
  const { title, person, due } = readTask(rest, year)
  if (title === '') return toOne(words.nothingSaid)
  // Asked as they themselves: who may not read the case learns no name from it.
  const before = (await at.act(at.house, listTasks, actor, { id: incidentId })).items
  const owner = person === undefined ? undefined : whoIsMeant(await namable(at, order), person)
  if (owner === 'nobody') return toOne(filled(words.noPerson, { person: asWords(person ?? ''), mark }))
  if (owner === 'several') return toOne(filled(words.manyPeople, { person: asWords(person ?? '') }))
  const dueOn = due === undefined ? undefined : dueAt(due, now, zone)
  const wanted = title.slice(0, 300).trim()
  const outcome = await put(at, order, {
    ...{ kind: 'task', title: wanted },
    ...(owner !== undefined && { ownerId: owner.id }),
    ...(dueOn !== undefined && { dueAt: dueOn.toISOString() }),
  })
  if (outcome !== 'kept') return saidBack(order, { outcome, as: words.noted, text: title })
  const tasks = numbered((await at.act(at.house, listTasks, actor, { id: incidentId })).items)
  const number = placeOfNew(tasks, { before, title: wanted })
  const parts = [
    asWords(title),
    ...(owner === undefined || !order.tells ? [] : [filled(words.taskFor, { person: asWords(owner.name) })]),
    ...(dueOn === undefined ? [] : [filled(words.taskBy, { at: onClock(dueOn, zone) })]),
  ]
  return toAll(
    order,
    filled(words.taskAdded, { number, name: plainName(actor.name), words: parts.join(', ') }),
  )
}

async function namable(at: TypedAt, { incidentId }: Order) {
  return asSystem(at.house, at.tenantId, 'Chat', async (context) => {
    const linked = await listLinked(context, at.connection.id)
    return (await peopleInside(context, incidentId)).map(({ id, name }) => ({
      ...{ id, name },
      aliases: linked.flatMap(({ memberId, userRef, userName }) =>
        memberId === id ? [userRef, userName] : [],
      ),
    }))
  })
}

/** Others add theirs in the same moment: it is the one of this title that was not there before. */
function placeOfNew(
  tasks: readonly Task[],
  { before, title }: { readonly before: readonly Task[]; readonly title: string },
): number {
  const known = new Set(before.map(({ id }) => id))
  const place = tasks.findIndex((task) => !known.has(task.id) && task.title === title)
  return place === -1 ? tasks.length : place + 1
}

/** In the order in which they were added, so that a number stays what it is. */
function numbered(tasks: readonly Task[]): readonly Task[] {
  return tasks.toSorted((a, b) =>
    a.addedAt === b.addedAt ? (a.id < b.id ? -1 : 1) : a.addedAt < b.addedAt ? -1 : 1,
  )
}

async function finishTask(at: TypedAt, order: Order): Promise<SaidBack> {
  const { rest, words, mark, actor, incidentId } = order
  const found = /^#?(\d{1,4})(?:\s+([^]*))?$/.exec(rest)
  if (found === null) return toOne(whichTask(order))
  const number = Number(found[1])
  const task = numbered((await at.act(at.house, listTasks, actor, { id: incidentId })).items)[number - 1]
  if (task === undefined) return toOne(filled(words.noTask, { number, mark }))
  if (task.doneAt !== null) return toOne(filled(words.doneAlready, { number }))
  const note = (found[2] ?? '').trim().slice(0, 2000)
  await at.act(at.house, completeTask, actor, { id: incidentId, task: task.id, note })
  const said = order.tells ? task.title : ''
  return toAll(order, filled(words.taskDone, { number, name: plainName(actor.name), words: asWords(said) }))
}

async function howItStands(at: TypedAt, { words, language, actor, incidentId }: Order): Promise<string> {
  const { number, severity, status, title, leadId } = await at.act(at.house, getIncident, actor, {
    id: incidentId,
  })
  const tasks = numbered((await at.act(at.house, listTasks, actor, { id: incidentId })).items)
  const open = tasks.flatMap((task, index) => (task.doneAt === null ? [{ task, number: index + 1 }] : []))
  const { names, grades } = await asSystem(at.house, at.tenantId, 'Chat', async (context) => ({
    names: await namesOf(
      context,
      [leadId, ...open.map(({ task }) => task.ownerId)].filter((id) => id !== null),
    ),
    grades: await gradesFor(context, language),
  }))
  const lead = leadId === null ? undefined : names.get(leadId)
  const lines = open.slice(0, shownTasks).map(({ task, number: place }) => {
    const owner = task.ownerId === null ? '' : ` (${asWords(names.get(task.ownerId) ?? '')})`
    return `${place}. ${asWords(task.title)}${owner}`
  })
  return [
    filled(words.statusLine, {
      number,
      severity: asWords(grades[severity]),
      state: words.states[status],
      title: asWords(title),
    }),
    lead === undefined ? words.nobodyLeads : filled(words.leads, { name: asWords(lead) }),
    ...(open.length === 0 ? [words.noTasks] : [words.openTasks, ...lines]),
    ...(open.length > shownTasks ? [filled(words.more, { count: open.length - shownTasks })] : []),
  ].join('\n')
}

async function whoDoesWhat(at: TypedAt, { words, actor, incidentId }: Order): Promise<string> {
  const { items } = await at.act(at.house, listIncidentRoles, actor, { id: incidentId })
  const held = items.filter(({ memberId }) => memberId !== null)
  if (held.length === 0) return words.nobodyThere
  const names = await asSystem(at.house, at.tenantId, 'Chat', (context) =>
    namesOf(
      context,
      held.flatMap(({ memberId, deputyId }) => [memberId, deputyId].filter((id) => id !== null)),
    ),
  )
  const nameOf = (id: string | null) => asWords(names.get(id ?? '') ?? '')
  return held
    .map(({ role, name, memberId, deputyId }) => {
      const people = deputyId === null ? nameOf(memberId) : `${nameOf(memberId)} (${nameOf(deputyId)})`
      return filled(words.who, { role: roleWord(role, name, words), name: people })
    })
    .join('\n')
}

async function nextDeadline(at: TypedAt, { words, actor, incidentId }: Order): Promise<string> {
  const { duties, zone } = await at.act(at.house, readDuties, actor, { id: incidentId })
  const next = duties.find(({ standing }) => ['overdue', 'soon', 'running'].includes(standing))
  if (next === undefined || next.dueAt === null) return words.noClock
  const what = `${next.explanation.regime}: ${next.recipient.name}`
  return filled(words.clocks, { what: asWords(what), at: onClock(new Date(next.dueAt), zone) })
}

function plainName(name: string): string {
  return asWords(name.replace(/ \(chat\)$/, ''))
}
