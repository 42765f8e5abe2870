/** Our own signal about a source that says nothing: it stands in the list like any other and ends when the source is back. */
import type { Context } from '../../../../platform/action.ts'
import { searchWords } from '../rules/said.ts'
import { firingSilence, silenceFingerprint } from '../store/silence.ts'
import { saveDeliveries, saveGroups, saveSignals } from '../store/batch.ts'
import type { SourceRecord } from '../store/sources.ts'
import { sha256 } from './intake.ts'
import { cleanLine } from './reading.ts'

/**
 * Begins or ends the signal. The source is locked by the caller.
 * @param said.since when it last spoke, or, at the end, when the silence was announced
 * @param said.failures how often in a row it could not be asked, where that is why
 */
export async function saveSilence(
  context: Context,
  { id: sourceId, name }: SourceRecord,
  { isOver, since, failures }: { readonly isOver: boolean; readonly since: Date; readonly failures: number },
): Promise<void> {
  const title = cleanLine(`No signal comes from ${name} any more`)
  const summary =
    failures > 0
      ? `Muster could not ask it ${failures} times in a row. Its alerts may be missing: its page under Settings says why, and what to do.`
      : `Nothing has come since ${since.toISOString()}, which is longer than usual. Its alerts may be missing: look whether the tool runs and reaches Muster.`
  const payload = Buffer.from(
    JSON.stringify({
      from: 'Muster',
      about: 'silence',
      source: name,
      since,
      isOver,
      failures,
      at: context.now,
    }),
  )
  const times = { firstAt: context.now, lastAt: context.now }
  const shared = { sourceId, count: 1, title, words: searchWords(title, name).join(' '), ...times }
  const [delivery] = await saveDeliveries(context, [
    { id: context.newId(), sha256: sha256(payload), payload, mediaType: 'application/json', ...shared },
  ])
  const [group] = await saveGroups(context, [
    {
      id: context.newId(),
      key: silenceFingerprint,
      because: 'Muster itself says that this source is silent.',
      ...shared,
    },
  ])
  if (delivery === undefined || group === undefined) throw new Error('saving answered no row')
  await saveSignals(context, [
    {
      id: context.newId(),
      groupId: group.id,
      deliveryId: delivery.id,
      fingerprint: silenceFingerprint,
      episode: await episodeOf(context, sourceId, isOver),
      summary,
      labels: JSON.stringify({ source: cleanLine(name), raised: 'by Muster' }),
      saidText: '',
      state: isOver ? 'resolved' : 'firing',
      severity: 'medium',
      severityWord: '',
      saidAt: null,
      saidLastAt: null,
      resolvedAt: isOver ? context.now : null,
      ...shared,
    },
  ])
}

/** The end belongs to the silence that is going on. */
async function episodeOf(context: Context, sourceId: string, isOver: boolean): Promise<string> {
  const known = isOver ? await firingSilence(context, sourceId) : undefined
  return known ?? context.now.toISOString()
}
