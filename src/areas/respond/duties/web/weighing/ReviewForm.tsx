import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import type { Moved } from '../../contract/moved.ts'
import type { Questionnaire } from '../../contract/questionnaire.ts'
import { reviewQuestionnaire } from '../../contract/weighing.ts'
import { Answers } from './Answers.tsx'
import classes from '../parts/duties.module.css'

interface ReviewFormProps {
  readonly board: Board
  readonly one: Questionnaire
  readonly onClose: () => void
  readonly onDone: (done: { board: Board; moved: readonly Moved[] }) => void
}

/** Counsel reads it whole, then signs or sends it back with what is missing. */
export function ReviewForm({ board, one, onClose, onDone }: ReviewFormProps) {
  const text = useText('weighing')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState<'signed' | 'sent_back'>()
  const [failure, setFailure] = useState<string>()
  const send = async (verdict: 'signed' | 'sent_back') => {
    setBusy(verdict)
    setFailure(undefined)
    try {
      const { incidentId: id, revision } = board
      onDone(
        await call(reviewQuestionnaire, { id, questionnaire: one.id, revision, verdict, note: note.trim() }),
      )
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failed'))
      setBusy(undefined)
    }
  }
  return (
    <div className={classes.form}>
      <Answers one={one} />
      {one.isOvertaken && <Notice tone="warn">{text('overtakenWaiting')}</Notice>}
      <Textarea
        label={text('note')}
        description={text('noteHint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className={classes.actions}>
        <Button
          className={classes.act}
          disabled={one.isOvertaken}
          loading={busy === 'signed'}
          onClick={() => void send('signed')}
        >
          {text('sign')}
        </Button>
        <Button
          variant="default"
          className={classes.act}
          loading={busy === 'sent_back'}
          onClick={() => void send('sent_back')}
        >
          {text('sendBack')}
        </Button>
        <Button variant="subtle" className={classes.act} onClick={onClose}>
          {text('cancel')}
        </Button>
      </div>
    </div>
  )
}
