import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { Rows } from '../../../../ui/register/Rows.tsx'
import { useText } from '../../../../ui/text.ts'
import { listContacts, type Contact } from '../contract/contacts.ts'
import { contactKinds } from '../contract/words.ts'
import { FreshMark } from './parts/FreshMark.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './contacts.module.css'

/** What of this list stands in its address. */
const filters = { q: null, kind: contactKinds, only: ['amber'] }

/** Whom to reach on a bad day, of ours and of others, in one list. */
export function ContactListPage() {
  const text = useText('contacts')
  const go = useGo()
  const [q, setQ] = useFilter('q')
  const [kind, setKind] = useFilter('kind')
  const [only, setOnly] = useFilter('only')
  const chosen = contactKinds.find((one) => one === kind)
  const input = {
    ...(q && { q }),
    ...(chosen && { kind: chosen }),
    ...(only === 'amber' && { only: 'amber' as const }),
  }
  const list = useInfiniteQuery(pagesOf(listContacts, { limit: 100, ...input }))
  const old = useAnswer(listContacts, { limit: 1, only: 'amber' }).data?.amber ?? 0
  useLiveQuery('*', answerKey(listContacts), [
    'contact.',
    'reach.',
    'vendor',
    'retainer',
    'policy',
    'member.',
  ])
  const rows = list.data ?? []
  const isFiltered = q !== '' || kind !== '' || only !== ''
  return (
    <Page
      title={text('list.title')}
      lead={
        <>
          {text('list.lead')} <To path="/call-tree">{text('list.toTree')}</To>
        </>
      }
      actions={
        <Can permission="contact.manage">
          <Button onClick={() => go('/contacts/new')}>{text('list.add')}</Button>
          <Button variant="default" onClick={() => go('/contacts/import')}>
            {text('list.import')}
          </Button>
        </Can>
      }
    >
      {old > 0 && only === '' && (
        <Notice tone="warn">
          <p>
            {text('list.old', { count: old })} <To path="/contacts?only=amber">{text('list.showOld')}</To>
          </p>
        </Notice>
      )}
      <ListTools
        filters={filters}
        end={
          <ExportButtons name="contacts" columns={columns} fetchAll={() => everyItem(listContacts, input)} />
        }
      >
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('list.kinds')}
          value={kind}
          onChange={setKind}
          options={contactKinds.map((value) => ({ value, label: text(`kinds.${value}`) }))}
        />
        {only !== '' && (
          <Button variant="default" onClick={() => setOnly('')}>
            {text('list.showAll')}
          </Button>
        )}
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(isFiltered ? 'list.noneFound' : 'list.none')}
          lead={text(isFiltered ? 'list.noneFoundLead' : 'list.noneLead')}
        />
      )}
      <Listed rows={rows} onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined} />
    </Page>
  )
}

interface ListedProps {
  readonly rows: readonly Contact[]
  readonly onMore: (() => void) | undefined
}

function Listed({ rows, onMore }: ListedProps) {
  const text = useText('contacts')
  return (
    <Rows
      rows={rows.map((row) => ({
        id: row.id,
        name: row.name,
        words: [text(`kind.${row.kind}`), row.organisation, row.job, firstWay(row)],
        path: `/contacts/${row.id}`,
        mark: (
          <span className={classes.marks}>
            <FreshMark contact={row} />
            {row.isAway && <span className={lines.dim}>{text('away.now')}</span>}
          </span>
        ),
        onChange: undefined,
        onRetire: undefined,
      }))}
      onMore={onMore}
    />
  )
}

/** The one that works when nothing else does. */
function firstWay({ ways }: Contact): string {
  const order = ways.toSorted(
    (a, b) => Number(b.whenDown) - Number(a.whenDown) || Number(b.atNight) - Number(a.atNight),
  )
  return order[0]?.value ?? ''
}

const ofKind = (kind: Contact['ways'][number]['kind']) => ({
  name: kind,
  value: ({ ways }: Contact) =>
    ways
      .filter((way) => way.kind === kind)
      .map(({ value }) => value)
      .join('|'),
})

/** As the import reads them again. */
const columns = [
  { name: 'name', value: (row: Contact) => row.name },
  { name: 'kind', value: (row: Contact) => row.kind },
  { name: 'organisation', value: (row: Contact) => row.organisation },
  { name: 'job', value: (row: Contact) => row.job },
  ofKind('phone'),
  ofKind('mobile'),
  ofKind('work_mail'),
  ofKind('private_mail'),
  ofKind('messenger'),
  ofKind('address'),
  { name: 'at_night', value: (row: Contact) => numbersWhere(row, 'atNight') },
  { name: 'when_down', value: (row: Contact) => numbersWhere(row, 'whenDown') },
  { name: 'languages', value: (row: Contact) => row.languages.join('|') },
  { name: 'time_zone', value: (row: Contact) => row.timeZone ?? '' },
  { name: 'note', value: (row: Contact) => row.note },
]

function numbersWhere({ ways }: Contact, what: 'atNight' | 'whenDown'): string {
  return ways
    .filter((way) => way[what])
    .map(({ value }) => value)
    .join('|')
}
