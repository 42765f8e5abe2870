import type { Context } from '../../../../platform/action.ts'
import { listAttested } from '../../../register/insurance/public.ts'
import { planLanguage } from '../../plan/public.ts'
import { controlWords } from '../content/control-words.ts'
import { warningOf } from '../rules/standing.ts'
import type { DailyPorts } from './ports.ts'
import { readStanding } from './standing.ts'

/** Something of controls that would fail today. */
interface ControlTrouble {
  readonly kind: 'against' | 'attested' | 'news' | 'review_over'
  readonly name: string
  readonly day: string
  readonly more: string
  readonly path: string
}

/** Controls in use that daily use speaks against, statements to an insurer that are not so, news, and looks that are over. */
export async function controlTroubles(context: Context, rooms: DailyPorts): Promise<ControlTrouble[]> {
  const { controls, ties, openNews, today } = await readStanding(context, rooms)
  const words = controlWords(await planLanguage(context))
  const states = new Map(controls.map((one) => [one.key, one.state]))
  const attested = new Map((await listAttested(context)).map((one) => [one.id, one]))
  const said = ties.flatMap(({ key, attestationId }): ControlTrouble[] => {
    const found = attested.get(attestationId ?? '')
    if (found === undefined || warningOf(states.get(key) ?? 'open', found) === '') return []
    const path = `/policies/${found.policyId}`
    return [{ kind: 'attested', name: found.statement, day: '', more: key, path }]
  })
  const own = controls.flatMap(
    ({ key, isInUse, state, nextReviewOn, broughtForwardBy }): ControlTrouble[] => {
      if (!isInUse) return []
      const about = { name: words[key].title, path: `/controls?control=${key}` }
      const over = nextReviewOn !== null && nextReviewOn < today
      return [
        ...(state === 'against' ? [{ ...about, kind: 'against' as const, day: '', more: '' }] : []),
        ...(over
          ? [{ ...about, kind: 'review_over' as const, day: nextReviewOn, more: broughtForwardBy[0] ?? '' }]
          : []),
      ]
    },
  )
  const holes = openNews.map(({ cve, touched, lookBy: day }): ControlTrouble => ({
    ...{ kind: 'news', name: cve, day, more: touched.slice(0, 3).join(', '), path: '/controls/news' },
  }))
  return [...said, ...own, ...holes.slice(0, 5)]
}
