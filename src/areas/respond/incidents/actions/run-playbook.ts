import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import {
  departuresOf,
  nextStep,
  progress,
  startRun,
  stepMove,
  workingRun,
} from '../../../prepare/playbooks/public.ts'
import * as contract from '../contract/run.ts'
import { changeIncident, getIncident } from '../store/incidents.ts'
import { addRun, changeRun, getRun, type RunRecord } from '../store/runs.ts'
import { whyStepOpen } from '../rules/technical-work.ts'
import { listTasks } from '../store/work.ts'
import { getOpenIncident } from './lead-incident.ts'
import type { Plugs } from '../public/ports.ts'

export const start = action(contract.startRun, async (context, { id, playbook }) => {
  const incident = await getOpenIncident(context, id)
  const { run: document, hash, state } = await startRun(context, { kind: incident.kind, playbook })
  refuseUnless(!incident.hasRun, 'conflict', 'The playbook was started already.')
  const record = await addRun(context, {
    incidentId: id,
    hash,
    document,
    state,
    startedAt: context.now,
  })
  await changeIncident(context, id, { hasRun: true })
  context.record({
    stream: id,
    kind: 'run.start',
    fields: {
      playbook: document.key ?? document.kind,
      edition: document.edition ?? 'shipped',
      version: document.version,
      title: document.title,
      sha256: hash,
    },
  })
  return runOf(record)
})

export const read = action(contract.readRun, async (context, { id }) => {
  await getIncident(context, id)
  return runOf(await getRun(context, id))
})

/** @param plugs how the evidence room answers for the ids that a step leans on, and for who may wipe */
export function moveStepWith(plugs: Pick<Plugs, 'refuseUnknownEvidence' | 'refuseUnreadGuide'>) {
  return action(contract.moveStep, async (context, { id, step, move, evidence, waiver }) => {
    await getOpenIncident(context, id)
    const before = await getRun(context, id)
    await plugs.refuseUnknownEvidence(context, id, evidence)
    const isEnding = move.move === 'done' || move.move === 'answer'
    if (isEnding && isDestructive(before, step)) await plugs.refuseUnreadGuide(context, id)
    const why = isEnding ? whyStepOpen(await listTasks(context, id), step) : undefined
    refuseUnless(why === undefined, 'conflict', why ?? '', { reason: 'systems_open' })
    const linked = linkEvidence(before, step, evidence)
    const waivers = [...before.waivers, ...signed(context, step, waiver)]
    const facts = { evidence: linked, waivers, by: context.actor.name, at: context.now.toISOString() }
    const moved = stepMove(workingRun(before.document, before.state), before.state, step, move, facts)
    const after = await changeRun(context, id, { state: moved.state, evidence: linked, waivers })
    context.record({
      stream: id,
      kind: kindOf[move.move],
      fields: {
        step,
        title: titleOf(before, step),
        ...('reason' in move ? { reason: move.reason } : {}),
        ...('heard' in move && move.heard !== undefined ? { heard: move.heard } : {}),
        ...('for' in move ? { for: move.for } : {}),
        ...('answer' in move ? { answer: move.answer } : {}),
        ...(evidence.length > 0 ? { evidence: evidence.join(' ') } : {}),
        ...(waiver === undefined ? {} : { waived: waiver.items.join(' '), waiver: waiver.reason }),
      },
    })
    return runOf(after)
  })
}

const kindOf = {
  done: 'step.done',
  answer: 'answer.give',
  skip: 'step.skip',
  does_not_apply: 'step.skip',
  reopen: 'step.reopen',
  wait: 'step.wait',
  resume: 'step.resume',
} as const

function linkEvidence(run: RunRecord, step: string, evidence: readonly string[]): Record<string, string[]> {
  if (evidence.length === 0) return run.evidence
  if (!run.document.evidence.some((item) => item.id === step)) {
    refuse('invalid', 'Sealed evidence is linked to an evidence item of the playbook, not to a step.')
  }
  return { ...run.evidence, [step]: [...new Set([...(run.evidence[step] ?? []), ...evidence])] }
}

function isDestructive({ document, state }: RunRecord, id: string): boolean {
  return workingRun(document, state).steps.some((step) => step.id === id && step.destructive)
}

function signed(context: Context, stepId: string, waiver: { items: string[]; reason: string } | undefined) {
  if (waiver === undefined) return []
  return [{ stepId, ...waiver, signedBy: context.actor.name, signedAt: context.now.toISOString() }]
}

function titleOf({ document: frozen, state }: RunRecord, id: string): string {
  const document = workingRun(frozen, state)
  const card = document.card.find((item) => item.id === id)?.do
  const evidence = document.evidence.find((item) => item.id === id)?.what
  return card ?? evidence ?? document.steps.find((step) => step.id === id)?.title ?? id
}

/** A run as it is answered: the frozen document, and beside it whatever people made of it. */
export function runOf(record: RunRecord): z.input<typeof contract.Run> {
  const { incidentId, hash, document, state, evidence, waivers } = record
  const facts = { evidence, waivers }
  const working = workingRun(document, state)
  return {
    incidentId,
    hash,
    document,
    steps: working === document ? null : working.steps,
    state,
    evidence,
    waivers,
    startedAt: record.startedAt.toISOString(),
    next: nextStep(working, state, facts) ?? null,
    progress: Object.entries(progress(working, state, facts)).map(([section, counted]) => ({
      section,
      ...counted,
    })),
    departures: departuresOf(document, state, waivers),
  }
}
