import * as calls from '../../areas/register/contacts/actions/call-tree.ts'
import * as contacts from '../../areas/register/contacts/actions/keep-contacts.ts'
import * as reach from '../../areas/register/contacts/actions/reach-test.ts'
import * as powers from '../../areas/register/powers/actions/hold-powers.ts'
import * as mandates from '../../areas/register/powers/actions/mandates.ts'
import * as rota from '../../areas/register/powers/actions/rota.ts'
import type { Diary } from './diary.ts'
import * as shelf from './team-shelf.ts'

const minuteDays = 1 / 1440

/** Whom to reach, who calls whom and whether that worked, who decides what, and whose week it is. */
export function writeTeam(diary: Diary): void {
  const known = new Map<string, string>()
  const name = (one: string) => (one === 'owner' ? diary.owner : one)
  /** The contact of a person with an account has the id of the person. */
  const idOf = (one: string | undefined) =>
    one === undefined ? null : (known.get(one) ?? diary.idOf(name(one)))
  const sure = (one: string) => idOf(one) ?? ''

  for (const { confirmedDaysAgo, ways, ...person } of shelf.outsiders) {
    diary.on(420, async (act) => {
      known.set(person.name, (await act(contacts.add, { ...person, ways: [...ways] })).id)
    })
    if (confirmedDaysAgo !== undefined)
      diary.on(confirmedDaysAgo, (act) => act(contacts.confirm, { id: sure(person.name), how: 'called' }))
  }
  for (const { name: of, ways, deputy, away } of shelf.additions)
    diary.on(415, (act) =>
      act(contacts.change, {
        ...{ id: sure(of), ways: [...ways], deputyId: idOf(deputy) },
        away: away ? [{ from: diary.day(away.fromInDays), to: diary.day(away.toInDays) }] : [],
      }),
    )
  diary.on(410, (act) =>
    act(calls.setCallTree, {
      links: shelf.tree.map((link) => ({ contactId: sure(link.name), calledBy: idOf(link.calledBy) })),
    }),
  )
  writeTrial(diary, sure)
  writePowers(diary, { idOf, sure, name })
}

function writeTrial(diary: Diary, sure: (name: string) => string): void {
  const { daysAgo, note, reached } = shelf.trial
  let id = ''
  diary.on(daysAgo, async (act) => {
    ;({ id } = await act(reach.start, { note }))
  })
  for (const { name, channel, minutes } of reached)
    diary.on(daysAgo - minutes * minuteDays, (act) =>
      act(reach.answer, { id, contactId: sure(name), channel }),
    )
  diary.on(daysAgo - 120 * minuteDays, (act) => act(reach.end, { id }))
}

interface Names {
  readonly idOf: (name: string | undefined) => string | null
  readonly sure: (name: string) => string
  readonly name: (name: string) => string
}

function writePowers(diary: Diary, { idOf, sure, name }: Names): void {
  for (const { role, holder, deputy } of shelf.roles)
    diary.on(400, (act) => act(powers.setRole, { role, holderId: idOf(holder), deputyId: idOf(deputy) }))
  for (const { holder, deputy, ...right } of shelf.rights)
    diary.on(398, (act) =>
      act(powers.setRight, {
        ...{ currency: 'GBP', ...right },
        ...{ holderId: idOf(holder), deputyId: idOf(deputy) },
      }),
    )
  const { daysAgo: changedDaysAgo, holder: left, ...changed } = shelf.changedRight
  diary.on(changedDaysAgo, (act) =>
    act(powers.setRight, { currency: 'GBP', ...changed, holderId: idOf(left) }),
  )
  for (const { holder, startedDaysAgo, endsInDays, decisions, ...mandate } of shelf.mandates) {
    let id = ''
    diary.on(startedDaysAgo, async (act) => {
      const span = { startsOn: diary.day(-startedDaysAgo), endsOn: diary.day(endsInDays) }
      const wanted = { ...mandate, ...span, decisions: [...decisions], currency: 'GBP' }
      id = (await act(mandates.write, { ...wanted, contactId: sure(holder) })).id
      await act(mandates.sign, { id, as: 'giver', name: diary.owner })
    })
    diary.on(startedDaysAgo, (act) => act(mandates.sign, { id, as: 'holder', name: holder }), name(holder))
  }
  const { daysAgo, weeks, order, note } = shelf.rota
  diary.on(daysAgo, (act) =>
    act(rota.plan, { startsOn: diary.day(-daysAgo), weeks, note, order: order.map(sure) }),
  )
}
