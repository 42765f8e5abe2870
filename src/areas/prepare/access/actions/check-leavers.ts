import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { assetNames, pageOfSignIns } from '../../../register/assets/public.ts'
import { getMember, listEverybody } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { belongsTo, wordsOf } from '../rules.ts'
import { accountsOf, insertCheck, type AccountRecord } from '../store/accounts.ts'
import { checkShown, dayOf, talliesInUse } from './shapes.ts'

/** So many systems without a list are named in the proof. */
const mostNamed = 200

/** The proof says what it rests on: lists of which age, and what nobody could look at. */
export const check = action(contract.checkLeaver, async (context, { memberId = null, name, note }) => {
  const person = await whoOf(context, memberId, name)
  const found = (
    await accountsOf(context, { memberIds: memberId === null ? [] : [memberId], words: person.words })
  ).filter((one) => belongsTo(one, { id: memberId, words: person.words }))
  await refuseHeld(context, person.name, found)
  const known = await talliesInUse(context)
  const systems = await pageOfSignIns(context, { limit: 10_000 })
  const lists = [...known.values()].map(({ listedAt }) => listedAt)
  refuseUnless(
    lists.length > 0,
    'conflict',
    'No system has a list yet, so nothing can be shown. Begin with one.',
  )
  const oldest = new Date(Math.min(...lists.map((at) => at.getTime())))
  const row = {
    ...{ id: context.newId(), memberId, name: person.name, systems: known.size, note },
    removed: found.length,
    unlisted: systems
      .filter(({ id }) => !known.has(id))
      .map((one) => one.name)
      .slice(0, mostNamed),
    oldestListOn: await dayOf(context, oldest),
    checkedAt: context.now,
    checkedBy: context.actor.name,
  }
  await insertCheck(context, row)
  const { id: leaver, ...said } = row
  context.record({ stream: 'audit', kind: 'leaver.check', fields: leafFields({ leaver, ...said }) })
  return checkShown({ ...row, tenantId: context.tenantId })
})

async function whoOf(context: Context, memberId: string | null, name: string | undefined) {
  if (memberId === null) {
    const message = 'Say who left.'
    const said = name ?? refuse('invalid', message, { faults: [{ path: 'name', message }] })
    const words = wordsOf({ name: said, email: '' })
    // Accounts that belong to a person here are found by the person alone: a name would miss them.
    const known = (await listEverybody(context)).find(
      (one) => wordsOf({ ...one, email: '' }).join() === words.join(),
    )
    const choose = `There is somebody of this name here, ${said}. Choose the person instead of typing the name.`
    if (known !== undefined) refuse('invalid', choose, { faults: [{ path: 'memberId', message: choose }] })
    return { name: said, words }
  }
  const person = await getMember(context, memberId)
  refuseUnless(
    person.status === 'suspended',
    'conflict',
    `${person.name} still works here. First end their access to Muster, on the page People.`,
  )
  return { name: person.name, words: wordsOf(person) }
}

async function refuseHeld(context: Context, name: string, found: readonly AccountRecord[]): Promise<void> {
  const held = found.filter(({ removedAt }) => removedAt === null)
  if (held.length === 0) return
  const names = await assetNames(
    context,
    held.map(({ assetId }) => assetId),
  )
  refuse('conflict', `${name} still gets into ${[...names.values()].join(', ')}. Remove that first.`)
}
