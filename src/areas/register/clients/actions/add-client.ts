import { dayAfter } from '../../../../base/calendar-day.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { doorAction } from '../../../../platform/action.ts'
import { setCarers, staffWithAccounts } from '../../people/public/carers.ts'
import { createOrganisation, maySetUpClients } from '../../people/public/organisation.ts'
import { todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/clients.ts'
import { addAgreement, setStaff } from '../store/agreements.ts'
import { endOf, keepAsClient } from './agree.ts'
import { sidesOf } from './two-sides.ts'

/**
 * A new organisation of its own, whose owner is invited, and the agreement with it. Each step stands for itself: where
 * the last one is cut off, the owner has the link, and gives the provider a code like anybody else.
 */
export const addClient = doorAction(contract.addClient, async (door, { organisation, owner, role }) => {
  const { house, actor, own, ownName, inOther } = await sidesOf(door)
  const endsOn = await own.look(async (context) => {
    refuseUnless(
      await maySetUpClients(context),
      'forbidden',
      'Whoever runs this installation has to allow it first: muster tenant provider <your organisation>.',
    )
    return dayAfter(await todayOf(context), 12, 'months')
  })
  const me = await own.look(async (context) => (await staffWithAccounts(context)).get(actor.memberId))
  const message = 'Name somebody of the client: you come in by the agreement.'
  const isMe = me?.email.toLowerCase() === owner.email.trim().toLowerCase()
  refuseUnless(!isMe, 'invalid', message, { faults: [{ path: 'owner.email', message }] })
  const by = `${actor.name} (${ownName})`
  const made = await createOrganisation(house, {
    organisation,
    owner,
    turn: 'further',
    by: { actor: 'provider', by },
  })
  const { tenantId, slug, inviteUrl } = made
  if (inviteUrl === undefined) return refuse('unavailable', 'The owner could not be invited.')
  const id = door.newId()
  const terms = { role, endsAt: endOf(endsOn), proposedAt: door.now, proposedBy: by }
  await inOther(tenantId, async (context) => {
    const otherTenant = actor.tenantId
    const sealed = { otherTenant, otherName: ownName, acceptedAt: context.now, acceptedBy: by }
    await addAgreement(context, { id, kind: 'care', side: 'client', ...terms, ...sealed })
    context.record({
      stream: 'audit',
      kind: 'agreement.accept',
      fields: { agreement: id, name: ownName, role },
    })
    if (me === undefined) return
    const { came } = await setCarers(context, { careId: id, role, provider: ownName, people: [me] })
    for (const { id: member, name } of came)
      context.record({ stream: 'audit', kind: 'care.join', fields: { member, name, role, agreement: id } })
  })
  await own.step(async (context) => {
    await keepAsClient(context, { id, tenantId, terms: { ...terms, name: organisation.name } })
    if (me !== undefined) await setStaff(context, id, [actor.memberId])
    context.record({
      stream: 'audit',
      kind: 'client.add',
      fields: { agreement: id, name: organisation.name },
    })
  })
  return { id, slug, inviteUrl }
})
