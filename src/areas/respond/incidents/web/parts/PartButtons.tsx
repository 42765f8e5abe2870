import { Button } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Panels } from '../../../../../ui/panels.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useFilter } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Run } from '../../contract/run.ts'
import { HeardAnswer } from './HeardAnswer.tsx'
import { MissingEvidence } from './MissingEvidence.tsx'
import { useMoves, type Moves } from './moves.ts'
import { entryOf, isSealed, missingFor, type Part } from './run-parts.ts'
import { StepMore } from './StepMore.tsx'
import classes from './room.module.css'

const StepSystems = lazy(async () => ({ default: (await import('./StepSystems.tsx')).StepSystems }))

interface PartButtonsProps {
  readonly incident: Incident
  readonly run: Run
  readonly part: Part
  readonly isFirst?: boolean
}

/** Everything that can be done to a part: settle it, leave it out with a reason, or open it again. */
export function PartButtons({ incident, run, part, isFirst = false }: PartButtonsProps) {
  const text = useText('incidents')
  const moves = useMoves(incident.id)
  const [asking, setAsking] = useState<'skip' | 'reopen'>()
  const entry = entryOf(run, part.id)
  const isSettled = entry.status !== 'open'
  const missing = part.part === 'step' && !isSettled ? missingFor(run, part.item) : []
  return (
    <div className={classes.buttonsBox} data-no-print>
      {part.part === 'step' && part.item.destructive && !isSettled && (
        <Panels of="before-wiping" subject={{ id: incident.id, stream: incident.stream }} />
      )}
      {part.part === 'step' && !isSettled && incident.can.task && (
        <Suspense>
          <StepSystems incident={incident} step={part.item} />
        </Suspense>
      )}
      {missing.length > 0 && part.part === 'step' && (
        <MissingEvidence step={part.item} missing={missing} moves={moves} />
      )}
      {moves.failure !== undefined && <Notice tone="bad">{moves.failure}</Notice>}
      <div className={classes.buttons} data-first={isFirst}>
        {isSettled ? (
          <Button variant="default" onClick={() => setAsking('reopen')}>
            {text('step.reopen')}
          </Button>
        ) : (
          <>
            {missing.length === 0 && <Settle run={run} part={part} moves={moves} isFirst={isFirst} />}
            {part.part === 'step' && part.item.when !== undefined && (
              <Button
                variant="default"
                onClick={() => void moves.move(part.id, { move: 'does_not_apply' }).catch(() => undefined)}
              >
                {text('step.doesNotApply')}
              </Button>
            )}
            <Button variant="default" onClick={() => setAsking('skip')}>
              {text(part.part === 'evidence' ? 'step.notAvailable' : 'step.skip')}
            </Button>
            {part.part === 'step' && (
              <StepMore incident={incident} run={run} step={part.item} moves={moves} />
            )}
          </>
        )}
      </div>
      <ReasonDialogs asking={asking} part={part} moves={moves} onClose={() => setAsking(undefined)} />
    </div>
  )
}

/** The one button that says it is done, or the answers to its question. */
function Settle({
  run,
  part,
  moves,
  isFirst,
}: {
  readonly run: Run
  readonly part: Part
  readonly moves: Moves
  readonly isFirst: boolean
}) {
  const text = useText('incidents')
  const [, setSeal] = useFilter('seal')
  const size = isFirst ? 'lg' : 'sm'
  if (part.part === 'evidence' && !isSealed(run, part.id)) {
    return (
      <Button size={size} onClick={() => setSeal(part.id)}>
        {text('step.sealFile')}
      </Button>
    )
  }
  if (part.part === 'step' && part.item.waitsFor) {
    return <HeardAnswer step={part.item} moves={moves} size={size} />
  }
  if (part.part === 'step' && part.item.ask) {
    const answer = (given: 'yes' | 'no') =>
      void moves.move(part.id, { move: 'answer', answer: given }).catch(() => undefined)
    return (
      <div className={classes.question}>
        <p>{part.item.ask.question}</p>
        <Button size={size} loading={moves.isBusy} onClick={() => answer('yes')}>
          {text('step.yes')}
        </Button>
        <Button size={size} loading={moves.isBusy} onClick={() => answer('no')}>
          {text('step.no')}
        </Button>
      </div>
    )
  }
  return (
    <Button
      size={size}
      className={classes.done ?? ''}
      loading={moves.isBusy}
      onClick={() => moves.markDone(part.id)}
    >
      {text('step.done')}
    </Button>
  )
}

function ReasonDialogs({
  asking,
  part,
  moves,
  onClose,
}: {
  readonly asking: 'skip' | 'reopen' | undefined
  readonly part: Part
  readonly moves: Moves
  readonly onClose: () => void
}) {
  const text = useText('incidents')
  return (['skip', 'reopen'] as const).map((what) => (
    <ConfirmDialog
      key={what}
      isOpen={asking === what}
      title={text(`step.${what}Title`)}
      confirmLabel={text(`step.${what}Save`)}
      reasonLabel={text(`step.${what}Why`)}
      onConfirm={(reason) => moves.move(part.id, { move: what, reason })}
      onClose={onClose}
    >
      <p>{text(`step.${what}Words`)}</p>
    </ConfirmDialog>
  ))
}
