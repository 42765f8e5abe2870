import { Button } from '@mantine/core'
import { useState } from 'react'
import { answerKey, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { useQueryClient } from '@tanstack/react-query'
import { listSessions, revokeSession } from '../../contract/account.ts'
import { deviceOf } from './device-words.ts'
import classes from '../people.module.css'

/** Where I am signed in; each can be ended at once. */
export function AccountSessions() {
  const text = useText('people')
  const client = useQueryClient()
  const answer = useAnswer(listSessions, {})
  const [isEndingAll, setEndingAll] = useState(false)
  const end = useAct(revokeSession, {
    refreshes: [listSessions],
    onDone: () => showDone(text('session.ended')),
  })
  if (answer.error && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading lines={2} />
  const others = answer.data.items.filter(({ current }) => !current)
  const endOthers = async () => {
    for (const { id } of others) {
      // One that ended by itself meanwhile is what we want.
      await call(revokeSession, { id }).catch((error: unknown) => {
        if (!(error instanceof CallError && error.kind === 'not_found')) throw error
      })
    }
    await client.invalidateQueries({ queryKey: answerKey(listSessions) })
    showDone(text('session.ended'))
  }
  return (
    <>
      <ul className={classes.list}>
        {answer.data.items.map((session) => (
          <li key={session.id}>
            <span className={classes.person}>
              <strong>{deviceOf(session.userAgent) ?? text('session.unknown')}</strong>
              <span>
                {session.address} · {text('session.used')}{' '}
                <TimeText at={session.lastUsedAt} form="relative" /> · {text('session.since')}{' '}
                <TimeText at={session.createdAt} form="absolute" />
              </span>
            </span>
            {session.current ? (
              <StateMark tone="good" word={text('session.current')} />
            ) : (
              <Button
                variant="default"
                size="compact-md"
                loading={end.isPending && end.variables?.id === session.id}
                onClick={() => end.mutate({ id: session.id })}
              >
                {text('session.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error && <ErrorState error={end.error} />}
      {others.length > 0 && (
        <div>
          <Button variant="default" onClick={() => setEndingAll(true)}>
            {text('session.endOthers')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isEndingAll}
        title={text('session.endOthers')}
        confirmLabel={text('session.endOthersDo')}
        onClose={() => setEndingAll(false)}
        onConfirm={endOthers}
      >
        {text('session.endOthersWhat', { count: others.length })}
      </ConfirmDialog>
    </>
  )
}
