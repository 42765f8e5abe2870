import * as reports from '../../areas/respond/signals/actions/answer-reports.ts'
import { schedule } from '../../areas/respond/signals/actions/ask-sources.ts'
import { judge } from '../../areas/respond/signals/actions/judge-groups.ts'
import * as quiet from '../../areas/respond/signals/actions/keep-quiet.ts'
import * as sources from '../../areas/respond/signals/actions/manage-sources.ts'
import { groups } from '../../areas/respond/signals/actions/read-groups.ts'
import { receive } from '../../areas/respond/signals/actions/receive-signals.ts'
import { report } from '../../areas/respond/signals/actions/report-something.ts'
import * as triage from '../../areas/respond/signals/actions/triage-signals.ts'
import { drainIntake } from '../../areas/respond/signals/public.ts'
import { nobody } from '../../base/access.ts'
import { perform, type House } from '../../platform/action.ts'
import type { Diary } from './diary.ts'
import * as shelf from './signals-shelf.ts'
import type { Cast } from './tell-story.ts'

const lead = 'Ben Novak'
const minuteDays = 1 / 1440

/** What tools and people noticed, and what the lead made of it: some open, one dismissed, one put off, two answered. */
export function writeSignals(diary: Diary, house: House): void {
  const source = { id: '', secret: '' }
  diary.on(
    10,
    async (act) =>
      Object.assign(source, await act(sources.create, { kind: 'alertmanager', name: 'Monitoring' })),
    lead,
  )
  diary.on(
    9,
    async (act) => {
      const { mailbox, ...made } = shelf.askedMailbox
      const { id } = await act(sources.create, made)
      return act(schedule, { id, ...mailbox })
    },
    lead,
  )
  for (const alert of shelf.alerts) {
    const daysAgo = alert.minutesAgo * minuteDays
    const then: House = { ...house, now: () => diary.at(daysAgo) }
    const body = Buffer.from(JSON.stringify(alertmanagerBody(alert, firstSaid(diary, alert))))
    diary.tell(daysAgo, async () => {
      await perform(then, receive, nobody, {
        input: { source: source.id },
        webhook: { body, headers: { authorization: `Bearer ${source.secret}` } },
      })
      await drainIntake(then)
    })
  }
  for (const verdict of shelf.verdicts) writeVerdict(diary, verdict)
  const { startsInDays, hours, ...window } = shelf.maintenance
  diary.on(
    0.5,
    (act) =>
      act(quiet.begin, {
        ...{ sort: 'maintenance', ...window },
        startsAt: diary.at(-startsInDays).toISOString(),
        endsAt: diary.at(-startsInDays - hours / 24).toISOString(),
      }),
    lead,
  )
  for (const told of shelf.reports) writeReport(diary, told)
}

/** The newest signal whose words match. */
export async function findSignal(house: House, cast: Cast, q: string): Promise<string | undefined> {
  const { items } = await perform(house, triage.list, cast.get(lead)?.actor ?? nobody, { input: { q } })
  return items[0]?.id
}

function writeVerdict(diary: Diary, verdict: (typeof shelf.verdicts)[number]): void {
  const daysAgo = verdict.minutesAgo * minuteDays
  diary.on(
    daysAgo,
    async (act) => {
      const { items } = await act(groups, { q: verdict.q })
      const ids = items.map(({ id }) => id)
      if ('reason' in verdict) return act(judge, { verdict: 'dismiss', ids, reason: verdict.reason })
      const until = diary.at(-verdict.snoozedDays).toISOString()
      return act(judge, { verdict: 'snooze', ids, until })
    },
    lead,
  )
}

function writeReport(
  diary: Diary,
  { daysAgo, who, anonymous, told, answer }: (typeof shelf.reports)[number],
): void {
  diary.on(daysAgo, (act) => act(report, { ...told, anonymous }), who)
  if (answer === undefined) return
  const { q, ...said } = answer
  diary.on(
    daysAgo - 90 * minuteDays,
    async (act) => {
      const { items } = await act(triage.list, { q })
      return act(reports.answer, { id: items[0]?.id ?? '', ...said })
    },
    lead,
  )
}

/** Alertmanager repeats an alert under the time at which it began. */
function firstSaid(diary: Diary, { alertname }: (typeof shelf.alerts)[number]): Date {
  const minutesAgo = Math.max(
    ...shelf.alerts.filter((alert) => alert.alertname === alertname).map((alert) => alert.minutesAgo),
  )
  return diary.at(minutesAgo * minuteDays)
}

function alertmanagerBody(alert: (typeof shelf.alerts)[number], at: Date) {
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
