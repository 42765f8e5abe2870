import { Button, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import { changeFacts } from '../../contract/facts.ts'
import type { Moved } from '../../contract/moved.ts'
import { draftOf, valueOf, type FactDraft } from './fact-fields.ts'
import { FactInput } from './FactInput.tsx'
import classes from './duties.module.css'

interface FactFormProps {
  readonly board: Board
  readonly fact: string
  /** What stands in the field at first. */
  readonly value: unknown
  /** A changed fact, or a judgement: how do you know? */
  readonly isReasonAsked: boolean
  readonly onDone: (done: { board: Board; moved: readonly Moved[] }) => void
  readonly children?: ReactNode
}

/** One fact: what it is, and where it has to be how one knows. */
export function FactForm({ board, fact, value, isReasonAsked, onDone, children }: FactFormProps) {
  const text = useText('duties')
  const ui = useText('ui')
  const [draft, setDraft] = useState<FactDraft>(() => draftOf(fact, value))
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ field?: string; reason?: string; whole?: string }>({})
  const send = async () => {
    const said = valueOf(fact, draft)
    if (said === undefined) return setFailure({ field: text('facts.unreadable') })
    setBusy(true)
    setFailure({})
    try {
      const change = { fact, value: said as never } // JSON by its making; the server judges it
      onDone(
        await call(changeFacts, {
          id: board.incidentId,
          revision: board.revision,
          changes: [change],
          reason,
        }),
      )
    } catch (error) {
      setFailure(failureOf(error, ui('failure.unknown')))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <FactInput
        fact={fact}
        label={text(`fact.${fact}`)}
        draft={draft}
        onChange={setDraft}
        error={failure.field}
      />
      {isReasonAsked && (
        <Textarea
          label={text('facts.reason')}
          description={text('facts.reasonHint')}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={failure.reason}
        />
      )}
      {failure.whole !== undefined && <Notice tone="bad">{failure.whole}</Notice>}
      <div className={classes.actions}>
        <Button type="submit" loading={isBusy} className={classes.act}>
          {text('facts.confirm')}
        </Button>
        {children}
      </div>
    </form>
  )
}

function failureOf(error: unknown, unknown: string) {
  if (!(error instanceof CallError)) return { whole: unknown }
  const reason = error.faults?.find(({ path }) => path === 'reason')?.message
  const field = error.faults?.find(({ path }) => path.startsWith('changes'))?.message
  return {
    ...(reason !== undefined && { reason }),
    ...(field !== undefined && { field }),
    ...(reason === undefined && field === undefined && { whole: error.message }),
  }
}
