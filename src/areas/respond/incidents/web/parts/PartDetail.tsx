import type { ReactNode } from 'react'
import { Panels, type PanelSubject } from '../../../../../ui/panels.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import type { Run } from '../../contract/run.ts'
import { isSealed, missingFor, type Part } from './run-parts.ts'
import { StepClicks } from './StepClicks.tsx'
import { StepStanding } from './StepStanding.tsx'
import classes from './room.module.css'

interface PartDetailProps {
  readonly run: Run
  readonly part: Part
  /** The next step shows what matters now and folds the rest. */
  readonly isFirst?: boolean
}

/** How it is done, what not to do, why, how to take it back, which traces come first. */
export function PartDetail({ run, part, isFirst = false }: PartDetailProps) {
  switch (part.part) {
    case 'card':
      return (
        <div className={classes.detail}>
          <Line name="how">{part.item.how}</Line>
          {part.item.not !== undefined && <Not>{part.item.not}</Not>}
          <Line name="why">{part.item.why}</Line>
        </div>
      )
    case 'evidence':
      return (
        <div className={classes.detail}>
          <Line name="where">{part.item.where}</Line>
          <Line name="how">{part.item.how}</Line>
          <Line name="lostIf" isWarning>
            {part.item.lostIf}
          </Line>
        </div>
      )
    case 'step':
      return <StepDetail run={run} step={part.item} isFirst={isFirst} />
  }
}

function StepDetail({
  run,
  step,
  isFirst,
}: {
  readonly run: Run
  readonly step: RunStep
  readonly isFirst: boolean
}) {
  const text = useText('incidents')
  const rest = (
    <>
      <Line name="why">{step.why}</Line>
      <Line name="undo">{step.undo}</Line>
      {step.watch !== undefined && (
        <Line name="watch" isWarning>
          {step.watch}
        </Line>
      )}
    </>
  )
  return (
    <div className={classes.detail}>
      <StepStanding run={run} step={step} />
      {step.when !== undefined && <Line name="onlyIf">{step.when}</Line>}
      <EvidenceFirst run={run} step={step} />
      <div className={classes.line}>
        <p className={classes.term}>{text('step.how')}</p>
        <ol>
          {step.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <StepClicks step={step} />
      </div>
      {step.connection && <Panels of="step-request" subject={requestOf(run, step.id, step.connection)} />}
      <Line name="doneWhen">{step.doneWhen}</Line>
      {isFirst ? (
        <details className={classes.fold}>
          <summary>{text('step.more')}</summary>
          {rest}
        </details>
      ) : (
        rest
      )}
    </div>
  )
}

function requestOf(
  run: Run,
  step: string,
  { id: connection, name, values }: NonNullable<RunStep['connection']>,
): PanelSubject {
  const chosen = { step, connection, name, values: JSON.stringify(values) }
  return { id: run.incidentId, stream: run.incidentId, chosen }
}

function EvidenceFirst({ run, step }: { readonly run: Run; readonly step: RunStep }) {
  const text = useText('incidents')
  const wanted = run.document.evidence.filter((item) => step.needsEvidence?.includes(item.id))
  if (wanted.length === 0) return null
  const missing = new Set(missingFor(run, step).map((item) => item.id))
  const standing = (id: string) => (isSealed(run, id) ? 'sealed' : missing.has(id) ? 'missing' : 'waived')
  return (
    <div className={classes.line}>
      <p className={classes.term}>{text('step.evidenceFirst')}</p>
      <ul>
        {wanted.map((item) => (
          <li key={item.id}>
            {item.what}{' '}
            <strong>
              ({text(`step.${step.destructive || isSealed(run, item.id) ? standing(item.id) : 'missing'}`)})
            </strong>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Not({ children }: { readonly children: ReactNode }) {
  const text = useText('incidents')
  return (
    <p className={classes.not}>
      <strong className="m-hidden-but-read">{text('step.not')}: </strong>
      {children}
    </p>
  )
}

function Line({
  name,
  isWarning = false,
  children,
}: {
  readonly name: string
  readonly isWarning?: boolean
  readonly children: string
}) {
  const text = useText('incidents')
  return (
    <div className={classes.line} data-warning={isWarning}>
      <p className={classes.term}>{text(`step.${name}`)}</p>
      <p>{children}</p>
    </div>
  )
}
