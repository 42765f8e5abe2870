import type { Context } from '../../../../platform/action.ts'
import { namesOf, organisationFor, todayOf } from '../../../register/people/public/people.ts'
import { dayIn } from '../../../../base/calendar-day.ts'
import { listRoutines } from '../../calendar/public.ts'
import { holeList } from '../../playbooks/public.ts'
import type { Control, Controls, ControlTie, News } from '../contract/controls.ts'
import { controlKeys, type ControlKey } from '../contract/words.ts'
import type { DailyPorts } from './ports.ts'
import { factsFrom } from '../rules/facts.ts'
import { controlsInUse, evidenceOf, nextLook, stateOf } from '../rules/standing.ts'
import * as store from '../store/controls.ts'
import { dailyUse, routineTies } from './facts.ts'

/** Every control as it stands at this moment. */
export interface Standing {
  readonly today: string
  readonly controls: readonly Control[]
  readonly choices: Awaited<ReturnType<typeof store.listChoices>>
  readonly news: readonly store.NewsRecord[]
  /** News since which nobody has looked. */
  readonly openNews: readonly store.NewsRecord[]
  readonly ties: readonly store.TieRecord[]
  readonly routines: Controls['routines']
}

export async function readStanding(context: Context, rooms: DailyPorts): Promise<Standing> {
  const today = await todayOf(context)
  const choices = await store.listChoices(context)
  const states = new Map((await store.listStates(context)).map((row) => [row.key, row]))
  const proofs = await store.listProofs(context)
  const news = await store.listNews(context)
  const ties = await store.listTies(context)
  const routines = await listRoutines(context)
  const { timeZone } = await organisationFor(context)
  const open = unanswered(news, states)
  const use = await dailyUse(context, rooms, { today, openNews: open.length })
  const done = new Map(
    [...routineTies(routines, ties)].map(([key, all]) => [
      key,
      all.map(({ name, nextOn, doneAt }) => ({ name, nextOn, doneOn: doneAt && dayIn(doneAt, timeZone) })),
    ]),
  )
  const facts = factsFrom(use, done)
  const owners = await namesOf(
    context,
    [...states.values()].flatMap(({ ownerId }) => ownerId ?? []),
  )
  const inUse = controlsInUse(choices.map(({ name }) => name))
  const controls = controlKeys.map((key) =>
    controlOf(key, {
      ...{ today, owners, news, isInUse: inUse.has(key), said: states.get(key) },
      ...{ facts: facts.get(key) ?? [], proofs: proofs.filter((one) => one.key === key) },
    }),
  )
  const shown = routines.map(({ id, name }) => ({ id, name }))
  return { today, controls, choices, news, openNews: open, ties, routines: shown }
}

/** What a page reads of them. */
export async function shownControls(context: Context, rooms: DailyPorts): Promise<Controls> {
  const { controls, choices, news, ties, routines } = await readStanding(context, rooms)
  const list = await holeList(context)
  return {
    asOf: context.now.toISOString(),
    controls: [...controls],
    chosen: choices.map(({ name, since, chosenBy: by }) => ({ name, by, since: since.toISOString() })),
    news: news.map(newsOf),
    holeList:
      list === undefined ? null : { version: list.version, importedAt: list.importedAt.toISOString() },
    ties: ties.flatMap(tieOf),
    routines,
    can: { manage: context.can('control.manage') },
  }
}

/** News since which nobody has looked at the first control that it names. */
function unanswered(
  news: readonly store.NewsRecord[],
  states: ReadonlyMap<ControlKey, Pick<store.StateRecord, 'reviewedAt'>>,
): store.NewsRecord[] {
  return news.filter(({ keys, raisedAt }) => {
    const [first = 'updates'] = keys
    const looked = states.get(first)?.reviewedAt
    return looked === undefined || looked === null || looked < raisedAt
  })
}

interface Around {
  readonly today: string
  readonly owners: ReadonlyMap<string, string>
  readonly news: readonly store.NewsRecord[]
  readonly isInUse: boolean
  readonly said: store.StateRecord | undefined
  readonly facts: Control['facts']
  readonly proofs: readonly store.ProofRecord[]
}

function controlOf(key: ControlKey, { today, owners, news, isInUse, said, facts, proofs }: Around): Control {
  const evidence = evidenceOf({ today, facts, proofs })
  const next = nextLook(key, isInUse ? said : undefined, news)
  return {
    ...{ key, isInUse, state: stateOf({ today, said, facts, proofs }) },
    answer: said?.answer ?? null,
    words: said?.words ?? '',
    ownerId: said?.ownerId ?? null,
    owner: owners.get(said?.ownerId ?? '') ?? '',
    reviewedOn: said?.reviewedOn ?? null,
    reviewedBy: said?.reviewedBy ?? '',
    nextReviewOn: next.day,
    broughtForwardBy: [...next.by],
    lastEvidenceOn: evidence?.on ?? proofs[0]?.checkedOn ?? null,
    lapsesOn: evidence?.until ?? null,
    facts,
    proofs: proofs.map(({ id, checkedOn, validUntil, words, link, provedBy }) => ({
      ...{ id, checkedOn, validUntil, words, link, provedBy },
    })),
    version: said?.version ?? 0,
  }
}

function newsOf({
  touchedCount: count,
  keys,
  raisedAt: _at,
  tenantId: _tenant,
  ...row
}: store.NewsRecord): News {
  return { ...row, count, controls: [...keys] }
}

function tieOf({ attestationId, routineId, key, tiedBy }: store.TieRecord): ControlTie[] {
  if (attestationId !== null) return [{ kind: 'attestation', thingId: attestationId, key, tiedBy }]
  return routineId === null ? [] : [{ kind: 'routine', thingId: routineId, key, tiedBy }]
}
