import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { getDataRequest, listDataRequests, type DataRequestDetail, type Erasure } from '../contract.ts'
import { answerEntry, eraseEntry } from './parts/entries.ts'
import { FoundRooms } from './parts/FoundRooms.tsx'
import { outcomeTones } from './parts/request-words.ts'
import { SaveFound } from './parts/SaveFound.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** One request: everything that is held about the person, and what becomes of it. */
export function DataRequestPage() {
  const text = useText('privacy')
  const id = usePart('request')
  // Not each batch of it: all rooms are looked through for one answer.
  const live = { stream: '*', kinds: ['data_request.', 'erasure.done'] }
  const answer = useAnswer(getDataRequest, { id }, { live })
  if (answer.data) return <Shown request={answer.data} />
  return (
    <Page title={text('requests.title')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
    </Page>
  )
}

function Shown({ request }: { readonly request: DataRequestDetail }) {
  const text = useText('privacy')
  const language = useLanguage()
  const { ask, dialog } = useEntry([getDataRequest, listDataRequests])
  const { name, number, kind, outcome, isLate, isActive, words, rooms, isCut, erasure } = request
  const isOpen = outcome === null
  const day = (value: string) => dayWords(value, language)
  return (
    <Page
      title={name}
      lead={<To path="/settings/data-requests">{text('request.back')}</To>}
      marks={
        <StateMark
          tone={isOpen ? (isLate ? 'bad' : 'active') : outcomeTones[outcome]}
          word={text(`outcome.${outcome ?? 'open'}`)}
        />
      }
      actions={
        isOpen && (
          <>
            {!isActive && (
              <Button color="red" onClick={() => ask(eraseEntry(text, request))}>
                {text('request.erase')}
              </Button>
            )}
            <Button variant="default" onClick={() => ask(answerEntry(text, request, 'answered'))}>
              {text('request.answerDo')}
            </Button>
            <Button variant="default" onClick={() => ask(answerEntry(text, request, 'refused'))}>
              {text('request.refuseDo')}
            </Button>
          </>
        )
      }
    >
      <Facts
        facts={[
          [text('requests.number', { number }), text(`kind.${kind}`)],
          [text('request.received'), day(request.receivedOn)],
          [text('request.due'), day(request.dueOn)],
          [text('request.by'), request.openedBy],
          ...(request.note === '' ? [] : [[text('request.note'), request.note] as const]),
          ...(isOpen ? [] : [[text('request.answer'), request.answer] as const]),
          ...(request.endedBy === null ? [] : [[text('request.endedBy'), request.endedBy] as const]),
        ]}
      />
      {isActive && erasure?.isDone !== true && (
        <Notice tone="warn">{text(isOpen ? 'request.active' : 'request.activeSince')}</Notice>
      )}
      {erasure && <Figures erasure={erasure} />}
      {(isOpen || rooms.length > 0) && (
        <Section title={text('found.title')} actions={<SaveFound id={request.id} />}>
          <p className={lines.dim}>
            {text('request.looking', { words: words.map((word) => word.text).join(' · ') })}
          </p>
          {rooms.length === 0 && <EmptyState title={text('found.none')} lead={text('found.noneLead')} />}
          {isCut && <Notice tone="active">{text('found.cut')}</Notice>}
          <FoundRooms rooms={rooms} />
          <p className={lines.dim}>{text('request.hidden')}</p>
          <p className={lines.dim}>{text('request.files')}</p>
        </Section>
      )}
      {dialog}
    </Page>
  )
}

function Figures({ erasure }: { readonly erasure: Erasure }) {
  const text = useText('privacy')
  const { rows, fields, waiting, stuck, isDone } = erasure
  return (
    <Notice tone={isDone ? 'good' : 'active'}>
      {[
        ...(isDone ? [text('request.done')] : []),
        text('request.doneFigures', { rows, fields }),
        ...(waiting > 0 ? [text('request.waits', { count: waiting })] : []),
        ...(stuck > 0 ? [text('request.stuck', { count: stuck })] : []),
        text('request.backups'),
      ].join(' ')}
    </Notice>
  )
}
