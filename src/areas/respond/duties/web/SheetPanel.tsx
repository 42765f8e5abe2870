import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readDuties } from '../contract/board.ts'
import type { Moved } from '../contract/moved.ts'
import { MovedList } from './parts/MovedList.tsx'
import { SheetProposals } from './parts/SheetProposals.tsx'
import classes from './parts/duties.module.css'

/** Beneath the scope sheet: what it changes for the law, taken over where it was written down. */
export function SheetPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('duties')
  const client = useQueryClient()
  const [moved, setMoved] = useState<readonly Moved[]>()
  const live = { stream: id, kinds: ['duty.', 'scope.', 'system.'] }
  const board = useAnswer(readDuties, { id }, { live })
  if (board.error) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <Loading lines={2} />
  const { sheet, facts, zone } = board.data
  const isOpen = sheet.proposals.some(({ left }) => left === null)
  return (
    <div className={classes.ask}>
      {moved && <MovedList moved={moved} zone={zone} />}
      <SheetProposals
        board={board.data}
        onDone={(done) => {
          client.setQueryData(answerKey(readDuties, { id }), done.board)
          setMoved(done.moved)
        }}
      />
      <p className={classes.dim}>
        {!isOpen && facts.length > 0 && text('sheet.agrees')}{' '}
        <To path={`/incidents/${id}/duties`} className={classes.go}>
          {text('panel.go')}
        </To>
      </p>
    </div>
  )
}
