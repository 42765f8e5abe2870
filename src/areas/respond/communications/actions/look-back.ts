import type { Context } from '../../../../platform/action.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import type { FieldClass, StatementAudience } from '../contract/statement-words.ts'
import { whyKeptFrom } from '../rules/outside.ts'
import { leaksIn, maySee, type ClassedWords, type StatementRules } from '../rules/releasing.ts'
import { countsPeople, sentencesOf } from '../rules/sentences.ts'
import { listReachedOf, listStatements } from '../store/statements.ts'
import { rulesFor } from '../store/statement-rules.ts'
import { caseFor, peopleApart } from './statement-case.ts'

/** What left the house in a case, in that order, with how many it reached. */
export async function toldIn(context: Context, incidentId: string) {
  const sent = (await listStatements(context, incidentId)).filter(({ state }) => state === 'released')
  const reached = await listReachedOf(
    context,
    sent.map(({ id }) => id),
  )
  return sent.flatMap(({ id, audience, stage, releasedAt }) => {
    const counts = reached.get(id) ?? { reached: 0, notReached: 0 }
    return releasedAt === null ? [] : [{ id, audience, stage, releasedAt, ...counts }]
  })
}

export interface Reader {
  /** Why nothing of this case may go to this audience; '' when it may. */
  readonly barred: string
  /** Why this audience may not read this line of that class; undefined when it may. */
  readonly whyWithheld: (line: { readonly field: FieldClass; readonly text: string }) => string | undefined
}

/** What an audience may read of a case, by the sharing rules of the organisation and by what a line gives away. */
export async function readersOf(
  context: Context,
  incidentId: string,
): Promise<(audience: StatementAudience) => Reader> {
  const { rules, restricted } = await caseFor(context, incidentId)
  const incident = await incidentFor(context, incidentId)
  return (audience) => readerBy(audience, { rules, restricted, barred: whyKeptFrom(audience, incident) })
}

/** The same for what hangs on no case, as a rehearsal of its own: nothing bars it, and its people stay unnamed all the same. */
export async function readersWithoutCase(context: Context): Promise<(audience: StatementAudience) => Reader> {
  const rules = await rulesFor(context)
  const restricted = { people: await peopleApart(context, rules) }
  return (audience) => readerBy(audience, { rules, restricted, barred: '' })
}

function readerBy(
  audience: StatementAudience,
  {
    rules,
    restricted,
    barred,
  }: { readonly rules: StatementRules; readonly restricted: ClassedWords; readonly barred: string },
): Reader {
  return {
    barred,
    whyWithheld: ({ field, text }) => {
      if (!maySee(rules, audience, field)) return `this audience may not see: ${field}`
      const [leak] = leaksIn(text, restricted, { rules, audience })
      if (leak !== undefined) return `this audience may not see: ${leak.what} (“${leak.word.slice(0, 80)}”)`
      return !maySee(rules, audience, 'counts') && sentencesOf(text).some(countsPeople)
        ? 'this audience may not see: counts'
        : undefined
    },
  }
}
