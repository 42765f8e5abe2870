/** What daily use says of each control: every sentence has its day, the last day on which it can be said, and its page. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { Fact } from '../contract/controls.ts'
import { controlKeys, type ControlKey, type FactName } from '../contract/words.ts'
import { knownOf } from './frameworks.ts'

/** For so long a restore, a rehearsal, a plan or a paper says something. */
const provedMonths = 12
/** A list of holes that is older says nothing of today. */
const listDays = 35

/** What the routines to begin with show, by their place. */
export const starterTies: Readonly<Record<number, ControlKey>> = {
  0: 'updates',
  1: 'accounts_kept',
  2: 'admin_separate',
}

export interface DailyUse {
  readonly today: string
  readonly backups: readonly {
    readonly name: string
    readonly isLate: boolean
    readonly isBroken: boolean
    readonly failedAt: string | null
    readonly beatAt: string | null
    readonly isolation: string
    /** The day in the organisation's zone. */
    readonly lastProof: { readonly testedOn: string } | null
  }[]
  readonly training: {
    readonly count: number
    readonly of: number
    readonly oldest: string | undefined
    readonly until: string | undefined
  }
  readonly plan: { readonly version: number; readonly day: string } | undefined
  readonly exercise: { readonly name: string; readonly day: string; readonly path: string } | undefined
  readonly tree: { readonly triedOn: string | null; readonly dueOn: string } | undefined
  readonly powers: { readonly isBegun: boolean; readonly missing: readonly string[] }
  readonly rules: {
    readonly count: number
    readonly since: string | undefined
    readonly unready: readonly string[]
  }
  readonly vendors: readonly {
    readonly name: string
    readonly contacts: number
    readonly confirmed: number
  }[]
  readonly things: number
  readonly secondFactor: { readonly count: number; readonly of: number }
  readonly holes: { readonly openNews: number; readonly importedOn: string } | undefined
  readonly watch: { readonly day: string; readonly until: string; readonly gaps: number } | undefined
  readonly tools: { readonly sources: number; readonly unheard: readonly { readonly name: string }[] }
  readonly continuity: readonly {
    readonly name: string
    readonly triedOn: string | null
    readonly dueOn: string
  }[]
}

export interface DoneRoutine {
  readonly name: string
  /** As `2026-03-01`; null while it never was. */
  readonly doneOn: string | null
  readonly nextOn: string
}

/** A fact before it is told what it means for a control. */
type Told = Omit<Fact, 'says'> & { readonly isGood: boolean }

/** What daily use says of each control; a control of which it says nothing is absent. */
export function factsFrom(
  known: DailyUse,
  routines: ReadonlyMap<ControlKey, readonly DoneRoutine[]>,
): Map<ControlKey, Fact[]> {
  const told = new Map<FactName, Told>()
  for (const one of [...ofCopies(known), ...ofPeople(known), ...ofPapers(known), ...ofWatching(known)])
    told.set(one.name, one)
  const found = controlKeys.map((key): [ControlKey, Fact[]] => {
    const { whole, part } = knownOf(key)
    const own = [...(routines.get(key) ?? [])].flatMap((routine) => ofRoutine(routine, known.today))
    const facts = [...whole, ...part].flatMap((name) => {
      const one = told.get(name)
      return one === undefined ? [] : [one]
    })
    const isWhole = (name: FactName) => whole.includes(name)
    return [key, [...facts, ...own].map((one) => saying(one, isWhole(one.name)))]
  })
  return new Map(found.filter(([, facts]) => facts.length > 0))
}

function saying({ isGood, ...fact }: Told, isWhole: boolean): Fact {
  return { ...fact, says: isGood ? (isWhole ? 'shows' : 'helps') : 'against' }
}

function tell(name: FactName, path: string, isGood: boolean, rest: Partial<Told> & { day: string }): Told {
  return { name, path, isGood, about: '', count: 0, of: 0, until: rest.day, ...rest }
}

const yearOn = (day: string) => dayAfter(day, provedMonths, 'months')
const namesIn = (all: readonly { readonly name: string }[]) =>
  all
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ')

function ofCopies({ backups, today: day }: DailyUse): Told[] {
  const path = '/backups'
  if (backups.length === 0) return []
  const bad = backups.filter(({ isLate, failedAt }) => isLate || failedAt !== null)
  const heard = backups.every(({ beatAt }) => beatAt !== null)
  const of = backups.length
  const unproved = backups.filter(
    ({ lastProof, isBroken }) => lastProof === null || isBroken || yearOn(lastProof.testedOn) < day,
  )
  const oldest = backups
    .flatMap(({ lastProof }) => (lastProof === null ? [] : lastProof.testedOn))
    .toSorted()[0]
  const apart = backups.filter(({ isolation }) => isolation !== 'none')
  const restored = { day: oldest ?? day, count: of - unproved.length, of, about: namesIn(unproved) }
  return [
    // A copy that never reports shows nothing by being silent.
    ...(bad.length === 0 && !heard
      ? []
      : [
          tell('copies_on_time', path, bad.length === 0, {
            day,
            count: of - bad.length,
            of,
            about: namesIn(bad),
          }),
        ]),
    tell('copy_apart', path, apart.length > 0, { day, count: apart.length, of, about: namesIn(apart) }),
    tell('restore_proved', path, unproved.length === 0, {
      ...restored,
      until: unproved.length === 0 ? yearOn(restored.day) : day,
    }),
  ]
}

