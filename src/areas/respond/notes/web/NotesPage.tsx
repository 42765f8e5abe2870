import { Button, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf, useAct, useAnswer } from '../../../../ui/answers.ts'
import { useForm } from '../../../../ui/form.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { getIncident } from '../../incidents/contract/incident.ts'
import { archiveNotePage, listNotePages, openNotePage, type NotePageRow } from '../contract.ts'
import { useWaitingPages } from './parts/use-waiting-pages.ts'
import classes from './parts/notes.module.css'

/** What of this list stands in its address. */
const filters = { q: null, archived: ['yes'] }

/** The shared pages of a case: read, looked through, opened, put away and taken back. */
export function NotesPage() {
  const text = useText('notes')
  const id = usePart('incident')
  const incident = useAnswer(getIncident, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const [q, setQ] = useFilter('q')
  const [archived, setArchived] = useFilter('archived', 'no')
  const mayNote = useMay('incident.note')
  if (incident.error && !incident.data)
    return <ErrorState error={incident.error} onRetry={() => void incident.refetch()} />
  if (!incident.data) return <Loading />
  const { number, title, can } = incident.data
  const mayWrite = mayNote && can.note
  const wanted = archived === 'yes' ? 'yes' : 'no'
  return (
    <Page
      title={text('title', { number })}
      lead={`${title}. ${text('lead')}`}
      actions={<To path={`/incidents/${id}`}>{text('back', { number })}</To>}
    >
      {mayWrite && wanted === 'no' && <OpenForm id={id} />}
      <ListTools filters={filters}>
        <SearchBox label={text('search')} value={q} onChange={setQ} />
        <Pills
          label={text('which')}
          value={wanted}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: text(`archived.${value}`) }))}
          onChange={setArchived}
        />
      </ListTools>
      <List id={id} q={q} archived={wanted} mayWrite={mayWrite} />
    </Page>
  )
}

function OpenForm({ id }: { readonly id: string }) {
  const text = useText('notes')
  const go = useGo()
  const open = useAct(openNotePage, { refreshes: [listNotePages] })
  const form = useForm({
    schema: openNotePage.input.pick({ title: true }),
    initial: { title: '' },
    send: async ({ title }) => open.mutateAsync({ id, title }),
    onDone: ({ id: page }) => go(`/incidents/${id}/notes/${page}`),
  })
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      <TextInput
        label={text('newTitle')}
        placeholder={text('newExample')}
        maxLength={200}
        size="md"
        required
        {...form.field('title')}
      />
      <Button type="submit" size="md" loading={form.isBusy}>
        {text('open')}
      </Button>
      {form.failure !== undefined && <Notice tone="bad">{form.failure}</Notice>}
    </form>
  )
}

interface ListProps {
  readonly id: string
  readonly q: string
  readonly archived: 'yes' | 'no'
  readonly mayWrite: boolean
}

function List({ id, q, archived, mayWrite }: ListProps) {
  const text = useText('notes')
  const list = useInfiniteQuery(pagesOf(listNotePages, { id, archived, ...(q.trim() !== '' && { q }) }))
  useLiveQuery(id, answerKey(listNotePages), ['note_page.'])
  const waiting = useWaitingPages()
  const items = list.data ?? []
  if (list.error && items.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Loading lines={4} />
  if (items.length === 0 && q.trim() !== '') return <p>{text('nothingFound')}</p>
  if (items.length === 0)
    return archived === 'yes' ? (
      <p>{text('nothingAway')}</p>
    ) : (
      <EmptyState title={text('none')} lead={text(mayWrite ? 'noneLead' : 'noneToRead')} />
    )
  return (
    <>
      <ul className={lines.list} aria-label={text('list')}>
        {items.map((page) => (
          <Row key={page.id} id={id} page={page} mayWrite={mayWrite} isWaiting={waiting.has(page.id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('older')}
        </Button>
      )}
    </>
  )
}

interface RowProps extends Pick<ListProps, 'id' | 'mayWrite'> {
  readonly page: NotePageRow
  readonly isWaiting: boolean
}

function Row({ id, page, mayWrite, isWaiting }: RowProps) {
  const text = useText('notes')
  const archive = useAct(archiveNotePage, {
    refreshes: [listNotePages],
    onDone: () => showDone(text('restored', { title: page.title })),
  })
  const { title, excerpt, openedAt, openedBy, writtenAt, writtenBy, archivedAt } = page
  return (
    <li>
      <span className={lines.words}>
        <To path={`/incidents/${id}/notes/${page.id}`} className={lines.link}>
          <strong>{title}</strong>
        </To>
        {excerpt !== '' && <span className={classes.excerpt}>{excerpt}</span>}
        <span className={lines.dim}>
          {text(writtenBy === null ? 'openedBy' : 'lastBy', { name: writtenBy ?? openedBy })}{' '}
          <TimeText at={writtenAt ?? openedAt} />
        </span>
        {isWaiting && <Notice tone="warn">{text('waitsHere')}</Notice>}
        {archive.error && <Notice tone="bad">{archive.error.message}</Notice>}
      </span>
      {archivedAt !== null && mayWrite && (
        <span className={lines.acts}>
          <Button
            variant="default"
            loading={archive.isPending}
            aria-label={text('restoreOf', { title })}
            onClick={() => archive.mutate({ id, page: page.id, isArchived: false })}
          >
            {text('restore')}
          </Button>
        </span>
      )}
    </li>
  )
}
