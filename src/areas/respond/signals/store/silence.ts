import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { signal } from '../tables.ts'

/** The signal that says of a source that it fell silent; no sender can choose a name that begins like this. */
export const silenceFingerprint = 'muster:silence'

/** The episode of the silence that is going on; undefined when there is none. */
export async function firingSilence(
  { tx }: Pick<Context, 'tx'>,
  sourceId: string,
): Promise<string | undefined> {
  const [found] = await tx
    .select({ episode: signal.episode })
    .from(signal)
    .where(
      and(
        eq(signal.sourceId, sourceId),
        eq(signal.fingerprint, silenceFingerprint),
        eq(signal.state, 'firing'),
      ),
    )
    .orderBy(desc(signal.id))
    .limit(1)
  return found?.episode
}
