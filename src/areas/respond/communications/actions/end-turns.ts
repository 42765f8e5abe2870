import type { Context } from '../../../../platform/action.ts'
import { nextTurn } from '../../incidents/public/incidents.ts'
import { firstLook, leadMinutes, promiseMinutes } from '../rules/rhythms.ts'
import { findPublicPage, savePublicPage } from '../store/public-pages.ts'
import { changeRhythm, findRhythmOf } from '../store/rhythms.ts'
import type { StatementRecord } from '../store/statements.ts'

/**
 * The report of this turn went out or was put aside: the rhythm waits for the next one. A word to the public keeps
 * what was promised.
 */
export async function endTurn(context: Context, record: StatementRecord): Promise<void> {
  const rhythm = await findRhythmOf(context, record.id)
  if (rhythm !== undefined) {
    const nextAt = nextTurn(rhythm.nextAt, rhythm.everyMinutes, context.now)
    const lookAt = firstLook(nextAt, rhythm.everyMinutes)
    await changeRhythm(context, rhythm, { nextAt, lookAt, statementId: null })
  }
  if (record.audience !== 'public' || record.state !== 'released') return
  const next = rhythm?.isOn === true ? nextTurn(rhythm.nextAt, rhythm.everyMinutes, context.now) : null
  await keepPromise(context, record.incidentId, next)
}

/** A promise that came near is kept by this word; one for later stands, unless a rhythm says more exactly. */
async function keepPromise(context: Context, incidentId: string, next: Date | null): Promise<void> {
  const page = await findPublicPage(context, incidentId)
  if (page === undefined || !page.isOpen) return
  const isForLater =
    page.nextUpdateAt !== null &&
    page.nextUpdateAt.getTime() - context.now.getTime() > leadMinutes(promiseMinutes) * 60_000
  if (next === null && isForLater) return
  if (next?.getTime() === page.nextUpdateAt?.getTime()) return
  await savePublicPage(context, { ...page, nextUpdateAt: next, lookAt: null })
  const fields = { page: page.id, nextUpdate: next?.toISOString() ?? '' }
  context.record({ stream: incidentId, kind: 'page.change', fields })
}
