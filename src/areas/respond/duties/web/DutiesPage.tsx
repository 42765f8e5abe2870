import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readDuties, type Board } from '../contract/board.ts'
import type { Moved } from '../contract/moved.ts'
import { AnswerDialog } from './parts/AnswerDialog.tsx'
import { Duties, type Wish } from './parts/Duties.tsx'
import { Facts } from './parts/Facts.tsx'
import { HouseClocks } from './parts/HouseClocks.tsx'
import { MovedList } from './parts/MovedList.tsx'
import { Questions } from './parts/Questions.tsx'
import { SheetProposals } from './parts/SheetProposals.tsx'
import { Weighing } from './weighing/Weighing.tsx'
import classes from './parts/duties.module.css'

const kinds = ['duty.', 'clock.', 'severity.', 'system.', 'scope.']

/** What the law demands of a case: its clocks, why they run, and one question at a time. */
export function DutiesPage() {
  const text = useText('duties')
  const id = usePart('incident')
  const board = useAnswer(readDuties, { id }, { live: { stream: id, kinds } })
  if (board.data) return <Whole board={board.data} />
  if (board.error) {
    return (
      <Page title={text('title')}>
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      </Page>
    )
  }
  return <Loading />
}

function Whole({ board }: { readonly board: Board }) {
  const text = useText('duties')
  const client = useQueryClient()
  const [moved, setMoved] = useState<readonly Moved[]>()
  const [wish, setWish] = useState<Wish>()
  const keep = (next: Board) => client.setQueryData(answerKey(readDuties, { id: board.incidentId }), next)
  const changed = (done: { board: Board; moved: readonly Moved[] }) => {
    keep(done.board)
    setMoved(done.moved)
  }
  const { factBase } = board
  return (
    <Page
      title={text('title')}
      lead={
        <>
          <To path={`/incidents/${board.incidentId}`}>
            INC-{board.number} {board.title}
          </To>
          . {text('lead')}
        </>
      }
    >
      {board.mode === 'exercise' && <Notice tone="active">{text('exercise')}</Notice>}
      {factBase.isStale && <Notice tone="warn">{text('base.stale', { day: factBase.reviewDue })}</Notice>}
      {factBase.judgedBy !== null && factBase.judgedBy !== factBase.edition && (
        <Notice tone="warn">{text('base.changed', { was: factBase.judgedBy, is: factBase.edition })}</Notice>
      )}
      {moved && <MovedList moved={moved} zone={board.zone} />}
      <div className={classes.page}>
        <div className={classes.ask}>
          <SheetProposals board={board} onDone={changed} />
          <Questions board={board} onDone={changed} />
        </div>
        <div className={classes.owed}>
          <Duties board={board} onWish={setWish} onBoard={keep} />
          <HouseClocks board={board} onBoard={keep} />
          <OtherForms id={board.incidentId} />
        </div>
        <div className={classes.ask}>
          <Weighing board={board} onBoard={keep} onMoved={changed} />
          <Facts board={board} onDone={changed} />
        </div>
      </div>
      <Can permission="duty.register">
        <To path="/duty-register" className={classes.go}>
          {text('register.link')}
        </To>
      </Can>
      <p className={classes.dim}>
        {board.disclaimer} {text('base.edition', { edition: factBase.edition, day: factBase.reviewedOn })}
      </p>
      {wish && (
        <AnswerDialog
          board={board}
          wish={wish}
          onClose={() => setWish(undefined)}
          onDone={(next) => {
            keep(next)
            setWish(undefined)
          }}
        />
      )}
    </Page>
  )
}

/** Reports that no single law demands, filled from the case likewise. */
function OtherForms({ id }: { readonly id: string }) {
  const text = useText('duties')
  return (
    <Can permission="duty.form">
      <nav className={classes.actions} aria-label={text('form.others')} data-no-print>
        {(['police', 'csirt', 'insurer'] as const).map((about) => (
          <To key={about} path={`/incidents/${id}/duty-form?about=${about}`} className={classes.go}>
            {text(`form.${about}`)}
          </To>
        ))}
        <To path="/law" className={classes.go}>
          {text('law.go')}
        </To>
      </nav>
    </Can>
  )
}
