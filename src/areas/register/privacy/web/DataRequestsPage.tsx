import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { PagedList } from '../../../../ui/lists/PagedList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../people/contract/people.ts'
import { listDataRequests, readRetention, type DataRequest } from '../contract.ts'
import { passageEntry, requestEntry } from './parts/entries.ts'
import { daysLeftUntil, outcomeTones } from './parts/request-words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** Who asked about the data held on them, and by when each is answered. */
export function DataRequestsPage() {
  const text = useText('privacy')
  const language = useLanguage()
  const [member] = useFilter('member')
  const members = useEvery(listMembers, {})
  const list = useInfiniteQuery(pagesOf(listDataRequests, { limit: 50 }))
  useLiveQuery('*', answerKey(listDataRequests), ['data_request.', 'erasure.'])
  const { ask, dialog } = useEntry([listDataRequests, readRetention])
  const known = members.find(({ id }) => id === member)
  const start = { memberId: known?.id ?? '', name: known?.name ?? '' }
  return (
    <Page
      title={text('requests.title')}
      lead={text('requests.lead')}
      actions={
        <Can permission="privacy.manage">
          <Button onClick={() => ask(requestEntry(text, { people: peopleAmong(members), language, start }))}>
            {text('requests.open')}
          </Button>
          <Button
            variant="default"
            onClick={() => ask(passageEntry(text, { passage: '', incidentId: null }))}
          >
            {text('blackout.open')}
          </Button>
        </Can>
      }
    >
      <p>
        <To path="/settings/retention">{text('requests.toRetention')}</To>
      </p>
      <PagedList
        answer={list}
        emptyTitle={text('requests.none')}
        emptyLead={text('requests.noneLead')}
        olderLabel={text('requests.older')}
      >
        {(items) => (
          <ul className={lines.list}>
            {items.map((request) => (
              <Line key={request.id} request={request} />
            ))}
          </ul>
        )}
      </PagedList>
      {dialog}
    </Page>
  )
}

function Line({ request }: { readonly request: DataRequest }) {
  const text = useText('privacy')
  const language = useLanguage()
  const { id, number, name, kind, outcome, dueOn, isLate } = request
  const due = dayWords(dueOn, language)
  return (
    <li>
      <span className={lines.words}>
        <Can permission="privacy.manage" otherwise={<strong>{name}</strong>}>
          <To path={`/settings/data-requests/${id}`}>{name}</To>
        </Can>
        <span className={lines.dim}>
          {text('requests.number', { number })} · {text(`kind.${kind}`)}
          {outcome === null && !isLate && ` · ${text('requests.left', { count: daysLeftUntil(dueOn) })}`}
        </span>
      </span>
      {outcome === null ? (
        <StateMark
          tone={isLate ? 'bad' : 'active'}
          word={text(isLate ? 'requests.late' : 'requests.due', { day: due })}
        />
      ) : (
        <StateMark tone={outcomeTones[outcome]} word={text(`outcome.${outcome}`)} />
      )}
    </li>
  )
}
