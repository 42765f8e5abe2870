import { pageAfter, pageOfRows } from '../../../base/page.ts'
import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { action, asSystem, doorAction, type Context } from '../../../platform/action.ts'
import { organisationFor } from '../../register/people/public/people.ts'
import { orTaken, refuseTaken } from '../../../platform/database/taken.ts'
import { isPlainHost } from '../../../platform/egress.ts'
import { plainBusAddress, topicUnder } from '../../../platform/webhook/publish.ts'
import { newWebhookSecret, plainWebhookAddress } from '../../../platform/webhook/send.ts'
import * as contract from './contract.ts'
import { deliver } from './jobs.ts'
import { bothSecretsHours, claimSeconds, giveUpAt, testPauseSeconds, webhookBell } from './rules.ts'
import * as store from './store.ts'

export const listWebhooks = action(contract.listWebhooks, async (context) => {
  const rows = await store.listWebhookRows(context)
  const known = await store.standings(
    context,
    rows.map(({ id }) => id),
  )
  const { slug } = await organisationFor(context)
  return { items: rows.map((row) => webhookOf(row, { ...known, slug, now: context.now })) }
})

export const addWebhook = action(contract.addWebhook, async (context, wish) => {
  const { name, address, events, kind, login } = wish
  const { length } = await store.lockWebhooks(context)
  refuseUnless(
    length < contract.mostWebhooks,
    'conflict',
    `There are ${contract.mostWebhooks} webhooks. Remove one first.`,
  )
  const id = context.newId()
  const secret = newWebhookSecret()
  const { host, address: sealedAddress } = addressed(context, { id, kind, address })
  const added = await store.insertWebhook(context, {
    ...{ id, kind, name, host, address: sealedAddress, events: [...new Set(events)], isOn: true },
    login: sealedLogin(context, id, kind, login),
    ...{ secret: store.seal(context, { id, what: 'secret' }, secret), oldSecret: null, oldUntil: null },
    ...{ offWhy: null, offAt: null, addedAt: context.now, addedBy: context.actor.name, removedAt: null },
  })
  if (added === undefined) return refuseTaken(name)
  context.record({
    stream: 'audit',
    kind: 'webhook.add',
    fields: { webhook: id, kind, name, host: added.host, events: added.events.join(' ') },
  })
  return { webhook: await shown(context, added), secret }
})

export const changeWebhook = action(
  contract.changeWebhook,
  async (context, { id, name, address, events, login, isOn: wanted }) => {
    const before = await store.getWebhookRow(context, id)
    const isOn = wanted ?? before.isOn
    const { kind } = before
    const moved = address === undefined ? undefined : addressed(context, { id, kind, address })
    // A password is never handed to another server than it was entered for.
    const isElsewhere =
      moved !== undefined && before.login !== null && !isSameServer(context, before, moved.plain)
    const signsInAnew = login !== undefined || isElsewhere
    const row = await orTaken(
      name,
      store.updateWebhook(context, id, {
        ...{ name, events: [...new Set(events)], isOn },
        ...(moved && { host: moved.host, address: moved.address }),
        ...(signsInAnew && { login: sealedLogin(context, id, kind, login) }),
        ...(isOn !== before.isOn && { offWhy: null, offAt: isOn ? null : context.now }),
      }),
    )
    context.record({
      stream: 'audit',
      kind: 'webhook.change',
      fields: {
        ...{ webhook: id, name, host: row.host, events: row.events.join(' '), on: isOn ? 'yes' : 'no' },
        address: address === undefined ? 'kept' : 'entered',
        login: !signsInAnew ? 'kept' : row.login === null ? 'none' : 'entered',
      },
    })
    if (isOn && !before.isOn) await store.waitAnew(context, id, giveUpAt(context.now))
    if (isOn) ring(context, id)
    return shown(context, row)
  },
)

export const renewWebhookSecret = action(contract.renewWebhookSecret, async (context, { id }) => {
  const { secret: before, name } = await store.getWebhookRow(context, id)
  const secret = newWebhookSecret()
  const row = await store.updateWebhook(context, id, {
    secret: store.seal(context, { id, what: 'secret' }, secret),
    oldSecret: before,
    oldUntil: new Date(context.now.getTime() + bothSecretsHours * 3_600_000),
  })
  context.record({ stream: 'audit', kind: 'webhook.secret', fields: { webhook: id, name } })
  return { webhook: await shown(context, row), secret }
})

export const removeWebhook = action(contract.removeWebhook, async (context, { id }) => {
  const { name, host } = await store.getWebhookRow(context, id)
  await store.updateWebhook(context, id, { removedAt: context.now, isOn: false })
  context.record({ stream: 'audit', kind: 'webhook.remove', fields: { webhook: id, name, host } })
  return { removed: true as const }
})

