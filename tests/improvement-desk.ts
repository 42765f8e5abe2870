import { dayAfter, dayIn } from '../src/base/calendar-day.ts'
import * as writing from '../src/areas/improve/improvements/actions/write-improvements.ts'
import { step } from '../src/areas/improve/improvements/actions/take-steps.ts'
import { weighCases } from '../src/areas/improve/improvements/actions/weigh-cases.ts'
import { listInbox } from '../src/areas/respond/communications/actions/inbox.ts'
import { closeWith } from '../src/areas/respond/incidents/actions/close-incident.ts'
import * as opening from '../src/areas/respond/incidents/actions/open-incident.ts'
import { asSystem, type Context } from '../src/platform/action.ts'
import type { SentInputOf } from '../src/base/endpoint.ts'
import type { MemberActor, World } from './world.ts'

/** An improvement as somebody proposes it. */
export const words = {
  title: 'A second factor for the mailboxes',
  why: 'A password was enough to read our mail',
  kind: 'prevent',
  strength: 'engineer',
  element: 'equipment',
  ownerId: null,
} as const

type Wish = Omit<SentInputOf<typeof step.endpoint>, 'id'>

/** Those who declare cases, close them, and make something better, in this company. */
export function improvementDesk(w: () => World) {
  const close = closeWith({ closureConditions: [] })
  const today = () => dayIn(w().house.now(), 'Europe/Vienna')
  const system = <T>(work: (context: Context) => Promise<T>) =>
    asSystem(w().house, w().tenantId, 'Test', work)
  const declare = async (
    kind:
      | 'stolen-cloud-credentials'
      | 'ransomware'
      | 'business-email-compromise' = 'stolen-cloud-credentials',
  ) => (await w().perform(opening.open, w().lead, { title: 'Mail was read', kind, severity: 'S3' })).id
  const end = async (id: string, initialVector: 'stolen_credentials' | 'unknown' = 'stolen_credentials') => {
    await w().perform(close, w().lead, { id, summary: 'It is over', initialVector })
    await system(weighCases)
  }
  const go = (id: string, who: MemberActor, wish: Wish) => w().perform(step, who, { id, ...wish })
  const accepted = async (target: { kind: 'asset' | 'plan' | 'policy'; id: string }, given: object = {}) => {
    const { id } = await w().perform(writing.add, w().counsel, { ...words, ...given })
    const ownerId = w().responder.memberId
    const whole = { ownerId, dueOn: dayAfter(today(), 20), targetKind: target.kind, targetId: target.id }
    await go(id, w().lead, { step: 'accept', ...whole })
    return id
  }
  const inbox = async (who: MemberActor) =>
    (await w().perform(listInbox, who, {})).items.map(({ title }) => title)
  return { today, system, declare, close, end, go, accepted, inbox }
}
