import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, everyItem, pagesOf, useAct, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, usePart } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { getAccess, listAccess, saveAccounts, type Account } from '../contract.ts'
import { AccountLine } from './parts/AccountLine.tsx'
import { accountEntry } from './parts/entries.ts'
import { FactorWords } from './parts/FactorWords.tsx'
import { ReviewState } from './parts/SystemLine.tsx'
import { TakeList } from './parts/TakeList.tsx'
import lines from '../../../../ui/lists/lines.module.css'

const columns = (['login', 'holder', 'rights', 'secondFactor'] as const).map((name) => ({
  name,
  value: (row: Account) => row[name],
}))

/** Who gets into one system, and what was said about each. */
export function SystemAccessPage() {
  const text = useText('access')
  const id = usePart('asset')
  const input = { id, limit: 100 }
  const kinds = ['access_', 'member.']
  const list = useInfiniteQuery(pagesOf(getAccess, input))
  useLiveQuery('*', answerKey(getAccess), kinds)
  const whole = useAnswer(getAccess, { id, limit: 1 })
  const people = peopleAmong(useEvery(listMembers, {})).options
  const { ask, dialog } = useEntry([getAccess, listAccess])
  const [isTaking, setTaking] = useState(false)
  const fill = useAct(saveAccounts, { refreshes: [getAccess, listAccess] })
  const { system, can } = whole.data ?? {}
  const rows = list.data ?? []
  const error = whole.error ?? list.error ?? fill.error
  const take = (
    <Button variant="default" onClick={() => setTaking(true)}>
      {text('list.open')}
    </Button>
  )
  const everybody = (
    <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate({ id, how: 'people' })}>
      {text('list.people')}
    </Button>
  )
  return (
    <Page
      title={system?.name ?? text('title')}
      lead={
        <>
          {system && <FactorWords counts={system} />} · <To path="/access">{text('back')}</To>
        </>
      }
      marks={system && <ReviewState system={system} />}
      actions={
        can?.review && (
          <>
            <Button onClick={() => ask(accountEntry(text, id, people))}>{text('account.add')}</Button>
            {take}
          </>
        )
      }
    >
      {error && <ErrorState error={error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState
          title={text('list.none')}
          lead={text('list.noneLead')}
          action={can?.review && everybody}
        />
      )}
      {rows.length > 0 && <Tools id={id} name={system?.name ?? ''} count={system?.accounts ?? rows.length} />}
      <ul className={lines.list}>
        {rows.map((account) => (
          <AccountLine key={account.id} account={account} systemId={id} can={can} people={people} ask={ask} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('more')}
          </Button>
        </div>
      )}
      {isTaking && <TakeList id={id} onClose={() => setTaking(false)} />}
      {dialog}
    </Page>
  )
}

function Tools({ id, name, count }: { readonly id: string; readonly name: string; readonly count: number }) {
  const text = useText('access')
  return (
    <ListTools
      end={
        <ExportButtons
          name={`access-${name}`}
          columns={columns}
          fetchAll={() => everyItem(getAccess, { id, limit: 200 })}
        />
      }
    >
      <p className={lines.dim}>{text('system.accounts', { count })}</p>
    </ListTools>
  )
}
