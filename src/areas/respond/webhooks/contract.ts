/** Webhooks: programs that hear of events. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { pageInput, pageOf } from '../../../base/page.ts'

export const webhookEvents = [
  'incident.declared',
  'incident.severity_changed',
  'incident.closed',
  'task.due',
  'duty.due',
  'alert_group.waiting',
  'source.silent',
  'backup.stale',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What a body names as its `type`: an event, or the test that somebody asked for. */
export const sentTypes = [...webhookEvents, 'webhook.test'] as const
export type SentType = (typeof sentTypes)[number]

export const mostWebhooks = 10
const deliveryStates = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why a delivery stands as it stands, or a webhook was switched off. */
export const whys = [
  'waiting',
  'accepted',
  'status',
  'gone',
  'redirect',
  'broken_off',
  'unknown_host',
  'forbidden_address',
  'not_listed',
  'unreachable',
  'tls',
  'login',
  'refused',
  'muted',
  'too_late',
  'case_closed',
] as const
export type Why = (typeof whys)[number]

const Name = z.string().trim().min(1).max(100)
const Address = z.string().trim().min(1).max(2000)
const Events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length)

/** How it is reached: by a request to a program of its own, or by MQTT 5 through a message bus. */
export const webhookKinds = ['http', 'mqtt'] as const
export type WebhookKind = (typeof webhookKinds)[number]

const Login = z.strictObject({ user: z.string().trim().max(200), password: z.string().max(500) })

export const Webhook = z.object({
  id: Id,
  kind: z.enum(webhookKinds),
  topic: z.string().describe('Of a bus: events are published one level below, by their name; else empty'),
  name: z.string(),
  host: z.string().describe('Of the address, which is shown to nobody again: it may hold a password'),
  events: z.array(z.enum(webhookEvents)),
  isOn: z.boolean(),
  offWhy: z
    .string()
    .nullable()
    .describe('Why Muster switched it off; null while it is on, or a person did it'),
  oldSecretUntil: z.string().nullable().describe('Until then the secret before signs as well'),
  addedAt: z.string(),
  addedBy: z.string(),
  waiting: z.number().int(),
  last: z.object({ at: z.string(), state: z.enum(deliveryStates), why: z.enum(whys) }).nullable(),
})
export type Webhook = z.infer<typeof Webhook>

const WithSecret = z.object({
  webhook: Webhook,
  secret: z.string().describe('Shown this once: `whsec_` and base64, as Standard Webhooks wants it'),
})

const Delivery = z.object({
  id: Id.describe('Sent as `webhook-id`, the same at every try'),
  type: z.enum(sentTypes),
  happenedAt: z.string(),
  state: z.enum(deliveryStates),
  why: z.enum(whys),
  status: z.number().int().nullable().describe('Of the last answer'),
  tries: z.number().int(),
  nextTryAt: z.string().nullable(),
  settledAt: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const listWebhooks = endpoint({
  name: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  permission: 'channel.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Webhook) }),
  summary: 'The programs that hear of events',
})

export const addWebhook = endpoint({
  name: 'addWebhook',
  method: 'POST',
  path: '/webhooks',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({
    name: Name,
    address: Address.describe('`https://…` of a program, `mqtts://host:port` of a bus'),
    events: Events,
    kind: z.enum(webhookKinds).default('http'),
    login: Login.optional().describe('Of a bus'),
  }),
  output: WithSecret,
  summary: 'Let a program hear of events; the secret that signs them is shown this once',
})

export const changeWebhook = endpoint({
  name: 'changeWebhook',
  method: 'PUT',
  path: '/webhooks/{id}',
  permission: 'channel.manage',
  input: z.strictObject({
    id: Id,
    name: Name,
    address: Address.optional().describe('Left out: the one that is kept stays'),
    login: Login.optional().describe('Of a bus; left out it stays, unless the address is another'),
    events: Events,
    isOn: z.boolean().optional().describe('Left out: as it is'),
  }),
  output: Webhook,
  summary: 'Change what a program hears of, and switch it on or off',
})

export const renewWebhookSecret = endpoint({
  name: 'renewWebhookSecret',
  method: 'POST',
  path: '/webhooks/{id}/secret',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: WithSecret,
  summary: 'Make a new secret; for two days the one before signs as well',
})

export const removeWebhook = endpoint({
  name: 'removeWebhook',
  method: 'DELETE',
  path: '/webhooks/{id}',
  permission: 'channel.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Take a program off the list: it hears nothing more',
})

export const testWebhook = endpoint({
  name: 'testWebhook',
  method: 'POST',
  path: '/webhooks/{id}/test',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: Delivery,
  summary: 'Send a test event now and say how it ended',
})

export const listWebhookDeliveries = endpoint({
  name: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  permission: 'channel.read',
  input: z.strictObject({ id: Id, ...pageInput }),
  output: pageOf(Delivery),
  summary: 'What was sent to a program in the last 30 days, newest first, and how it ended',
})

export const repeatDelivery = endpoint({
  name: 'repeatDelivery',
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{delivery}/repetition',
  permission: 'channel.manage',
  status: 201,
  input: z.strictObject({ id: Id, delivery: Id }),
  output: Delivery,
  summary: 'Send an event again, under the same id',
})
