import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { shippedCards, shippedNames } from '../content/shipped-roles.ts'
import { shippedRoles, type ShippedRole } from '../contract/role-words.ts'
import * as contract from '../contract/roles.ts'
import { inOrder } from '../rules/roles.ts'
import { keepCard, listCards, type CardRecord } from '../store/roles.ts'

/** So many cards of one's own, that the list stays one that people read. */
const mostOwnCards = 20

export const list = action(contract.listRoleCards, async (context) => listOf(await cardsOf(context)))

export const add = action(contract.addRoleCard, async (context, { name, duties, firstTasks }) => {
  const cards = await cardsOf(context)
  refuseUnless(
    cards.filter(({ isOwn }) => isOwn).length < mostOwnCards,
    'conflict',
    `There are ${mostOwnCards} own roles already. Take one out of use first.`,
  )
  const role = context.newId()
  await keep(context, { role, name, duties, firstTasks })
  return { role, name, duties, firstTasks, isOwn: true, isChanged: true }
})

export const change = action(contract.changeRoleCard, async (context, { role, name, duties, firstTasks }) => {
  const { isOwn } = await getCard(context, role)
  const message = 'Give the role a name.'
  if (isOwn && name === '') refuse('invalid', message, { faults: [{ path: 'name', message }] })
  await keep(context, { role, name, duties, firstTasks })
  return { role, name, duties, firstTasks, isOwn, isChanged: true }
})

export const drop = action(contract.dropRoleCard, async (context, { role }) => {
  const card = await getCard(context, role)
  refuseUnless(card.isChanged, 'conflict', 'This role stands in its own words already.')
  const { name, duties, firstTasks } = card
  const now = context.now
  await keepCard(context, { role, name, duties, firstTasks, changedAt: now, droppedAt: now })
  context.record({ stream: 'audit', kind: 'rolecard.drop', fields: { role, name: roleName(card) } })
  return listOf(await cardsOf(context))
})

/**
 * The cards in use: what ships, with the organisation's words over it, and its own.
 * @param held roles that somebody has: their cards are shown though they were taken out of use since
 */
export async function cardsOf(
  context: Pick<Context, 'tx'>,
  held: readonly string[] = [],
): Promise<contract.RoleCard[]> {
  const all = await listCards(context)
  const written = all.filter(({ droppedAt }) => droppedAt === null)
  const own = all.filter(
    ({ role, droppedAt }) => !isShipped(role) && (droppedAt === null || held.includes(role)),
  )
  const shipped = shippedRoles.map((role) => {
    const over = written.find((one) => one.role === role)
    if (over !== undefined) return cardOf(over)
    const { duties, firstTasks } = shippedCards[role]
    return {
      role,
      name: '',
      duties: [...duties],
      firstTasks: [...firstTasks],
      isOwn: false,
      isChanged: false,
    }
  })
  return inOrder([...shipped, ...own.map(cardOf)])
}

/** What the record calls a role. */
export function roleName({ role, name }: Pick<contract.RoleCard, 'role' | 'name'>): string {
  if (name !== '') return name
  return isShipped(role) ? shippedNames[role] : role
}

/**
 * @param held as for {@link cardsOf}
 * @throws Refusal `not_found`, alike for a role out of use, of elsewhere, or that never was
 */
export async function getCard(
  context: Pick<Context, 'tx'>,
  role: string,
  held: readonly string[] = [],
): Promise<contract.RoleCard> {
  const found = (await cardsOf(context, held)).find((card) => card.role === role)
  return found ?? refuse('not_found', 'There is no such role here.')
}

async function keep(
  context: Context,
  card: Pick<contract.RoleCard, 'role' | 'name' | 'duties' | 'firstTasks'>,
): Promise<void> {
  await keepCard(context, { ...card, changedAt: context.now, droppedAt: null })
  const { role, duties, firstTasks } = card
  context.record({
    stream: 'audit',
    kind: 'rolecard.change',
    fields: { role, name: roleName(card), duties: duties.join('\n'), firstTasks: firstTasks.join('\n') },
  })
}

function cardOf({ role, name, duties, firstTasks }: CardRecord): contract.RoleCard {
  return { role, name, duties, firstTasks, isOwn: !isShipped(role), isChanged: true }
}

function listOf(items: contract.RoleCard[]): z.input<typeof contract.listRoleCards.output> {
  return { items, next: null }
}

function isShipped(role: string): role is ShippedRole {
  return (shippedRoles as readonly string[]).includes(role) // widened: an own role is a UUID
}
