import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readStatements, type Statement, type StatementBoard } from '../contract/statements.ts'
import { ReportAbuse } from './abuse/ReportAbuse.tsx'
import { FactBoard } from './parts/FactBoard.tsx'
import { NewStatement } from './parts/NewStatement.tsx'
import { PhoneSheet } from './parts/PhoneSheet.tsx'
import { Rhythms } from './parts/Rhythms.tsx'
import { StatementView } from './parts/StatementView.tsx'
import { WayTrust } from './parts/WayTrust.tsx'
import classes from './parts/statements.module.css'

/** What is said of a case, to whom: facts first, then the statements that rest on them. */
export function StatementsPage() {
  const text = useText('communications')
  const id = usePart('incident')
  const board = useAnswer(
    readStatements,
    { id },
    { live: { stream: id, kinds: ['statement.', 'recipient.', 'situation.', 'mail.', 'party.', 'tlp.'] } },
  )
  const [open, setOpen] = useFilter('statement', '')
  if (board.error && !board.data)
    return (
      <Page title={text('say.title')}>
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      </Page>
    )
  if (!board.data) return <Loading />
  const shown = board.data.statements.find((one) => one.id === open)
  const refresh = () => void board.refetch()
  return (
    <Page
      title={text('say.title')}
      lead={
        <>
          <To path={`/incidents/${id}`}>
            INC-{board.data.number} {board.data.title}
          </To>
          . {text('say.lead')} <To path={`/incidents/${id}/outside`}>{text('say.outside')}</To>
        </>
      }
    >
      {board.data.mode === 'exercise' && <Notice tone="active">{text('say.exercise')}</Notice>}
      {board.data.mail.isHostile && (
        <Notice tone="bad" title={text('trust.hostileTitle')}>
          {text('trust.hostile', { by: board.data.mail.by, reason: board.data.mail.reason })}
        </Notice>
      )}
      {board.data.telephone.isHostile && (
        <Notice tone="bad" title={text('phoneTrust.hostileTitle')}>
          {text('phoneTrust.hostile', { by: board.data.telephone.by, reason: board.data.telephone.reason })}
        </Notice>
      )}
      {shown ? (
        <StatementView
          key={shown.id}
          board={board.data}
          statement={shown}
          onDone={refresh}
          onOpen={setOpen}
        />
      ) : (
        <Overview board={board.data} onDone={refresh} onOpen={setOpen} />
      )}
    </Page>
  )
}

interface OverviewProps {
  readonly board: StatementBoard
  readonly onDone: () => void
  readonly onOpen: (statement: string) => void
}

function Overview({ board, onDone, onOpen }: OverviewProps) {
  const text = useText('communications')
  const [isNew, setNew] = useState(false)
  return (
    <div className={classes.page}>
      <FactBoard board={board} onDone={onDone} />
      <Section title={text('say.list')}>
        {board.statements.length === 0 && !isNew && (
          <EmptyState title={text('say.emptyTitle')} lead={text('say.emptyLead')} />
        )}
        <ul className={classes.rows}>
          {board.statements.map((statement) => (
            <Row key={statement.id} statement={statement} onOpen={onOpen} />
          ))}
        </ul>
        {board.can.draft && (
          <NewStatement
            board={board}
            onStart={() => setNew(true)}
            onDone={(made) => {
              onDone()
              onOpen(made.id)
            }}
          />
        )}
      </Section>
      <Rhythms board={board} onDone={onDone} onOpen={onOpen} />
      <ReportAbuse
        board={board}
        onDone={(made) => {
          onDone()
          onOpen(made.id)
        }}
      />
      <PhoneSheet board={board} />
      <WayTrust way="mail" board={board} onDone={onDone} />
      <WayTrust way="telephone" board={board} onDone={onDone} />
    </div>
  )
}

const tones = { draft: 'active', released: 'good', withdrawn: 'quiet' } as const

function Row({
  statement,
  onOpen,
}: {
  readonly statement: Statement
  readonly onOpen: (id: string) => void
}) {
  const text = useText('communications')
  const { number, audience, body, state, recipients, missing, faults, corrects, correctedBy } = statement
  const isHeld = state === 'draft' && faults.length > 0
  return (
    <li>
      <button type="button" className={classes.row} onClick={() => onOpen(statement.id)}>
        <strong>
          {number}. {text(`audience.${audience}`)}
        </strong>
        <span>{body.subject}</span>
        <span className={classes.marks}>
          <StateMark
            tone={isHeld ? 'bad' : tones[state]}
            word={text(isHeld ? 'state.held' : `state.${state}`)}
          />
          {state === 'draft' && missing.length > 0 && (
            <StateMark tone="unknown" word={text('say.missing', { count: missing.length })} />
          )}
          {state === 'released' && (
            <StateMark
              tone={recipients.notReached > 0 ? 'warn' : 'good'}
              word={text('say.reached', { reached: recipients.reached, all: recipients.all })}
            />
          )}
          {corrects !== null && <span>{text('say.corrects', { number: corrects })}</span>}
          {correctedBy !== null && (
            <StateMark tone="warn" word={text('say.correctedBy', { number: correctedBy })} />
          )}
        </span>
        {statement.releasedAt !== null && (
          <span className={classes.dim}>
            <TimeText at={statement.releasedAt} form="absolute" /> · {statement.releasedBy}
          </span>
        )}
      </button>
    </li>
  )
}
