import { Button } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { setReportRhythm, type ReportRhythm } from '../../contract/rhythms.ts'
import type { StatementBoard } from '../../contract/statements.ts'
import { RhythmForm, spanWords } from './RhythmForm.tsx'
import classes from './statements.module.css'

interface RhythmsProps {
  readonly board: StatementBoard
  readonly onDone: () => void
  readonly onOpen: (statement: string) => void
}

/** Reports that come back: to whom, how often, who answers for each, and the draft that waits. */
export function Rhythms(props: RhythmsProps) {
  const text = useText('communications')
  const { board, onDone } = props
  const [edited, setEdited] = useState<ReportRhythm | 'new'>()
  const standing = board.rhythms.filter(({ isOn }) => isOn)
  const mayChange = board.can.draft && board.status !== 'closed'
  if (standing.length === 0 && !mayChange) return null
  return (
    <Section title={text('rhythm.title')}>
      <p className={classes.dim}>{text(standing.length === 0 ? 'rhythm.empty' : 'rhythm.lead')}</p>
      <ul className={classes.rows}>
        {standing.map((rhythm) => (
          <Rhythm
            key={rhythm.audience}
            {...props}
            rhythm={rhythm}
            onChange={mayChange ? () => setEdited(rhythm) : undefined}
          />
        ))}
      </ul>
      {edited === undefined && mayChange && (
        <Button variant="default" className={classes.act} onClick={() => setEdited('new')}>
          {text('rhythm.add')}
        </Button>
      )}
      {edited !== undefined && (
        <RhythmForm
          key={edited === 'new' ? 'new' : edited.audience}
          board={board}
          rhythm={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onDone={() => {
            setEdited(undefined)
            onDone()
          }}
        />
      )}
    </Section>
  )
}

function Rhythm({
  board,
  rhythm,
  onDone,
  onOpen,
  onChange,
}: RhythmsProps & { readonly rhythm: ReportRhythm; readonly onChange: (() => void) | undefined }) {
  const text = useText('communications')
  const members = useAnswer(listMembers, { limit: 200 }).data?.items ?? []
  const [failure, setFailure] = useState<string>()
  const { audience, everyMinutes, nextAt, ownerId, isLate, statementId, memberIds, outsiders } = rhythm
  const owner = members.find(({ id }) => id === ownerId)?.name ?? ''
  const name = text(`audience.${audience}`)
  const draft = board.statements.find(({ id }) => id === statementId)
  const stop = async () => {
    setFailure(undefined)
    try {
      const { isLate: _late, statementId: _draft, outsiders: _people, setBy: _by, ...same } = rhythm
      await call(setReportRhythm, { ...same, id: board.incidentId, isOn: false, goesByItself: false })
      onDone()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('say.failed'))
    }
  }
  return (
    <li className={classes.column}>
      <span className={classes.marks}>
        <strong>{name}</strong>
        <span>{text('rhythm.every', { span: spanWords(text, everyMinutes) })}</span>
        <StateMark tone={isLate ? 'bad' : 'quiet'} word={text(isLate ? 'rhythm.late' : 'rhythm.next')} />
        <TimeText at={nextAt} />
      </span>
      <span className={classes.dim}>
        {text('rhythm.by', { owner })} · {text('rhythm.to', { inside: memberIds.length, outside: outsiders })}
        {rhythm.goesByItself && <> · {text('rhythm.byItself')}</>}
      </span>
      <span className={classes.marks} data-no-print>
        {draft && (
          <Button className={classes.act} onClick={() => onOpen(draft.id)}>
            {text('rhythm.open', { name })}
          </Button>
        )}
        {onChange && (
          <>
            <Button
              variant="default"
              className={classes.act}
              aria-label={text('rhythm.changeOf', { name })}
              onClick={onChange}
            >
              {text('rhythm.change')}
            </Button>
            <Button
              variant="subtle"
              className={classes.act}
              aria-label={text('rhythm.stopOf', { name })}
              onClick={() => void stop()}
            >
              {text('rhythm.stop')}
            </Button>
          </>
        )}
      </span>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </li>
  )
}