function ofPeople({ today: day, training, powers, tree, secondFactor, vendors, things }: DailyUse): Told[] {
  const { count, of, oldest, until } = training
  const isTrained = of > 0 && count === of
  const reached = vendors.filter(({ contacts, confirmed }) => contacts > 0 && confirmed > 0)
  const unreached = vendors.filter((one) => !reached.includes(one))
  const isTried = tree !== undefined && tree.triedOn !== null && tree.dueOn > day
  return [
    // Nobody of those who should have: the worst of it is no reason to say nothing.
    ...(of === 0
      ? []
      : [
          tell('staff_trained', '/training', isTrained, {
            ...{ count, of, day: oldest ?? day },
            until: isTrained ? (until ?? day) : day,
          }),
        ]),
    ...(powers.isBegun
      ? [
          tell('roles_filled', '/powers', powers.missing.length === 0, {
            ...{ day, count: powers.missing.length },
            about: [...new Set(powers.missing)].slice(0, 5).join(', '),
          }),
        ]
      : []),
    // Nobody tried it yet is nothing; tried, and not again in time, is.
    ...(tree === undefined || tree.triedOn === null
      ? []
      : [
          tell('tree_tried', '/call-tree', isTried, { day: tree.triedOn, until: isTried ? tree.dueOn : day }),
        ]),
    ...(secondFactor.of === 0
      ? []
      : [tell('second_factor', '/people', secondFactor.count === secondFactor.of, { ...secondFactor, day })]),
    // Who wrote down what the firm runs on has suppliers too.
    ...(vendors.length === 0 && things === 0
      ? []
      : [
          tell('suppliers_reached', '/vendors', vendors.length > 0 && unreached.length === 0, {
            ...{ day, count: reached.length, of: vendors.length, about: namesIn(unreached) },
          }),
        ]),
  ]
}

function ofPapers({ today: day, plan, exercise, rules, continuity }: DailyUse): Told[] {
  const tried = continuity.flatMap(({ triedOn, dueOn }) =>
    triedOn === null ? [] : [{ day: triedOn, until: dueOn }],
  )
  const isTried = tried.length === continuity.length && tried.every(({ until }) => until >= day)
  const first = tried.toSorted((a, b) => a.until.localeCompare(b.until))[0]
  return [
    ...(plan === undefined
      ? []
      : [
          tell('plan_published', '/plan', yearOn(plan.day) >= day, {
            ...{ day: plan.day, until: yearOn(plan.day), count: plan.version },
          }),
        ]),
    ...(exercise === undefined
      ? []
      : [
          tell('exercise_held', exercise.path, yearOn(exercise.day) >= day, {
            ...{ about: exercise.name, day: exercise.day, until: yearOn(exercise.day) },
          }),
        ]),
    ...(rules.count === 0
      ? []
      : [
          tell('rules_read', '/house-rules', rules.unready.length === 0, {
            ...{ day: rules.since ?? day, until: day, count: rules.count },
            about: rules.unready.slice(0, 5).join(', '),
          }),
        ]),
    ...(first === undefined
      ? []
      : [
          tell('continuity_tried', '/continuity', isTried, {
            ...{ day: first.day, until: isTried ? first.until : day },
            ...{ count: tried.length, of: continuity.length },
          }),
        ]),
  ]
}

function ofWatching({ today: day, things, holes, watch, tools }: DailyUse): Told[] {
  const isFresh = holes !== undefined && dayAfter(holes.importedOn, listDays) >= day
  return [
    ...(things === 0 ? [] : [tell('things_listed', '/assets', true, { day, count: things })]),
    ...(holes === undefined || (!isFresh && holes.openNews === 0)
      ? []
      : [
          tell('holes_open', '/controls/news', holes.openNews === 0, {
            ...{ day: holes.importedOn, count: holes.openNews },
            until: holes.openNews === 0 ? dayAfter(holes.importedOn, listDays) : day,
          }),
        ]),
    ...(watch === undefined
      ? []
      : [
          tell('network_watched', '/network-watch', watch.gaps === 0, {
            ...{ day: watch.day, until: watch.gaps === 0 ? watch.until : day, count: watch.gaps },
          }),
        ]),
    ...(tools.sources === 0
      ? []
      : [
          tell('tools_heard', '/settings/coverage', tools.unheard.length === 0, {
            ...{ day, count: tools.sources, about: namesIn(tools.unheard) },
          }),
        ]),
  ]
}

/** A turn that was done in time says so until the next; one that was missed says nothing. */
function ofRoutine({ name: about, doneOn, nextOn }: DoneRoutine, today: string): Told[] {
  return doneOn === null || nextOn < today
    ? []
    : [tell('routine_done', '/calendar', true, { about, day: doneOn, until: nextOn })]
}
