import { dayIn } from '../../../../base/calendar-day.ts'
import type { MemberRole } from '../../../../base/permissions.ts'
import type { Context } from '../../../../platform/action.ts'
import { assetNames, inUseAmong } from '../../../register/assets/public.ts'
import {
  listLeft,
  listWithProfiles,
  namesOf,
  organisationFor,
  todayOf,
} from '../../../register/people/public/people.ts'
import type { Account, AccessSystem, Campaign, Leaver, LeaverCheck, Task } from '../contract.ts'
import { belongsTo, wordsOf } from '../rules.ts'
import {
  accountsOf,
  lastAnswers,
  listChecks,
  listTasks,
  tallies,
  type AccountRecord,
  type CheckRecord,
  type Tally,
} from '../store/accounts.ts'
import {
  countOpen,
  findRunning,
  reviewsOf,
  type CampaignRecord,
  type ReviewRecord,
} from '../store/campaigns.ts'

/** People who left, at most; the newest are asked about first. */
const mostLeavers = 500
const mostChecks = 50

/** How many accounts stand in each system in use that has a list. */
export async function talliesInUse(context: Pick<Context, 'tx'>): Promise<Map<string, Tally>> {
  const all = await tallies(context)
  const inUse = await inUseAmong(context, [...all.keys()])
  return new Map([...all].filter(([id]) => inUse.has(id)))
}

type Named = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly ownerId: string | null
}

/** Systems with how many accounts each has, and how far the campaign is with it. */
export async function systemsOf(context: Context, rows: readonly Named[]): Promise<AccessSystem[]> {
  const known = await tallies(context)
  const running = await findRunning(context)
  const reviews = running === undefined ? [] : await reviewsOf(context, [running.id])
  const open = running === undefined ? new Map<string, number>() : await countOpen(context, running.id)
  const names = await namesOf(
    context,
    reviews.map(({ reviewerId }) => reviewerId),
  )
  return rows.map(({ id, name, kind, ownerId }) => {
    const { listedAt = null, accounts = 0, yes = 0, no = 0, unknown = 0 } = known.get(id) ?? {}
    const review = reviews.find(({ assetId }) => assetId === id)
    return {
      ...{ id, name, kind, ownerId, accounts, yes, no, unknown },
      listedAt: listedAt?.toISOString() ?? null,
      review: review === undefined ? null : reviewShown(review, names, open.get(id) ?? 0),
    }
  })
}

function reviewShown(
  { reviewerId, endedAt }: ReviewRecord,
  names: ReadonlyMap<string, string>,
  open: number,
): AccessSystem['review'] {
  return { reviewerId, reviewer: names.get(reviewerId) ?? '', open, isDone: endedAt !== null }
}

export async function accountsShown(context: Context, rows: readonly AccountRecord[]): Promise<Account[]> {
  const running = await findRunning(context)
  const answers = await lastAnswers(
    context,
    rows.map(({ id }) => id),
  )
  const owners = await namesOf(
    context,
    [...answers.values()].flatMap(({ ownerId }) => ownerId ?? []),
  )
  const left = (await listLeft(context)).map(({ id, ...person }) => ({ id, words: wordsOf(person) }))
  const present = (await listWithProfiles(context)).map((person) => ({ person, words: wordsOf(person) }))
  return rows.map((row) => {
    const { id, login, holder, memberId, rights, secondFactor, source, seenAt } = row
    const answer = answers.get(id)
    return {
      ...{ id, login, holder, memberId, rights, secondFactor, source },
      seenAt: seenAt.toISOString(),
      isLeaver: left.some((person) => belongsTo(row, person)),
      here: hereOf(row, present),
      answer:
        answer === undefined
          ? null
          : {
              ...{ verdict: answer.verdict, reason: answer.reason, answeredBy: answer.answeredBy },
              ...{ dueOn: answer.dueOn, proof: answer.proof, doneBy: answer.doneBy ?? '' },
              answeredAt: answer.answeredAt.toISOString(),
              isCurrent: running !== undefined && answer.campaignId === running.id,
              owner: owners.get(answer.ownerId ?? '') ?? '',
              doneAt: answer.doneAt?.toISOString() ?? null,
            },
    }
  })
}

function hereOf(
  row: AccountRecord,
  present: readonly {
    readonly person: { readonly id: string; readonly role: MemberRole; readonly profile: string | null }
    readonly words: readonly string[]
  }[],
): Account['here'] {
  const found = present.find(({ person, words }) => belongsTo(row, { id: person.id, words }))
  return found === undefined ? null : { role: found.person.role, profile: found.person.profile }
}

export async function campaignsOf(context: Context, rows: readonly CampaignRecord[]): Promise<Campaign[]> {
  const reviews = await reviewsOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, name, dueOn, startedAt, startedBy, endedAt }) => {
    const own = reviews.filter(({ campaignId }) => campaignId === id)
    return {
      ...{ id, name, dueOn, startedBy },
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      systems: own.length,
      done: own.filter((one) => one.endedAt !== null).length,
    }
  })
}

export async function tasksOf(context: Context): Promise<Task[]> {
  const rows = await listTasks(context)
  const today = await todayOf(context)
  const names = await assetNames(
    context,
    rows.map(({ assetId }) => assetId),
  )
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  )
  return rows.map(({ accountId, assetId, login, holder, verdict, reason, dueOn, ownerId }) => ({
    ...{ accountId, assetId, login, holder, verdict, reason, dueOn },
    system: names.get(assetId) ?? '',
    isLate: dueOn < today,
    owner: owners.get(ownerId ?? '') ?? '',
  }))
}

/** People who left, with what they still get into, those who hold something first; and when that was looked at last. */
export async function leaversOf(context: Context): Promise<Leaver[]> {
  const left = (await listLeft(context)).slice(0, mostLeavers)
  const people = left.map((person) => ({ ...person, words: wordsOf(person) }))
  const held = (
    await accountsOf(context, {
      memberIds: people.map(({ id }) => id),
      words: people.flatMap(({ words }) => words),
    })
  ).filter(({ removedAt }) => removedAt === null)
  const names = await assetNames(
    context,
    held.map(({ assetId }) => assetId),
  )
  const checks = await listChecks(context, mostLeavers)
  const leavers = people.map((person): Leaver => {
    const checked = checks.find(
      ({ memberId, checkedAt }) => memberId === person.id && checkedAt >= person.leftAt,
    )
    return {
      memberId: person.id,
      name: person.name,
      leftAt: person.leftAt.toISOString(),
      holds: held
        .filter((one) => belongsTo(one, person))
        .map(({ id, assetId, login }) => ({
          accountId: id,
          assetId,
          login,
          system: names.get(assetId) ?? '',
        })),
      checkedAt: checked?.checkedAt.toISOString() ?? null,
    }
  })
  return leavers.toSorted((a, b) => b.holds.length - a.holds.length)
}

export async function checksOf(context: Context): Promise<LeaverCheck[]> {
  return (await listChecks(context, mostChecks)).map(checkShown)
}

export function checkShown({ tenantId: _tenant, checkedAt, ...row }: CheckRecord): LeaverCheck {
  return { ...row, checkedAt: checkedAt.toISOString() }
}

/** The day on which a list was last right, on the organisation's calendar. */
export async function dayOf(context: Context, at: Date): Promise<string> {
  return dayIn(at, (await organisationFor(context)).timeZone)
}
