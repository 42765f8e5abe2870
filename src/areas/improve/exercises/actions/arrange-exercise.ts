import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { restoreAim } from '../../../prepare/backups/public.ts'
import { planVersion } from '../../../prepare/plan/public.ts'
import { playbookInUse } from '../../../prepare/playbooks/public.ts'
import { peopleFor } from '../../../register/people/public/people.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { drillKey } from '../content/scenarios.ts'
import * as contract from '../contract/exercise.ts'
import type { ScenarioDocument } from '../contract/scenario.ts'
import { microMinutes, type BlankName, type ExerciseLanguage } from '../contract/words.ts'
import { filled } from '../rules/blanks.ts'
import { lengthsOf, microOf, minuteOf } from '../rules/script.ts'
import {
  getSession,
  insertSession,
  listSessions,
  setPlayers,
  type PlayerRecord,
  type SessionRecord,
} from '../store/sessions.ts'
import { knownBlanks } from './known-words.ts'
import { scenarioFor } from './library.ts'
import { heldFor, sessionFor } from './seats.ts'
import { exerciseOf, rowsOf } from './shapes.ts'

const openStates = ['planned', 'running', 'paused', 'hot_wash'] as const
const overStates = ['done', 'stopped', 'cancelled'] as const

export const list = action(contract.listExercises, async (context, { limit, cursor, q, state }) => {
  const { actor } = context
  const rows = await listSessions(context, {
    limit: limit + 1,
    after: pageAfter(cursor),
    q,
    states: state === undefined ? undefined : state === 'open' ? openStates : overStates,
    memberId: context.can('exercise.read') || actor.kind !== 'member' ? undefined : actor.memberId,
  })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await rowsOf(context, items), next }
})

export const read = action(contract.getExercise, async (context, { id }) =>
  exerciseOf(context, await sessionFor(context, id)),
)

type Wanted = Parameters<typeof frozen>[1]

export const arrange = action(contract.arrangeExercise, async (context, wanted) => {
  const { form, copyId, players, plannedOn, retest } = wanted
  refuseUnless(
    (form === 'drill') === (copyId !== undefined),
    'invalid',
    form === 'drill'
      ? 'Choose the backup that the drill restores from.'
      : 'Only a drill restores from a backup.',
    { faults: [{ path: 'copyId', message: 'A drill names its backup, nothing else does.' }] },
  )
  const { document, key, version, retestOf } = await frozen(context, wanted)
  const lengthMinutes = retest === undefined ? wanted.length : microMinutes
  if (!document.injects.some((inject) => minuteOf(inject, lengthMinutes) !== null))
    refuse('invalid', 'Nothing is left to play. Leave fewer things out, or choose another length.', {
      faults: [
        {
          path: 'length',
          message: `This scenario is played in ${lengthsOf(document).join(' or ')} minutes.`,
        },
      ],
    })
  const aim = copyId === undefined ? undefined : await restoreAim(context, copyId)
  const id = context.newId()
  const { actor, now } = context
  await insertSession(context, {
    ...{ id, kind: document.kind, form, lengthMinutes, document, plannedOn },
    title: wanted.title ?? document.title,
    ...{ scenarioKey: key, scenarioVersion: version },
    // As it stands today; what counts is what stands when it starts.
    ...(await standingToday(context, { kind: document.kind, form })),
    rights: null,
    state: 'planned',
    facilitatorId: actor.kind === 'member' ? actor.memberId : null,
    ...{ arrangedAt: now, arrangedBy: actor.name },
    ...{ startedAt: null, endedAt: null, finishedAt: null, ranSeconds: 0, resumedAt: null },
    ...{ retestOf, retestObjective: retest?.objective ?? null },
    ...{
      copyId: copyId ?? null,
      aimMinutes: aim?.aimMinutes ?? null,
      beforeMinutes: aim?.lastMinutes ?? null,
    },
    tookMinutes: null,
  })
  await seat(context, id, players)
  context.record({
    stream: 'audit',
    kind: 'exercise.arrange',
    fields: leafFields({
      ...{ exercise: id, title: wanted.title ?? document.title, scenario: key, version, form },
      minutes: lengthMinutes,
      ...(retest && { retestOf: retestOf ?? retest.id, objective: retest.objective }),
    }),
  })
  return exerciseOf(context, await getSession(context, id))
})

