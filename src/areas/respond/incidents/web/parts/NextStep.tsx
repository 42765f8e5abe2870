import { useEffect, useRef } from 'react'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Run } from '../../contract/run.ts'
import { PartButtons } from './PartButtons.tsx'
import { PartDetail } from './PartDetail.tsx'
import { findPart, type Part } from './run-parts.ts'
import classes from './room.module.css'

interface RunProps {
  readonly incident: Incident
  readonly run: Run
}

/** The one obvious next step, and who does it. */
export function NextStep({ incident, run }: RunProps) {
  const text = useText('incidents')
  const part = run.next === null ? undefined : findPart(run, run.next.id)
  const box = useRef<HTMLElement>(null)
  const shown = useRef(part?.id)
  // The buttons of the step before are gone. Whoever stood on them goes on from the new step's heading,
  // never from its Done button, which a second press would hit.
  useEffect(() => {
    const isNew = shown.current !== part?.id
    shown.current = part?.id
    const hadFocus = document.activeElement === null || document.activeElement === document.body
    if (isNew && hadFocus) box.current?.querySelector('h2')?.focus({ preventScroll: true })
  }, [part?.id])
  if (part === undefined || run.next === null) {
    return (
      <section className={classes.next} aria-label={text('step.allDoneTitle')} ref={box}>
        <h2 tabIndex={-1}>{text('step.allDoneTitle')}</h2>
        <p>{text('step.allDone')}</p>
      </section>
    )
  }
  return (
    <section
      className={classes.next}
      aria-label={text('step.next')}
      ref={box}
      data-destructive={isDestructive(part)}
    >
      <p className={classes.eyebrow}>
        <strong>{text('step.next')}</strong>
        <span>
          {text(`section.${run.next.phase ?? run.next.part}`)} · {run.next.id}
        </span>
      </p>
      <h2 tabIndex={-1} aria-live="polite">
        {run.next.title}
      </h2>
      <p className={classes.who}>
        <span className={classes.term}>{text('step.who')}</span>
        <strong>{text(`role.${run.next.who}`)}</strong>
        {part.part === 'step' && (
          <span className={classes.dim}>{text('step.minutes', { count: part.item.minutes })}</span>
        )}
      </p>
      <PartDetail key={part.id} run={run} part={part} isFirst />
      {incident.can.run && (
        <PartButtons key={`${part.id} buttons`} incident={incident} run={run} part={part} isFirst />
      )}
    </section>
  )
}

function isDestructive(part: Part): boolean {
  return part.part === 'step' && part.item.destructive
}
