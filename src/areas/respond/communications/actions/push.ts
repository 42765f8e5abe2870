import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, asSystem, doorAction } from '../../../../platform/action.ts'
import { arePushKeys, plainPushEndpoint, type PushOutcome } from '../../../../platform/push/push.ts'
import { pathInOrganisation } from '../../../register/people/public/people.ts'
import * as contract from '../contract/reaching.ts'
import { mostDevices, sentenceOf, type Why } from '../rules/delivery.ts'
import { getOwnDevice, listDevicesOf, noteDevice, removeDevice, takeDevice } from '../store/devices.ts'
import { ownMember } from './inbox.ts'

export const readPushKey = action(contract.readPushKey, async ({ services }) => ({
  publicKey: services.push.publicKey,
}))

export const subscribePush = action(contract.subscribePush, async (context, input) => {
  const memberId = ownMember(context.actor)
  const endpoint = plainPushEndpoint(input.endpoint)
  if (endpoint === undefined)
    refuse('invalid', 'This is no address of a push service. Turn messages on again in the browser.', {
      faults: [{ path: 'endpoint', message: 'must be an https address without a login' }],
    })
  refuseUnless(
    arePushKeys(input),
    'invalid',
    'The keys of this browser cannot be used. Turn messages on again.',
    {
      faults: [{ path: 'p256dh', message: 'must be a P-256 point, and auth 16 bytes, both in base64url' }],
    },
  )
  const device = input.device === '' ? 'A browser' : input.device
  const { p256dh, auth } = input
  const row = await takeDevice(context, { memberId, endpoint, p256dh, auth, device })
  const own = await listDevicesOf(context, [memberId])
  refuseUnless(own.length <= mostDevices, 'conflict', `You have ${mostDevices} devices. Remove one first.`)
  context.record({ stream: 'audit', kind: 'push.subscribe', fields: { device: row.id, name: device } })
  return { id: row.id }
})

export const listPush = action(contract.listPush, async (context) => {
  const rows = await listDevicesOf(context, [ownMember(context.actor)])
  return {
    items: rows.map(({ id, device, createdAt, lastState, lastWhy, lastAt }) => ({
      id,
      device,
      createdAt: createdAt.toISOString(),
      lastState,
      why: lastWhy === null ? null : sentenceOf(lastWhy),
      lastAt: lastAt?.toISOString() ?? null,
    })),
  }
})

export const removePush = action(contract.removePush, async (context, { id }) => {
  const row = await getOwnDevice(context, { id, memberId: ownMember(context.actor) })
  await removeDevice(context, row.id)
  context.record({ stream: 'audit', kind: 'push.remove', fields: { device: row.id, name: row.device } })
  return { removed: true as const }
})

/** Between transactions, not inside one: a push service may take its time. */
export const testPush = doorAction(contract.testPush, async ({ actor, house }, { id }) => {
  if (actor.kind !== 'member') refuse('forbidden', 'Only a person has devices. Sign in to use them.')
  const { memberId, tenantId } = actor
  const by = { actor: actor.ref, by: actor.name }
  const asked = await asSystem(house, tenantId, 'Post', async (context) => {
    const device = await getOwnDevice(context, { id, memberId })
    const sinceLast = context.now.getTime() - (device.lastAt?.getTime() ?? 0)
    refuseUnless(
      sinceLast >= testPauseMillis,
      'too_many',
      'Wait a moment before you test this device again.',
      {
        retryAfterSeconds: testPauseMillis / 1000,
      },
    )
    context.record({ stream: 'audit', kind: 'push.test', fields: { ...by, device: id } })
    return { device, path: await pathInOrganisation(context, '/account'), item: context.newId() }
  })
  const payload = JSON.stringify({ title: 'Muster', kind: 'push.test', path: asked.path, id: asked.item })
  const outcome = await house.services.push.send(asked.device, { payload, isUrgent: true, keepSeconds: 300 })
  const state = outcome.state === 'accepted' ? 'reached' : 'not reached'
  const why = whyOf(outcome)
  await asSystem(house, tenantId, 'Post', async (context) => {
    if (outcome.state !== 'gone') return noteDevice(context, id, { state, why })
    await removeDevice(context, id)
    context.record({ stream: 'audit', kind: 'push.remove', fields: { ...by, device: id, why: 'gone' } })
  })
  return { state, why: sentenceOf(why) } as const
})

const testPauseMillis = 5000

function whyOf(outcome: PushOutcome): Why {
  return outcome.state === 'waits' ? `push.${outcome.trouble}` : `push.${outcome.state}`
}
