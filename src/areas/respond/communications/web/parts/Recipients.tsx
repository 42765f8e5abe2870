import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listRecipients, noteTelling, removeRecipients, type Recipient } from '../../contract/recipients.ts'
import type { Statement, StatementBoard } from '../../contract/statements.ts'
import { AddPeople } from './AddPeople.tsx'
import classes from './statements.module.css'

interface RecipientsProps {
  readonly board: StatementBoard
  readonly statement: Statement
  readonly onDone: () => void
}

const tones = { listed: 'quiet', waiting: 'active', reached: 'good', 'not reached': 'warn' } as const
const byHand = ['phone', 'hand', 'letter', 'portal'] as const

/** Who is on the list, how each was reached, and the next way where one was not. */
export function Recipients({ board, statement, onDone }: RecipientsProps) {
  const text = useText('communications')
  const client = useQueryClient()
  const about = { id: board.incidentId, statement: statement.id }
  const pages = useInfiniteQuery(pagesOf(listRecipients, about))
  useLiveQuery(board.incidentId, answerKey(listRecipients, about), ['recipient.', 'statement.'])
  const [failure, setFailure] = useState<string>()
  const isDraft = statement.state === 'draft'
  const refresh = () => {
    void client.invalidateQueries({ queryKey: answerKey(listRecipients) })
    onDone()
  }
  const act = async (work: () => Promise<unknown>) => {
    setFailure(undefined)
    try {
      await work()
      refresh()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('say.failed'))
    }
  }
  const { recipients } = statement
  return (
    <>
      {recipients.all === 0 && <p className={classes.dim}>{text('people.empty')}</p>}
      {recipients.all > 0 && (
        <p>
          {text('people.counts', {
            all: recipients.all,
            reached: recipients.reached,
            waiting: recipients.waiting,
            notReached: recipients.notReached,
          })}
          {recipients.read > 0 && ` ${text('people.read', { count: recipients.read })}`}
        </p>
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <ul className={classes.rows}>
        {pages.data?.map((one) => (
          <Row
            key={one.id}
            one={one}
            mayNote={!isDraft && board.can.send}
            onNote={(what, how) =>
              void act(() => call(noteTelling, { ...about, recipients: [one.id], what, how }))
            }
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="subtle" className={classes.act} onClick={() => void pages.fetchNextPage()}>
          {text('people.more')}
        </Button>
      )}
      {isDraft && board.can.draft && <AddPeople board={board} statement={statement} onDone={refresh} />}
      {isDraft && board.can.draft && recipients.all > 0 && (
        <Button
          variant="subtle"
          className={classes.act}
          onClick={() => void act(() => call(removeRecipients, about))}
        >
          {text('people.clear')}
        </Button>
      )}
    </>
  )
}

type Note = (what: 'told' | 'not told' | 'again', how: Recipient['channel']) => void

function Row({
  one,
  mayNote,
  onNote,
}: {
  readonly one: Recipient
  readonly mayNote: boolean
  readonly onNote: Note
}) {
  const text = useText('communications')
  const { name, channel, state, why, settledAt, settledBy, readAt, others, email, phone, post } = one
  const where = { mail: email, phone, letter: post.join(', '), hand: '', inbox: '', chat: '', portal: '' }
  const isForHands = byHand.some((way) => way === channel)
  return (
    <li className={classes.fact}>
      <span className={classes.marks}>
        <strong>{name}</strong>
        <StateMark
          tone={readAt === null ? tones[state] : 'good'}
          word={text(readAt === null ? `reach.${state.replace(' ', '_')}` : 'reach.read')}
        />
        <span>
          {text(`channel.${channel}`)} {where[channel]}
        </span>
      </span>
      <span className={classes.dim}>
        {why} {settledBy}{' '}
        {(readAt ?? settledAt) && <TimeText at={readAt ?? settledAt ?? ''} form="absolute" />}
      </span>
      {mayNote && state !== 'reached' && (
        <span className={classes.buttons}>
          {isForHands && (
            <Button
              variant="default"
              size="compact-md"
              onClick={() => onNote('told', channel)}
              aria-label={text('people.toldOf', { name })}
            >
              {text('people.told')}
            </Button>
          )}
          {others.map((way) => (
            <Button
              key={way}
              variant="default"
              size="compact-md"
              onClick={() => onNote('again', way)}
              aria-label={text('people.tryOf', { name, way: text(`channel.${way}`) })}
            >
              {text('people.try', { way: text(`channel.${way}`) })}
            </Button>
          ))}
        </span>
      )}
    </li>
  )
}
