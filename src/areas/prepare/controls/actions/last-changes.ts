import type { LastChange } from '../../../../base/last-change.ts'
import type { Context } from '../../../../platform/action.ts'
import { planLanguage } from '../../plan/public.ts'
import { controlWords } from '../content/control-words.ts'
import * as store from '../store/controls.ts'
import { findWatch } from '../store/network.ts'

/** What became of watching the network since then; undefined while nobody has written it down. */
async function lastChangeOfWatch(context: Pick<Context, 'tx'>, since: Date): Promise<LastChange | undefined> {
  const watch = await findWatch(context)
  if (watch === undefined) return undefined
  const { number, savedAt: at, savedBy: by } = watch
  const hasChanged = at > since
  const newest = { name: `${number}`, at, by, readers: null }
  return { name: 'Network', path: '/network-watch', hasChanged, versions: hasChanged ? [newest] : [] }
}

/** What became of one control since then: a look at it, or what shows it; of watching the network for every other name. */
export async function lastChangeOfControl(
  context: Pick<Context, 'tx'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const row = (await store.listStates(context)).find(({ key }) => key === id)
  // Improvements that name the network, or a control of which nobody has asked.
  if (row === undefined) return lastChangeOfWatch(context, since)
  const proofs = (await store.listProofs(context)).filter(
    ({ key, provedAt }) => key === id && provedAt > since,
  )
  const looks =
    row.reviewedAt !== null && row.reviewedAt > since
      ? [{ name: `${row.version}`, at: row.reviewedAt, by: row.reviewedBy, readers: null }]
      : []
  const shown = proofs.map(({ words: name, provedAt: at, provedBy: by }) => ({ name, at, by, readers: null }))
  const versions = [...looks, ...shown]
  const { title: name } = controlWords(await planLanguage(context))[row.key]
  return { name, path: `/controls?control=${id}`, hasChanged: versions.length > 0, versions }
}
