import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readCaseMail, type CaseMail } from '../contract.ts'
import { Conversation } from './parts/Conversation.tsx'
import { WriteLetter } from './parts/WriteLetter.tsx'

const step = 20

/** Mail with people outside: written, answered, signed and encrypted inside the case. */
export function CaseMailPage() {
  const text = useText('correspondence')
  const id = usePart('incident')
  const [limit, setLimit] = useState(step)
  const answer = useAnswer(
    readCaseMail,
    { id, limit },
    { live: { stream: id, kinds: ['letter.', 'mail.', 'tlp.'] } },
  )
  if (answer.error && !answer.data)
    return (
      <Page title={text('title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  if (!answer.data) return <Loading />
  return (
    <Board
      id={id}
      box={answer.data}
      onMore={answer.data.next !== null && limit < 200 ? () => setLimit(limit + step) : undefined}
      onSent={() => void answer.refetch()}
    />
  )
}

interface BoardProps {
  readonly id: string
  readonly box: CaseMail
  readonly onMore: (() => void) | undefined
  readonly onSent: () => void
}

function Board({ id, box, onMore, onSent }: BoardProps) {
  const text = useText('correspondence')
  const [isWriting, setWriting] = useState(false)
  const { number, title, items, from, obstacle, mayWrite } = box
  const canWrite = mayWrite && obstacle === ''
  const begin = canWrite && !isWriting && (
    <Button onClick={() => setWriting(true)}>{text('write.begin')}</Button>
  )
  const done = (isEncrypted: boolean) => {
    setWriting(false)
    showDone(text(isEncrypted ? 'write.sentSealed' : 'write.sentOpen'))
    onSent()
  }
  return (
    <Page
      title={text('title')}
      lead={
        <>
          <To path={`/incidents/${id}`}>
            INC-{number} {title}
          </To>
          . {from !== '' && text('lead', { from })}
        </>
      }
      actions={items.length > 0 && begin}
    >
      {obstacle !== '' && (
        <Notice tone={obstacle === 'hostile' ? 'bad' : 'active'}>
          {text(`obstacle.${obstacle}`)}{' '}
          {obstacle === 'off' && <To path="/settings/mail">{text('toMail')}</To>}
        </Notice>
      )}
      {isWriting && canWrite && (
        <Section title={text('write.title')}>
          <WriteLetter incidentId={id} box={box} onSent={done} onClose={() => setWriting(false)} />
        </Section>
      )}
      {items.length === 0 && !isWriting && (
        <EmptyState title={text('emptyTitle')} lead={text('emptyLead')} action={begin} />
      )}
      {items.map((thread) => (
        <Conversation key={thread.id} incidentId={id} thread={thread} box={box} onSent={done} />
      ))}
      {onMore && (
        <div>
          <Button variant="default" onClick={onMore}>
            {text('older')}
          </Button>
        </div>
      )}
      <p>
        <To path="/settings/mail-keys">{text('toKeys')}</To>
      </p>
    </Page>
  )
}
