import { dayAfter } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { assetsInWords } from '../../register/assets/public.ts'
import { listAttested } from '../../register/insurance/public.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { supplierReach } from '../../register/vendors/public.ts'
import { exploitedSince } from '../playbooks/public.ts'
import { readStanding } from './actions/standing.ts'
import type { DailyPorts } from './actions/ports.ts'
import { controlsAgainst, touchedBy } from './rules/news.ts'
import { lookBy, warningOf } from './rules/standing.ts'
import { addNews, listStates, tellTie } from './store/controls.ts'

/** What came on the list earlier is no news. */
const newsMonths = 6

/** Each morning: holes that are used, beside the register; and what was attested, beside daily use. Each is told once. */
export function watchControlsJob(rooms: DailyPorts): TenantJob {
  return {
    name: 'controls.watch',
    cron: '50 4 * * *',
    run: async (context) => {
      await raiseNews(context)
      await warnOfAttested(context, rooms)
    },
  }
}

export async function raiseNews(context: Context): Promise<void> {
  const today = await todayOf(context)
  const holes = await exploitedSince(context, dayAfter(today, -newsMonths, 'months'))
  if (holes.length === 0) return
  const suppliers = (await supplierReach(context)).map(({ name, does }) => ({ name, words: does }))
  const touched = touchedBy(holes, [...(await assetsInWords(context)), ...suppliers])
  const rows = holes.flatMap(({ cve, name, addedOn, isRansomware, ...hole }) => {
    const found = touched.get(cve)
    if (found === undefined) return []
    const keys = controlsAgainst({ cve, name, isRansomware, ...hole })
    const what = { touched: [...found.names], touchedCount: found.count, keys }
    return [
      {
        ...{ cve, name, addedOn, isRansomware, ...what },
        raisedAt: context.now,
        lookBy: lookBy(today, isRansomware),
      },
    ]
  })
  const added = await addNews(context, rows)
  const states = await listStates(context)
  for (const row of added) {
    const what = row.touched.join(', ')
    const fields = {
      cve: row.cve,
      name: row.name,
      touched: what,
      controls: row.keys.join('\n'),
      lookBy: row.lookBy,
    }
    context.record({ stream: 'audit', kind: 'control.news', fields })
  }
  const [first] = added.toSorted((a, b) => a.lookBy.localeCompare(b.lookBy))
  if (first === undefined) return
  // One message for all of a morning, to whoever keeps updates.
  const more = added.length === 1 ? '' : ` (+${added.length - 1})`
  await context.announce({
    ...{ kind: 'date.near', what: 'control_news', title: `${first.cve}, ${first.touched.join(', ')}${more}` },
    ...{ day: first.lookBy, daysLeft: 0, path: '/controls/news' },
    memberId: states.find(({ key }) => key === 'updates')?.ownerId ?? null,
  })
}

/** A statement to an insurer is measured by the control that it leans on; nobody has to check it by hand for that. */
export async function warnOfAttested(context: Context, rooms: DailyPorts): Promise<void> {
  const { ties, controls, today } = await readStanding(context, rooms)
  const states = new Map(controls.map(({ key, state }) => [key, state]))
  const attested = new Map((await listAttested(context)).map((one) => [one.id, one]))
  for (const { id, key, attestationId, told } of ties) {
    const found = attestationId === null ? undefined : attested.get(attestationId)
    if (found === undefined) continue
    const state = states.get(key) ?? 'open'
    const warning = warningOf(state, found)
    if (warning === told) continue
    await tellTie(context, id, warning)
    if (warning === '') continue
    const { statement: title, policyId, endsOn, ownerId, daysLeft } = found
    const fields = { attestation: found.id, title, control: key, state, policy: policyId }
    context.record({ stream: 'audit', kind: 'control.warn', fields })
    await context.announce({
      ...{ kind: 'date.near', what: 'attestation_against', title, memberId: ownerId },
      ...{ day: endsOn ?? today, daysLeft: daysLeft ?? 0, path: `/policies/${policyId}` },
    })
  }
}
