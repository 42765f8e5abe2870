import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import type { Moved } from '../../contract/moved.ts'
import type { Questionnaire } from '../../contract/questionnaire.ts'
import { methods, weighingKinds, type WeighingKind } from '../../rules/weighing.ts'
import { Answers } from './Answers.tsx'
import { ReviewForm } from './ReviewForm.tsx'
import { WeighForm } from './WeighForm.tsx'
import classes from '../parts/duties.module.css'

interface WeighingProps {
  readonly board: Board
  readonly onBoard: (board: Board) => void
  readonly onMoved: (done: { board: Board; moved: readonly Moved[] }) => void
}

/** Hard judgements of the law, one questionnaire each: filled in by us, signed or sent back by counsel. */
export function Weighing(props: WeighingProps) {
  const text = useText('weighing')
  const { board } = props
  const shown = weighingKinds.filter((kind) => isShown(board, kind))
  if (shown.length === 0) return null
  const begun = shown.filter((kind) => board.questionnaires.some((one) => one.kind === kind))
  const fresh = shown.filter((kind) => !begun.includes(kind))
  return (
    <Section title={text('title')}>
      <p className={classes.dim}>{text('lead')}</p>
      {begun.length > 0 && (
        <ul className={classes.plain}>
          {begun.map((kind) => (
            <One key={kind} {...props} kind={kind} />
          ))}
        </ul>
      )}
      {fresh.length > 0 && (
        <details>
          <summary>{text('fresh', { count: fresh.length })}</summary>
          <ul className={classes.plain}>
            {fresh.map((kind) => (
              <One key={kind} {...props} kind={kind} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

/** The law asks for what it settles, somebody said it, or it was filled in. */
function isShown({ questions, facts, questionnaires }: Board, kind: WeighingKind): boolean {
  const { fact } = methods[kind]
  return (
    [...questions, ...facts].some((one) => one.fact === fact) ||
    questionnaires.some((one) => one.kind === kind)
  )
}

const tones = { waiting: 'active', signed: 'good', sent_back: 'warn', replaced: 'quiet' } as const

function One({ board, onBoard, onMoved, kind }: WeighingProps & { readonly kind: WeighingKind }) {
  const text = useText('weighing')
  const [open, setOpen] = useState<'fill' | 'review'>()
  const [last, ...older] = board.questionnaires.filter((one) => one.kind === kind)
  return (
    <li className={classes.duty}>
      <strong>{text(`kind.${kind}.title`)}</strong>
      {last === undefined ? (
        <p className={classes.dim}>{text(`kind.${kind}.lead`)}</p>
      ) : (
        <Standing one={last} />
      )}
      {last?.state === 'signed' && last.isOvertaken && <Notice tone="warn">{text('overtaken')}</Notice>}
      {open === undefined && (
        <div className={classes.actions} data-no-print>
          {last?.state === 'waiting' && board.can.review && (
            <Button className={classes.act} onClick={() => setOpen('review')}>
              {text('read')}
            </Button>
          )}
          {board.can.fact && (
            <Button
              variant="default"
              className={classes.act}
              aria-label={`${text(last === undefined ? 'fill' : 'again')}: ${text(`kind.${kind}.title`)}`}
              onClick={() => setOpen('fill')}
            >
              {text(last === undefined ? 'fill' : 'again')}
            </Button>
          )}
        </div>
      )}
      {open === 'fill' && (
        <WeighForm
          board={board}
          kind={kind}
          before={last}
          onClose={() => setOpen(undefined)}
          onDone={(next) => {
            setOpen(undefined)
            onBoard(next)
          }}
        />
      )}
      {open === 'review' && last !== undefined && (
        <ReviewForm
          board={board}
          one={last}
          onClose={() => setOpen(undefined)}
          onDone={(done) => {
            setOpen(undefined)
            onMoved(done)
          }}
        />
      )}
      {last !== undefined && open === undefined && (
        <details>
          <summary>{text('answers')}</summary>
          <Answers one={last} />
        </details>
      )}
      {older.length > 0 && (
        <details>
          <summary>{text('older', { count: older.length })}</summary>
          <ul className={classes.plain}>
            {older.map((one) => (
              <li key={one.id}>
                <Standing one={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function Standing({ one }: { readonly one: Questionnaire }) {
  const text = useText('weighing')
  const {
    kind,
    number,
    points,
    conclusion,
    reason,
    state,
    filledBy,
    filledAt,
    reviewedBy,
    reviewedAt,
    note,
  } = one
  return (
    <>
      <p>
        <StateMark tone={tones[state]} word={text(`state.${state}`)} />{' '}
        {text(`conclusion.${methods[kind].fact}.${String(conclusion)}`)}
        {points !== null && <> · {text('points', { points })}</>}
      </p>
      {reason !== '' && <p>{reason}</p>}
      <p className={classes.dim}>
        {text('filledBy', { number, by: filledBy })} <TimeText at={filledAt} form="absolute" />
        {reviewedAt !== null && (
          <>
            {' · '}
            {text(`reviewed.${state === 'signed' ? 'signed' : 'sent_back'}`, { by: reviewedBy ?? '' })}{' '}
            <TimeText at={reviewedAt} form="absolute" />
          </>
        )}
      </p>
      {note !== '' && <p className={classes.why}>{note}</p>}
    </>
  )
}
