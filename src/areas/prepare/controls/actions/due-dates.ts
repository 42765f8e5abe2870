import type { DueDate } from '../../../../base/due-date.ts'
import type { Context } from '../../../../platform/action.ts'
import { planLanguage } from '../../plan/public.ts'
import { controlWords } from '../content/control-words.ts'
import { knownOf } from '../rules/frameworks.ts'
import { lookMonths } from '../rules/network.ts'
import { controlsInUse, nextLook } from '../rules/standing.ts'
import * as store from '../store/controls.ts'
import { findWatch } from '../store/network.ts'

/** The days on which somebody looks at the network, at controls and at audits again. */
export async function controlDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const own = await lookDates(context)
  const watch = await findWatch(context)
  if (watch === undefined) return own
  const { nextLookOn: day, ownerId } = watch
  const title = 'Network'
  return [
    {
      kind: 'network_look',
      key: 'network',
      title,
      day,
      ownerId,
      path: '/network-watch',
      everyMonths: lookMonths,
    },
    ...own,
  ]
}

/** Days on which controls that are asked for are looked at again, news brings one forward, and an audit ends. */
async function lookDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const inUse = controlsInUse((await store.listChoices(context)).map(({ name }) => name))
  const news = await store.listNews(context)
  const words = controlWords(await planLanguage(context))
  const path = '/controls'
  const looks = (await store.listStates(context)).flatMap((row): DueDate[] => {
    const { key, ownerId } = row
    const { day, by } = nextLook(key, row, news)
    if (!inUse.has(key) || day === null) return []
    const title =
      by.length === 0 || day === row.nextReviewOn ? words[key].title : `${words[key].title} (${by[0]})`
    const due = { key, title, day, ownerId, path: `${path}?control=${key}` }
    return day === row.nextReviewOn
      ? [{ ...due, kind: 'control_review', everyMonths: knownOf(key).months }]
      : [{ ...due, kind: 'control_news' }]
  })
  const audits = (await store.openAudits(context)).map(
    ({ id: key, title, dueOn: day, ownerId }): DueDate => ({
      ...{ kind: 'control_audit', key, title, day, ownerId },
      path: '/controls/audits',
    }),
  )
  return [...looks, ...audits]
}
