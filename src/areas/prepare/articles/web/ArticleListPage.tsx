import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SentInputOf } from '../../../../base/endpoint.ts'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter, useGo } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import { articleStates, exportArticles, listArticles, type Article } from '../contract.ts'
import { ArticleMarks } from './parts/ArticleMarks.tsx'
import { Excerpt } from './parts/Excerpt.tsx'
import { ImportFiles } from './parts/ImportFiles.tsx'
import { Starters } from './parts/Starters.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './articles.module.css'

const columns = (['title', 'state', 'owner', 'lookedOn', 'version', 'changedAt', 'changedBy'] as const).map(
  (name) => ({ name, value: (row: Article) => row[name] ?? '' }),
)
const lists = [
  { name: 'tags', value: (row: Article) => row.tags.join(', ') },
  { name: 'kinds', value: (row: Article) => row.kinds.join(', ') },
  { name: 'assets', value: (row: Article) => row.assets.map(({ name }) => name).join(', ') },
]

/** What people of the firm know how to do: searched first, since whoever comes here is looking for something. */
export function ArticleListPage() {
  const text = useText('articles')
  const go = useGo()
  const mayWrite = useMay('article.manage')
  const [q, setQ] = useFilter('q')
  const [kind] = useFilter('kind')
  const [tag] = useFilter('tag')
  const [state] = useFilter('state')
  const [isImporting, setImporting] = useState(false)
  const filter = {
    ...(q && { q }),
    ...(tag && { tag }),
    ...(isOneOf(incidentKinds, kind) && { kind }),
    ...(isOneOf(articleStates, state) && { state }),
  }
  const list = useInfiniteQuery(pagesOf(listArticles, { limit: 50, ...filter }))
  useLiveQuery('*', answerKey(listArticles), ['article.'])
  const rows = list.data ?? []
  const isNarrowed = Object.keys(filter).length > 0
  const write = <Button onClick={() => go('/articles/new')}>{text('list.add')}</Button>
  return (
    <Page
      title={text('list.title')}
      lead={text('list.lead')}
      actions={
        <Can permission="article.manage">
          {write}
          <Button variant="default" onClick={() => setImporting(true)}>
            {text('import.open')}
          </Button>
        </Can>
      }
    >
      <ListTools filters={{ q: null, kind: incidentKinds, tag: null, state: mayWrite ? articleStates : [] }}>
        <SearchBox label={text('list.search')} value={q} onChange={setQ} />
        <Filters mayWrite={mayWrite} />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text(isNarrowed ? 'list.noneFound' : 'list.none')}
          lead={text(isNarrowed ? 'list.noneFoundLead' : 'list.noneLead')}
          action={mayWrite && !isNarrowed && write}
        />
      )}
      <ul className={lines.list}>
        {rows.map((row) => (
          <ArticleRow key={row.id} article={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('list.more')}
          </Button>
        </div>
      )}
      {rows.length > 0 && <Exports filter={filter} />}
      {mayWrite && !isNarrowed && list.data && <Starters known={rows.map(({ title }) => title)} />}
      {isImporting && <ImportFiles onClose={() => setImporting(false)} />}
    </Page>
  )
}

function Exports({ filter }: { readonly filter: SentInputOf<typeof listArticles> }) {
  const text = useText('articles')
  return (
    <div className={lines.acts} data-no-print>
      <ExportButtons
        name="articles"
        columns={[...columns, ...lists]}
        fetchAll={() => everyItem(listArticles, { limit: 200, ...filter })}
      />
      <Button
        variant="default"
        onClick={() => void download(exportArticles, { format: 'markdown' }, 'articles.zip')}
      >
        {text('list.markdown')}
      </Button>
    </div>
  )
}

function Filters({ mayWrite }: { readonly mayWrite: boolean }) {
  const text = useText('articles')
  const [kind, setKind] = useFilter('kind')
  const [tag, setTag] = useFilter('tag')
  const [state, setState] = useFilter('state')
  const tags = useTags(tag)
  return (
    <>
      <NativeSelect
        className={classes.pick}
        aria-label={text('list.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        data={[
          { value: '', label: text('list.everyKind') },
          ...incidentKinds.map((value) => ({ value, label: text(`kind.${value}`) })),
        ]}
      />
      {tags.length > 0 && (
        <NativeSelect
          className={classes.pick}
          aria-label={text('list.tag')}
          value={tag}
          onChange={(event) => setTag(event.currentTarget.value)}
          data={[
            { value: '', label: text('list.everyTag') },
            ...tags.map(({ tag: value, count }) => ({
              value,
              label: count > 0 ? `${value} (${count})` : value,
            })),
          ]}
        />
      )}
      {mayWrite && (
        <FilterChips
          label={text('list.state')}
          value={state}
          onChange={setState}
          options={articleStates.map((value) => ({ value, label: text(`state.${value}`) }))}
        />
      )}
    </>
  )
}

/** The commonest tags of all, and the one that is chosen, whether or not it is among them. */
function useTags(chosen: string): { readonly tag: string; readonly count: number }[] {
  const all = useAnswer(listArticles, { limit: 1 })
  const tags = all.data?.tags ?? []
  return chosen === '' || tags.some(({ tag }) => tag === chosen) ? tags : [{ tag: chosen, count: 0 }, ...tags]
}

function ArticleRow({ article }: { readonly article: Article }) {
  const text = useText('articles')
  const { id, title, excerpt, tags, owner } = article
  const facts = [tags.join(', '), owner === '' ? '' : text('ownedBy', { name: owner })].filter(
    (one) => one !== '',
  )
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/articles/${id}`}>{title}</To>
        </strong>
        <Excerpt parts={excerpt} />
        {facts.length > 0 && <span className={lines.dim}>{facts.join(' · ')}</span>}
      </span>
      <span className={lines.acts}>
        <ArticleMarks article={article} />
      </span>
    </li>
  )
}

function isOneOf<One extends string>(all: readonly One[], value: string): value is One {
  return all.some((one) => one === value)
}
