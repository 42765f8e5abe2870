import type * as z from 'zod'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuseRows } from '../../../../base/csv-rows.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken } from '../../../../platform/database/taken.ts'
import { assetFor } from '../../../register/assets/public.ts'
import { getMember, listWorkers } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { readList } from '../rules.ts'
import {
  changeAccounts,
  finishTasks,
  holdAccountsOf,
  insertAccounts,
  type AccountRecord,
} from '../store/accounts.ts'
import { settleCampaign } from './campaigns.ts'
import { dayOf } from './shapes.ts'

/** All or nothing. What a whole list does not show any more is gone, and shows by itself that it was removed. */
export const save = action(contract.saveAccounts, async (context, { id, ...wish }) => {
  const asset = await assetFor(context, id)
  const wanted = await wantedOf(context, wish)
  const standing = await holdAccountsOf(context, id)
  const byLogin = new Map(standing.map((row) => [row.login.toLowerCase(), row]))
  const count = { added: 0, changed: 0, same: 0, gone: 0 }
  const added: Omit<AccountRecord, 'tenantId'>[] = []
  const seen: string[] = []
  for (const { secondFactor, memberId, ...said } of wanted) {
    const before = byLogin.get(said.login.toLowerCase())
    const source = sourceOf[wish.how]
    if (before === undefined) {
      const kept = { memberId: memberId ?? null, secondFactor: secondFactor ?? 'unknown' }
      const times = { seenAt: context.now, addedAt: context.now, removedAt: null }
      added.push({ id: context.newId(), assetId: id, source, ...said, ...kept, ...times })
      continue
    }
    const change = changeOf(before, { ...said, secondFactor, memberId }, wish.how === 'one')
    if (change === undefined) seen.push(before.id)
    else await changeAccounts(context, [before.id], { ...change, source, seenAt: context.now })
    count[change === undefined ? 'same' : 'changed'] += 1
  }
  await orTaken(added[0]?.login ?? '', insertAccounts(context, added))
  // Everybody who works here is where a list begins; it does not say that the others are right.
  if (wish.how !== 'people') await changeAccounts(context, seen, { seenAt: context.now })
  count.added = added.length
  if (wish.how === 'list' && wish.isWhole) count.gone = await dropAbsent(context, standing, wanted)
  recordSaved(context, asset, wish, count)
  await settleCampaign(context)
  return count
})

type Wish = Omit<z.output<typeof contract.saveAccounts.input>, 'id'>
type Wanted = Pick<AccountRecord, 'login' | 'holder' | 'rights'> & {
  /** Undefined leaves what is known. */
  readonly secondFactor: AccountRecord['secondFactor'] | undefined
  readonly memberId: string | null | undefined
}

const sourceOf = { one: 'hand', list: 'list', people: 'people' } as const

async function wantedOf(context: Context, wish: Wish): Promise<Wanted[]> {
  if (wish.how === 'people') {
    const people = await listWorkers(context)
    return people.map(({ id, name, email }) => ({
      ...{ login: email, holder: name, rights: '', secondFactor: undefined, memberId: id },
    }))
  }
  const fault = (path: string, message: string) => refuse('invalid', message, { faults: [{ path, message }] })
  if (wish.how === 'list') {
    const read = readList(wish.csv ?? fault('csv', 'Choose a file, or paste the list.'))
    return 'faults' in read
      ? refuseRows(read.faults)
      : read.rows.map((row) => ({ ...row, memberId: undefined }))
  }
  const { login, holder, rights, secondFactor, memberId } = wish
  const person = memberId === null ? undefined : await getMember(context, memberId)
  const name = login ?? fault('login', 'Write the name of the account.')
  return [{ login: name, holder: holder || (person?.name ?? ''), rights, secondFactor, memberId }]
}

/** A list says nothing of what it has no column for, so an empty cell takes nothing away. */
function changeOf(
  before: AccountRecord,
  { secondFactor, memberId, login, holder, rights }: Wanted,
  isByHand: boolean,
) {
  const after = {
    login,
    holder: isByHand ? holder : holder || before.holder,
    rights: isByHand ? rights : rights || before.rights,
    secondFactor: secondFactor ?? before.secondFactor,
    memberId: memberId === undefined ? before.memberId : memberId,
  }
  const isSame =
    after.login === before.login &&
    after.holder === before.holder &&
    after.rights === before.rights &&
    after.secondFactor === before.secondFactor &&
    after.memberId === before.memberId
  return isSame ? undefined : after
}

async function dropAbsent(
  context: Context,
  standing: readonly AccountRecord[],
  wanted: readonly Wanted[],
): Promise<number> {
  const here = new Set(wanted.map(({ login }) => login.toLowerCase()))
  const gone = standing.filter(({ login }) => !here.has(login.toLowerCase())).map(({ id }) => id)
  await changeAccounts(context, gone, { removedAt: context.now })
  const proof = `Not in the list of ${await dayOf(context, context.now)} any more`
  await finishTasks(context, gone, { doneAt: context.now, doneBy: context.actor.name, proof })
  return gone.length
}

function recordSaved(
  context: Context,
  asset: { readonly id: string; readonly name: string },
  { how, login = '', holder, rights, secondFactor }: Wish,
  count: Readonly<Record<'added' | 'changed' | 'same' | 'gone', number>>,
): void {
  const common = { asset: asset.id, name: asset.name }
  if (how === 'one') {
    const fields = leafFields({ ...common, login, holder, rights, secondFactor })
    context.record({ stream: 'audit', kind: 'access_list.change', fields })
  } else
    context.record({
      stream: 'audit',
      kind: 'access_list.take',
      fields: leafFields({ ...common, how, ...count }),
    })
}
