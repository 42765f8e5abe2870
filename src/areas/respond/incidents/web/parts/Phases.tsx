import { useState } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { stepPhases } from '../../../../prepare/playbooks/contract/playbook.ts'
import type { PartEntry } from '../../../../prepare/playbooks/contract/run.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Run } from '../../contract/run.ts'
import { AddStep } from './AddStep.tsx'
import { Departures } from './Departures.tsx'
import { PartButtons } from './PartButtons.tsx'
import { PartDetail } from './PartDetail.tsx'
import { ProgressWords } from './ProgressWords.tsx'
import { countOf, entryOf, isSealed, stepsOf, type Part } from './run-parts.ts'
import classes from './room.module.css'

interface RunProps {
  readonly incident: Incident
  readonly run: Run
}

/** Everything that the run holds beside its card: the traces to save, then the phases, which may overlap. */
export function Phases({ incident, run }: RunProps) {
  const text = useText('incidents')
  const evidence = run.document.evidence.map((item): Part => ({ part: 'evidence', id: item.id, item }))
  const sections = [
    ['evidence', evidence] as const,
    ...stepPhases.map(
      (phase) =>
        [phase, stepsOf(run, phase).map((item): Part => ({ part: 'step', id: item.id, item }))] as const,
    ),
  ]
  const isOver = incident.status === 'closed'
  const section = run.next?.phase ?? (run.next?.part === 'evidence' ? 'evidence' : undefined)
  const current = isOver ? undefined : section
  return (
    <Section title={text('step.section')}>
      <p className={classes.dim}>{text('step.sectionLead')}</p>
      {sections.map(([name, parts]) => (
        <details key={name} className={classes.phase} open={name === current}>
          <summary>
            <span className={classes.phaseName}>
              {text(`section.${name}`)}
              {name !== 'evidence' && <span className={classes.dim}> ({text(`sectionTerm.${name}`)})</span>}
            </span>
            <ProgressWords count={countOf(run, name)} />
          </summary>
          <ol className={classes.steps}>
            {parts.map((part) => (
              <li key={part.id}>
                <StepRow incident={incident} run={run} part={part} />
              </li>
            ))}
          </ol>
          {name !== 'evidence' && incident.can.run && !isOver && (
            <AddStep incident={incident} run={run} phase={name} />
          )}
        </details>
      ))}
      <Departures run={run} />
    </Section>
  )
}

function StepRow({ incident, run, part }: RunProps & { readonly part: Part }) {
  const text = useText('incidents')
  const [isOpen, setOpen] = useState(false)
  const entry = entryOf(run, part.id)
  const isDone = part.part === 'evidence' && isSealed(run, part.id)
  const status = isDone ? 'done' : entry.status
  const isWaiting = entry.waiting !== undefined && status === 'open'
  const isNext = incident.status === 'open' && run.next?.id === part.id
  return (
    <details
      className={classes.step}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-next={isNext}
    >
      <summary>
        <span className={classes.stepTitle}>
          <span className={classes.partId}>{part.id}</span> {titleOf(part)}
          {part.part !== 'evidence' && <span className={classes.dim}> {text(`role.${part.item.who}`)}</span>}
        </span>
        <StateMark
          tone={isNext ? 'active' : isWaiting ? 'warn' : tones[status]}
          word={isNext ? text('step.next') : text(isWaiting ? 'step.waiting' : `step.status.${status}`)}
        />
      </summary>
      {isOpen && (
        <>
          <EntryWords entry={entry} />
          <PartDetail run={run} part={part} />
          {incident.can.run && !isDone && <PartButtons incident={incident} run={run} part={part} />}
        </>
      )}
    </details>
  )
}

/** Who settled it and when, the answer, and the reason. */
function EntryWords({ entry }: { readonly entry: PartEntry }) {
  const text = useText('incidents')
  if (entry.by === undefined && entry.round === 1) return null
  return (
    <p className={classes.dim}>
      {entry.answer !== undefined && <strong>{text(`answer.${entry.answer}`)} · </strong>}
      {entry.by} {entry.at !== undefined && <TimeText at={entry.at} />}
      {entry.round > 1 && ` · ${text('step.round', { count: entry.round })}`}
      {entry.heard !== undefined && ` · “${entry.heard}”`}
      {entry.reason !== undefined && ` · “${entry.reason}”`}
    </p>
  )
}

const tones: Readonly<Record<PartEntry['status'], Tone>> = {
  open: 'quiet',
  done: 'good',
  skipped: 'warn',
  not_needed: 'quiet',
}

function titleOf(part: Part): string {
  if (part.part === 'card') return part.item.do
  return part.part === 'evidence' ? part.item.what : part.item.title
}