/** What a session is held against: the card, the plan that counts, and who holds which decision. */
export async function standingToday(
  context: Context,
  { kind, form }: Pick<SessionRecord, 'kind' | 'form'>,
): Promise<Pick<SessionRecord, 'card' | 'planVersion' | 'rights'>> {
  const { playbook } = await playbookInUse(context, kind)
  const { rights } = await powersStanding(context)
  const named = (one: { readonly name: string } | null) => (one === null ? null : { name: one.name })
  return {
    // A drill does one thing for real; the card of a kind is not played in it.
    card: form === 'drill' ? [] : playbook.first15Minutes.map(({ id: key, do: does }) => ({ key, does })),
    planVersion: await planVersion(context),
    rights: rights.map(({ decision, holder, deputy }) => ({
      ...{ decision, holder: named(holder), deputy: named(deputy) },
    })),
  }
}

/** Sets who sits at the table, each member once, and tells those who are new to it. */
export async function seat(
  context: Context,
  id: string,
  players: Wanted['players'],
  known: readonly PlayerRecord[] = [],
): Promise<void> {
  const memberIds = players.flatMap(({ memberId }) => memberId ?? [])
  refuseUnless(
    new Set(memberIds).size === memberIds.length,
    'invalid',
    'Somebody stands on the list twice. Give each person one seat.',
    { faults: [{ path: 'players', message: 'Each member once.' }] },
  )
  const people = await peopleFor(context, memberIds)
  const rows = players.map(({ name, ...player }) => ({
    ...player,
    id: context.newId(),
    name: player.memberId === null ? name : (people.get(player.memberId)?.name ?? refuseUnknownMember()),
  }))
  await setPlayers(context, id, rows)
  const before = new Set(known.map(({ memberId }) => memberId))
  const { actor } = context
  const me = actor.kind === 'member' ? actor.memberId : null
  const invited = memberIds.filter((one) => !before.has(one) && one !== me)
  if (invited.length > 0) {
    const { title } = await getSession(context, id)
    await context.announce({
      kind: 'exercise.told',
      what: 'invited',
      exerciseId: id,
      title,
      memberIds: invited,
    })
  }
}

/** The scenario as it is played: the words of this firm in its blanks, without what is left out. */
async function frozen(
  context: Context,
  wanted: {
    readonly scenario: string
    readonly language: ExerciseLanguage
    readonly form: string
    readonly without: readonly string[]
    readonly blanks: Partial<Readonly<Record<BlankName, string>>>
    readonly retest?: { readonly id: string; readonly objective: string } | undefined
    readonly players: readonly Omit<PlayerRecord, 'tenantId' | 'sessionId' | 'id'>[]
  },
): Promise<Frozen> {
  const { scenario, language, form, without, blanks, retest } = wanted
  if (retest !== undefined) return micro(context, retest)
  const offered = await scenarioFor(context, { key: form === 'drill' ? drillKey : scenario, language })
  refuseUnless(!offered.isWithdrawn, 'conflict', 'This scenario was withdrawn. Choose another one.')
  const known = await knownBlanks(context, offered.document.language)
  const values = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [name, value]),
  ) as Record<BlankName, string> // one for each of the closed list
  const left = offered.document.injects.filter(
    ({ key, after }) => !without.includes(key) && (after === undefined || !without.includes(after.inject)),
  )
  const document = filled({ ...offered.document, injects: left }, { ...values, ...blanks })
  return { document, key: offered.key, version: offered.version, retestOf: null }
}

interface Frozen {
  readonly document: ScenarioDocument
  readonly key: string
  readonly version: number
  /** The session in which it was first tried; null for what is no retest. */
  readonly retestOf: string | null
}

/** What of an earlier session is tried again: as it was played then, so that the two can be compared. */
async function micro(
  context: Context,
  { id, objective }: { readonly id: string; readonly objective: string },
): Promise<Frozen> {
  const before = await heldFor(context, id)
  refuseUnless(
    before.state === 'done',
    'conflict',
    'Finish the exercise first. Then try again what did not hold.',
  )
  const known = before.document.objectives.some(({ key }) => key === objective)
  refuseUnless(known, 'not_found', 'This exercise has no such objective.')
  const { scenarioKey: key, scenarioVersion: version, document } = before
  // A retest that did not hold is tried again too: all of them hang on the session in which it was first seen.
  return { document: microOf(document, objective), key, version, retestOf: before.retestOf ?? before.id }
}

function refuseUnknownMember(): never {
  refuse('not_found', 'There is no such person here.')
}
