import type * as z from 'zod'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listFirstNotices } from '../../../respond/duties/public.ts'
import { incidentFor, openIncidentFor } from '../../../respond/incidents/public/incidents.ts'
import { countsInNumbers, vectorFound } from '../../../respond/investigation/public.ts'
import * as contract from '../contract/cases.ts'
import { controlNames, controls, moments, type Control } from '../contract/words.ts'
import {
  dropGrade,
  dropMoment,
  dropWaiver,
  findWaiver,
  listGrades,
  listMoments,
  saveGrade,
  saveMoment,
  saveWaiver,
} from '../store/cases.ts'

type Known = Awaited<ReturnType<typeof incidentFor>>

export const readFigures = action(contract.readCaseFigures, async (context, { id }) =>
  figuresOf(context, await incidentFor(context, id)),
)

/** Also of a closed case: most of it is found out afterwards. */
export const say = action(contract.sayMoment, async (context, { id, moment, at, certainty, note }) => {
  const incident = await incidentFor(context, id)
  const message = 'This lies in the future. Enter when it happened.'
  refuseUnless(at === null || Date.parse(at) <= context.now.getTime(), 'invalid', message, {
    faults: [{ path: 'at', message }],
  })
  if (at === null) await dropMoment(context, { incidentId: id, moment, source: 'hand' })
  else
    await saveMoment(context, {
      ...{ incidentId: id, moment, at: new Date(at), source: 'hand' as const, certainty, note },
      ...{ changedAt: context.now, changedBy: context.actor.name },
    })
  context.record({ stream: id, kind: 'moment.say', fields: leafFields({ moment, at, certainty, note }) })
  return figuresOf(context, incident)
})

export const grade = action(contract.gradeControl, async (context, { id, control, grade: given, note }) => {
  const incident = await incidentFor(context, id)
  if (given === null) await dropGrade(context, id, control)
  else
    await saveGrade(context, {
      ...{ incidentId: id, control, grade: given, note },
      ...{ gradedAt: context.now, gradedBy: context.actor.name },
    })
  const fields = leafFields({ control, grade: given, note })
  context.record({ stream: id, kind: 'control.grade', fields })
  return figuresOf(context, incident)
})

/** The word of one person, by name, where nobody can say how any control did. */
export const waive = action(contract.waiveControls, async (context, { id, reason }) => {
  // Held: it does not close meanwhile, and of two at once the second sees what the first did.
  const incident = await openIncidentFor(context, id)
  if (reason === null) await dropWaiver(context, id)
  else {
    const waived = { waivedAt: context.now, waivedBy: context.actor.name }
    await saveWaiver(context, { incidentId: id, reason, ...waived })
  }
  context.record({ stream: id, kind: 'control.waive', fields: leafFields({ reason }) })
  return figuresOf(context, incident)
})

async function figuresOf(context: Context, incident: Known): Promise<z.input<typeof contract.CaseFigures>> {
  const { id, mode, closure, mergedInto } = incident
  const vector = closure?.initialVector ?? (await vectorFound(context, id)) ?? 'unknown'
  const waiver = await findWaiver(context, id)
  const isReal = mode === 'real' && mergedInto === null && (closure?.disposition ?? 'resolved') === 'resolved'
  return {
    moments: await momentsOf(context, incident),
    grades: (await listGrades(context, id)).map(({ control, grade, note, gradedBy }) => ({
      ...{ control, grade, note, gradedBy },
    })),
    waiver:
      waiver === undefined
        ? null
        : { reason: waiver.reason, by: waiver.waivedBy, at: waiver.waivedAt.toISOString() },
    likely: likelyFor(vector),
    counts: isReal && (await countsInNumbers(context, id)),
    can: {
      change: context.can('trend.note'),
      waive: incident.status === 'open' && context.can('incident.close'),
    },
  }
}

/** What was said, then what the record shows: a case was answered when it was declared, told of by its first notice. */
async function momentsOf(context: Context, { id, openedAt, openedBy }: Known) {
  // The last of a key stays: what a person said.
  const said = new Map((await listMoments(context, id)).toReversed().map((row) => [row.moment, row]))
  const told = (await listFirstNotices(context, id)).at(0)?.at
  const shown = { answered: openedAt, notified: told }
  return moments.map((moment) => {
    const row = said.get(moment)
    if (row !== undefined) {
      const { at, source, certainty, note, changedBy } = row
      return { moment, at: at.toISOString(), source, certainty, note, changedBy }
    }
    const at = moment === 'answered' || moment === 'notified' ? shown[moment] : undefined
    const nothing = { moment, at: null, source: null, certainty: null, note: '', changedBy: '' }
    if (at === undefined) return nothing
    const changedBy = moment === 'answered' ? openedBy : ''
    return {
      ...nothing,
      at: at.toISOString(),
      source: 'record' as const,
      certainty: 'exact' as const,
      changedBy,
    }
  })
}

/** Those that stand against this way in, then those that help in every case. */
function likelyFor(vector: string): Control[] {
  const against = controlNames.filter((control) => controls[control].some((one) => one === vector))
  return [...against, ...controlNames.filter((control) => controls[control].length === 0)]
}
