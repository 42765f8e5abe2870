import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To } from '../../../../ui/place.tsx'
import { peopleWho, useEvery } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listBusinessDecisions, type BusinessDecision } from '../contract/lessons.ts'
import { DecisionLine } from './parts/DecisionLine.tsx'
import { decisionEntry, lookBackEntry } from './parts/lesson-entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

const names = [
  'question',
  'verdict',
  'reason',
  'owner',
  'decidedOn',
  'decidedBy',
  'followUpOn',
  'outcome',
] as const
const columns = names.map((name) => ({ name, value: (row: BusinessDecision) => row[name] }))

/** What the firm keeps, changes or stops after what happened, and what came of it. */
export function BusinessDecisionsPage() {
  const text = useText('improvements')
  const mayDecide = useMay('business.decide')
  const mayLookBack = useMay('improvement.propose')
  const people = peopleWho('improvement.propose', useEvery(listMembers, {}))
  const list = useInfiniteQuery(pagesOf(listBusinessDecisions, { limit: 50 }))
  useLiveQuery('*', answerKey(listBusinessDecisions), ['business.'])
  const { ask, dialog } = useEntry([listBusinessDecisions])
  const decide = (
    <Button onClick={() => ask(decisionEntry(text, people, null))}>{text('business.decide')}</Button>
  )
  return (
    <Page
      title={text('business.title')}
      lead={
        <>
          <To path="/improvements">{text('back')}</To> · {text('business.pageLead')}
        </>
      }
      actions={mayDecide && decide}
    >
      <ListTools
        end={
          <ExportButtons
            name="business-decisions"
            columns={columns}
            fetchAll={() => everyItem(listBusinessDecisions, { limit: 200 })}
          />
        }
      >
        {null}
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && (
        <EmptyState
          title={text('business.none')}
          lead={text('business.noneLead')}
          action={mayDecide && decide}
        />
      )}
      <ul className={lines.list}>
        {(list.data ?? []).map((decision) => (
          <DecisionLine
            key={decision.id}
            decision={decision}
            withCase
            onLookBack={mayLookBack ? () => ask(lookBackEntry(text, decision.id)) : undefined}
          />
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
      {dialog}
    </Page>
  )
}
