import { randomUUID } from 'node:crypto'
import { joinMember } from '../../areas/register/people/public/people.ts'
import * as sources from '../../areas/respond/signals/actions/manage-sources.ts'
import * as triage from '../../areas/respond/signals/actions/triage-signals.ts'
import { receive } from '../../areas/respond/signals/actions/receive-signals.ts'
import { drainIntake } from '../../areas/respond/signals/public.ts'
import { nobody, type Actor } from '../../base/access.ts'
import { asSystem, perform, type House } from '../../platform/action.ts'
import { alerts, people } from './people-and-alerts.ts'
import { seedPlan } from './plan.ts'
import { seedReach } from './reach.ts'
import { seedRegister } from './register.ts'
import { stories } from './stories.ts'
import { tellStory, type Cast } from './tell-story.ts'

interface Company {
  readonly tenantId: string
  readonly ownerId: string
  readonly ownerName: string
  readonly userId: string
}

/** Furnishes an empty organisation through the same actions as everybody, each at its own time. */
export async function seedCompany(house: House, company: Company): Promise<void> {
  const today = house.now()
  const cast = await gather(house, company, today)
  await seedRegister(house, cast, today)
  await seedReach(house, cast, today)
  await seedPlan(house, cast, today)
  for (const story of stories.slice(0, -1)) await tellStory(house, cast, story, today)
  const signalId = await raiseAlerts(house, cast, today)
  const last = stories.at(-1)
  if (last !== undefined) await tellStory(house, cast, last, today, signalId)
}

/** People join a day after the company started. They have no accounts: only you can sign in to your demo. */
async function gather(house: House, company: Company, today: Date): Promise<Cast> {
  const { tenantId, ownerId, ownerName, userId } = company
  const joined = { ...house, now: () => new Date(today.getTime() - 729 * 86_400_000) }
  const actor = (
    memberId: string,
    name: string,
    role: (typeof people)[number]['role'],
    user: string,
  ): Actor => ({
    kind: 'member',
    ref: `u:${memberId}`,
    name,
    tenantId,
    memberId,
    userId: user,
    role,
    sessionId: 'demo',
  })
  const members = await asSystem(joined, tenantId, 'Demo', async (context) => {
    const made: [string, { id: string; actor: Actor }][] = []
    for (const person of people) {
      const account = randomUUID()
      const { memberId } = await joinMember(context, { ...person, userId: account })
      made.push([person.name, { id: memberId, actor: actor(memberId, person.name, person.role, account) }])
    }
    return made
  })
  return new Map([
    ...members,
    [ownerName, { id: ownerId, actor: actor(ownerId, ownerName, 'owner', userId) }],
  ])
}

async function raiseAlerts(house: House, cast: Cast, today: Date): Promise<string | undefined> {
  const lead =
    [...cast.values()].find(({ actor }) => actor.kind === 'member' && actor.role === 'lead')?.actor ?? nobody
  const at = (minutesAgo: number) => ({
    ...house,
    now: () => new Date(today.getTime() - minutesAgo * 60_000),
  })
  const { id, secret } = await perform(at(3 * 24 * 60), sources.create, lead, {
    input: { kind: 'alertmanager', name: 'Monitoring' },
  })
  for (const alert of alerts) {
    const then = at(alert.minutesAgo)
    const body = Buffer.from(JSON.stringify(alertmanagerBody(alert, firstSaid(alert, today))))
    await perform(then, receive, nobody, {
      input: { source: id },
      webhook: { body, headers: { authorization: `Bearer ${secret}` } },
    })
    await drainIntake(then)
  }
  const { items } = await perform(house, triage.list, lead, { input: { q: 'renamed' } })
  return items[0]?.id
}

/** Alertmanager repeats an alert under the time at which it began. */
function firstSaid({ alertname }: (typeof alerts)[number], today: Date): Date {
  const minutesAgo = Math.max(
    ...alerts.filter((alert) => alert.alertname === alertname).map((alert) => alert.minutesAgo),
  )
  return new Date(today.getTime() - minutesAgo * 60_000)
}

function alertmanagerBody(alert: (typeof alerts)[number], at: Date) {
  const labels = { alertname: alert.alertname, severity: alert.severity, instance: alert.instance }
  return {
    version: '4',
    groupKey: `{}:{alertname="${alert.alertname}"}`,
    status: 'firing',
    receiver: 'muster',
    groupLabels: { alertname: alert.alertname },
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: 'http://monitoring.example',
    alerts: [
      {
        status: 'firing',
        labels,
        annotations: { summary: alert.summary },
        startsAt: at.toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
      },
    ],
  }
}
