import type * as z from 'zod'
import { severities } from '../../../../base/incident-words.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/first-hour.ts'
import type { Plugs } from '../public/ports.ts'
import { consequencesOf, suggest } from '../rules/first-hour.ts'
import { currentTable, findGrading, keepGrading, keptTable } from '../store/grading.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import { answerLeaf } from './apply-severity.ts'
import { getOpenIncident } from './lead-incident.ts'

type GradingPlugs = Pick<Plugs, 'clocksFor' | 'calledInto'>

/** @param plugs who brings the clocks; the table's own lines until the obligations of the organisation do */
export function readGradingWith(plugs: GradingPlugs) {
  return action(contract.readIncidentGrading, async (context, { id }) =>
    gradingOf(context, await getIncident(context, id), plugs),
  )
}

/** @param plugs as above */
export function answerFirstHourWith(plugs: GradingPlugs) {
  return action(contract.answerFirstHour, async (context, { id, answers }) => {
    const incident = await getOpenIncident(context, id)
    const table = await keptTable(context)
    const suggestion = suggest(answers, table.content)
    await keepGrading(context, {
      incidentId: id,
      tableVersion: table.version,
      answers,
      suggestion,
      answeredAt: context.now,
      answeredBy: context.actor.name,
    })
    const fields = { ...answerLeaf(answers, suggestion), table: table.version }
    context.record({ stream: id, kind: 'grade.answer', fields })
    return gradingOf(context, incident, plugs)
  })
}

async function gradingOf(
  context: Context,
  incident: IncidentRecord,
  plugs: GradingPlugs,
): Promise<z.input<typeof contract.IncidentGrading>> {
  const graded = await findGrading(context, incident.id)
  // What would follow now is asked of the table that holds now; what did follow stands on the record.
  const { content } = await currentTable(context)
  const answers = graded?.answers ?? null
  const { kind } = incident
  const all = severities.map(async (severity) => {
    const { calls, clocks } = consequencesOf(content, { severity, kind, answers })
    return [
      severity,
      { calls, clocks: await plugs.clocksFor(context, { incident, severity, answers, clocks }) },
    ]
  })
  return {
    tableVersion: graded?.tableVersion ?? null,
    answers,
    answeredAt: graded?.answeredAt?.toISOString() ?? null,
    answeredBy: graded?.answeredBy ?? null,
    suggestion: graded?.suggestion ?? null,
    called: (await plugs.calledInto(context, incident.id)).map(({ at, ...one }) => ({
      ...one,
      at: at.toISOString(),
    })),
    consequences: Object.fromEntries(await Promise.all(all)),
  }
}
