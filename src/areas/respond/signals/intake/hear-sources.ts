/** Says of each source when it falls silent and when it is back: once, as an alarm that ends. */
import type { Context } from '../../../../platform/action.ts'
import { heardFrom, isUnanswered, silenceNews } from '../rules/silence.ts'
import { changeAsking, findAsking, listAskings } from '../store/asking.ts'
import { listeningOf } from '../store/listening.ts'
import { changeSource, getSourceToChange, listSources } from '../store/sources.ts'
import { saveSilence } from './silence-signal.ts'

export async function hearSources(context: Context): Promise<void> {
  const askings = await listAskings(context)
  for (const { id, ...source } of await listSources(context))
    if (silenceNews(listeningOf({ id, ...source }, askings.get(id)), context.now) !== undefined)
      await hearSource(context, id)
}

/** Locks the source and looks at it again: a delivery may have come meanwhile. */
export async function hearSource(context: Context, id: string): Promise<void> {
  const source = await getSourceToChange(context, id)
  const listening = listeningOf(source, await findAsking(context, id))
  const news = silenceNews(listening, context.now)
  if (news === undefined) return
  const since = news === 'silent' ? heardFrom(listening) : source.silentAt
  const said = { sourceId: id, name: source.name }
  const failures = isUnanswered(listening) ? listening.failures : 0
  await changeSource(context, id, { silentAt: news === 'silent' ? context.now : null })
  if (listening.isAlarmed !== failures > 0) await changeAsking(context, id, { isAlarmed: failures > 0 })
  await saveSilence(context, source, { isOver: news !== 'silent', since: since ?? context.now, failures })
  if (news === 'silent') {
    context.record({ stream: 'intake', kind: 'source.silent', fields: { source: id, name: source.name } })
    await context.announce({ kind: 'source.silent', ...said })
  } else {
    context.record({
      stream: 'intake',
      kind: 'source.return',
      fields: { source: id, name: source.name, why: news },
    })
    if (news === 'returned') await context.announce({ kind: 'source.returned', ...said })
  }
}