/** Between transactions, not inside one: the program may take its time. It is tried once, on or off. */
export const testWebhook = doorAction(contract.testWebhook, async ({ actor, house }, { id }) => {
  if (!('tenantId' in actor)) refuse('not_found', 'Choose an organisation that you belong to.')
  const { tenantId } = actor
  const claimed = await asSystem(house, tenantId, 'Webhooks', async (context) => {
    const { name } = await store.getWebhookRow(context, id)
    const [last] = await store.listDeliveryRows(context, {
      ...{ webhookId: id, limit: 1, type: 'webhook.test' },
    })
    const quietUntil = (last?.happenedAt.getTime() ?? 0) + testPauseSeconds * 1000
    refuseUnless(
      quietUntil <= context.now.getTime(),
      'too_many',
      'Wait a moment before you test this webhook again.',
      { retryAfterSeconds: testPauseSeconds },
    )
    const by = { actor: actor.ref, by: actor.name }
    context.record({ stream: 'audit', kind: 'webhook.test', fields: { ...by, webhook: id, name } })
    const { now } = context
    const [row] = await store.addDeliveries(context, [
      {
        ...{ id: context.newId(), webhookId: id, type: 'webhook.test', incidentId: null },
        ...{ facts: {}, words: {}, happenedAt: now, why: 'waiting', tries: 1 },
        // No second try: whoever asked for it reads how this one ended.
        ...{ nextTryAt: now, giveUpAt: now, claimedUntil: new Date(now.getTime() + claimSeconds * 1000) },
      },
    ])
    return row ?? refuse('unavailable', 'The test could not be prepared. Try again.')
  })
  await deliver(house, tenantId, claimed)
  return asSystem(house, tenantId, 'Webhooks', async (context) =>
    deliveryOf(await store.getDelivery(context, id, claimed.id)),
  )
})

export const listWebhookDeliveries = action(
  contract.listWebhookDeliveries,
  async (context, { id, limit, cursor }) => {
    await store.readWebhookRow(context, id)
    const rows = await store.listDeliveryRows(context, { webhookId: id, below: pageAfter(cursor), limit })
    return pageOfRows(rows, limit, deliveryOf)
  },
)

export const repeatDelivery = action(contract.repeatDelivery, async (context, { id, delivery }) => {
  const { name, isOn } = await store.getWebhookRow(context, id)
  refuseUnless(isOn, 'conflict', 'This webhook is off. Switch it on first, then send this again.')
  const row = await store.getDelivery(context, id, delivery)
  refuseUnless(row.state !== 'waiting', 'conflict', 'This waits to be sent already.')
  const { now } = context
  const again = await store.changeDelivery(context, delivery, {
    ...{ state: 'waiting', why: 'waiting', status: null, settledAt: null, claimedUntil: null },
    // A test is tried once, however often it is asked for.
    ...{ tries: 0, nextTryAt: now, giveUpAt: row.type === 'webhook.test' ? now : giveUpAt(now) },
  })
  context.record({ stream: 'audit', kind: 'webhook.repeat', fields: { webhook: id, name, delivery } })
  ring(context, id)
  return deliveryOf(again)
})

function ring(context: Context, id: string): void {
  const { services, tenantId } = context
  context.afterCommit(() => services.wake.ring(webhookBell, tenantId, id))
}

interface Addressed {
  readonly host: string
  readonly address: Buffer
  readonly plain: string
}

function addressed(
  context: Context,
  {
    id,
    kind,
    address,
  }: { readonly id: string; readonly kind: contract.WebhookKind; readonly address: string },
): Addressed {
  const plain = kind === 'mqtt' ? plainBusAddress(address) : plainWebhookAddress(address)
  const host = plain === undefined ? '' : new URL(plain).hostname
  if (plain === undefined || !isPlainHost(host))
    refuse('invalid', whole[kind].sentence, { faults: [{ path: 'address', message: whole[kind].message }] })
  return { host, address: store.seal(context, { id, what: 'address' }, plain), plain }
}

const whole = {
  http: {
    sentence: 'Enter the whole address of the program, from https:// on.',
    message: 'must begin with https:// and hold no login and no #',
  },
  mqtt: {
    sentence: 'Enter the address of the bus, as mqtts://bus.example:8883.',
    message: 'must begin with mqtts:// and hold nothing but host and port',
  },
} as const

/** An address that was sealed with a key folder that is gone is that of no server. */
function isSameServer(context: Context, { id, address }: store.WebhookRow, plain: string): boolean {
  try {
    return new URL(store.open(context, { id, what: 'address' }, address)).host === new URL(plain).host
  } catch {
    return false
  }
}

function sealedLogin(
  context: Context,
  id: string,
  kind: contract.WebhookKind,
  login: { readonly user: string; readonly password: string } | undefined,
): Buffer | null {
  if (kind === 'http' || login === undefined || login.user === '') return null
  return store.seal(context, { id, what: 'login' }, JSON.stringify(login))
}

interface Standings extends Awaited<ReturnType<typeof store.standings>> {
  readonly slug: string
  readonly now: Date
}

async function shown(context: Context, row: store.WebhookRow): Promise<contract.Webhook> {
  const { slug } = await organisationFor(context)
  return webhookOf(row, { ...(await store.standings(context, [row.id])), slug, now: context.now })
}

function webhookOf(row: store.WebhookRow, { waiting, last, slug, now }: Standings): contract.Webhook {
  const newest = last.get(row.id)
  return {
    ...{ kind: row.kind, topic: row.kind === 'mqtt' ? topicUnder(slug) : '' },
    ...{ id: row.id, name: row.name, host: row.host, events: row.events, isOn: row.isOn },
    offWhy: row.offWhy,
    oldSecretUntil: row.oldUntil !== null && row.oldUntil > now ? row.oldUntil.toISOString() : null,
    ...{ addedAt: row.addedAt.toISOString(), addedBy: row.addedBy },
    waiting: waiting.get(row.id) ?? 0,
    last:
      newest === undefined
        ? null
        : {
            at: (newest.settledAt ?? newest.happenedAt).toISOString(),
            state: newest.state,
            why: newest.why,
          },
  }
}

function deliveryOf(row: store.DeliveryRow): contract.Delivery {
  const { id, type, state, why, status, tries } = row
  return {
    ...{ id, type, state, status, tries, why },
    happenedAt: row.happenedAt.toISOString(),
    nextTryAt: state === 'waiting' ? row.nextTryAt.toISOString() : null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}
