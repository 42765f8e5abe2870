import { Button } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  addStatement,
  releaseStatement,
  tickStatement,
  withdrawStatement,
  type Statement,
  type StatementBoard,
} from '../../contract/statements.ts'
import type { Tick } from '../../contract/statement-words.ts'
import { Papers } from './Papers.tsx'
import { Recipients } from './Recipients.tsx'
import { WordsForm } from './WordsForm.tsx'
import classes from './statements.module.css'

export interface ViewProps {
  readonly board: StatementBoard
  readonly statement: Statement
  readonly onDone: () => void
  readonly onOpen: (statement: string) => void
}

/** One statement from its words to the last person on its list: four steps, one after the other. */
export function StatementView(props: ViewProps) {
  const text = useText('communications')
  const { statement, onOpen } = props
  return (
    <div className={classes.steps}>
      <Button variant="subtle" className={classes.act} onClick={() => onOpen('')} data-no-print>
        {text('say.back')}
      </Button>
      <h2>
        {statement.number}. {text(`audience.${statement.audience}`)} · {text(`stage.${statement.stage}`)}
      </h2>
      {statement.correctedBy !== null && (
        <Notice tone="warn">{text('say.correctedBy', { number: statement.correctedBy })}</Notice>
      )}
      {statement.withdrawnReason !== null && (
        <Notice tone="active">{text('say.withdrawn', { reason: statement.withdrawnReason })}</Notice>
      )}
      {statement.state === 'draft' ? <Draft {...props} /> : <Sent {...props} />}
    </div>
  )
}

function Draft(props: ViewProps) {
  const text = useText('communications')
  const { board, statement, onDone, onOpen } = props
  const [isDropped, setDropped] = useState(false)
  return (
    <>
      <Section title={text('step.words')}>
        <WordsForm board={board} statement={statement} onDone={onDone} />
      </Section>
      <Section title={text('step.people')}>
        <Recipients board={board} statement={statement} onDone={onDone} />
      </Section>
      <Section title={text('step.agree')}>
        <Ticks {...props} />
      </Section>
      <Section title={text('step.send')}>
        <Send {...props} />
      </Section>
      <Papers board={board} statement={statement} />
      {board.can.draft && (
        <Button variant="subtle" className={classes.act} onClick={() => setDropped(true)}>
          {text('say.drop')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isDropped}
        title={text('say.drop')}
        confirmLabel={text('say.drop')}
        reasonLabel={text('say.dropReason')}
        onConfirm={async (reason) => {
          await call(withdrawStatement, { id: board.incidentId, statement: statement.id, reason })
          onDone()
          onOpen('')
        }}
        onClose={() => setDropped(false)}
      >
        {text('say.dropWhat')}
      </ConfirmDialog>
    </>
  )
}

/** Who answers for it, the lawyer, the insurer: each by name and time. */
function Ticks({ board, statement, onDone }: ViewProps) {
  const text = useText('communications')
  const [wanted, setWanted] = useState<Tick>()
  const { ticks, missing } = statement
  return (
    <>
      <p className={classes.dim}>{text('tick.lead')}</p>
      <ul className={classes.rows}>
        {ticks.map(({ tick, by, at, note }) => (
          <li key={tick}>
            <StateMark tone="good" word={text(`tick.${tick}`)} /> {by} <TimeText at={at} form="absolute" />
            {note !== '' && <> · {note}</>}
          </li>
        ))}
        {missing.map((tick) => (
          <li key={tick} className={classes.marks}>
            <StateMark tone="unknown" word={text(`tick.${tick}`)} />
            {board.can.tick && (
              <Button variant="default" className={classes.act} onClick={() => setWanted(tick)}>
                {text('tick.give')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {wanted && (
        <ConfirmDialog
          isOpen
          title={text(`tick.${wanted}`)}
          confirmLabel={text('tick.give')}
          reasonLabel={text(wanted === 'approver' ? 'tick.note' : `tick.${wanted}Note`)}
          onConfirm={async (note) => {
            const { id, revision } = statement
            await call(tickStatement, { id: board.incidentId, statement: id, revision, tick: wanted, note })
            onDone()
          }}
          onClose={() => setWanted(undefined)}
        >
          {text(`tick.${wanted}What`)}
        </ConfirmDialog>
      )}
    </>
  )
}

function Send({ board, statement, onDone }: ViewProps) {
  const text = useText('communications')
  const [isAsked, setAsked] = useState(false)
  const [chats, setChats] = useState<readonly string[]>([])
  const { missing, faults, barred, recipients } = statement
  // It stands on the public page, and goes to those who follow it.
  const isPublic = statement.audience === 'public'
  const obstacles = [
    ...(barred === '' ? [] : [barred]),
    ...(faults.length > 0 ? [text('send.faults', { fault: faults[0]?.message ?? '' })] : []),
    ...(recipients.all === 0 && chats.length === 0 && !isPublic ? [text('send.nobody')] : []),
    ...(missing.length > 0
      ? [text('send.missing', { ticks: missing.map((tick) => text(`tick.${tick}`)).join(', ') })]
      : []),
  ]
  return (
    <>
      {board.channels.map(({ id, name }) => (
        <label key={id} className={classes.check}>
          <input
            type="checkbox"
            checked={chats.includes(id)}
            onChange={(event) =>
              setChats(event.currentTarget.checked ? [...chats, id] : chats.filter((one) => one !== id))
            }
          />
          {text('send.chat', { name })}
        </label>
      ))}
      {obstacles.length > 0 && (
        <ul className={classes.rows}>
          {obstacles.map((sentence) => (
            <li key={sentence}>
              <StateMark tone="unknown" word={sentence} />
            </li>
          ))}
        </ul>
      )}
      {board.can.send && (
        <Button className={classes.act} disabled={obstacles.length > 0} onClick={() => setAsked(true)}>
          {isPublic ? text('send.publish') : text('send.do', { count: recipients.all + chats.length })}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text('send.title')}
        confirmLabel={text('send.confirm')}
        onConfirm={async () => {
          const { id, revision } = statement
          await call(releaseStatement, { id: board.incidentId, statement: id, revision, chats: [...chats] })
          onDone()
        }}
        onClose={() => setAsked(false)}
      >
        {text('send.what')}
      </ConfirmDialog>
    </>
  )
}

function Sent({ board, statement, onDone, onOpen }: ViewProps) {
  const text = useText('communications')
  const [failure, setFailure] = useState<string>()
  const { sentText, releasedAt, releasedBy, sentSha256, body } = statement
  const correct = async () => {
    try {
      const { audience, language, id: corrects } = statement
      const made = await call(addStatement, { id: board.incidentId, audience, language, corrects })
      onDone()
      onOpen(made.id)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('say.failed'))
    }
  }
  return (
    <>
      {sentText !== null && (
        <Section title={text('sent.title')}>
          <p>
            {text('sent.by', { by: releasedBy ?? '' })}{' '}
            {releasedAt !== null && <TimeText at={releasedAt} form="absolute" />}
          </p>
          <strong>{body.subject}</strong>
          <pre className={classes.letter}>{sentText}</pre>
          <p className={classes.dim}>SHA-256 {sentSha256}</p>
          {board.can.draft && (
            <Button variant="default" className={classes.act} onClick={() => void correct()}>
              {text('sent.correct')}
            </Button>
          )}
          {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        </Section>
      )}
      <Section title={text('sent.people')}>
        <Recipients board={board} statement={statement} onDone={onDone} />
      </Section>
      <Papers board={board} statement={statement} />
    </>
  )
}
