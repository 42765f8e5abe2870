import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, everyItem, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listAccess, type AccessSystem } from '../contract.ts'
import { campaignEntry } from './parts/entries.ts'
import { FactorWords } from './parts/FactorWords.tsx'
import { Leavers } from './parts/Leavers.tsx'
import { SystemLine } from './parts/SystemLine.tsx'
import { Tasks } from './parts/Tasks.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** What of this list stands in its address. */
const filters = { q: null }

const columns = (['name', 'kind', 'accounts', 'yes', 'no', 'unknown', 'listedAt'] as const).map((name) => ({
  name,
  value: (row: AccessSystem) => row[name] ?? '',
}))
/** Who can go through accounts. */
const fit: readonly string[] = ['owner', 'lead', 'responder']

/** Who gets in where: people who left first, then what is to be removed, then system by system. */
export function AccessPage() {
  const text = useText('access')
  const [q, setQ] = useFilter('q')
  const input = { limit: 50, ...(q && { q }) }
  const kinds = ['access_', 'leaver.', 'member.', 'asset.']
  const list = useInfiniteQuery(pagesOf(listAccess, input))
  useLiveQuery('*', answerKey(listAccess), kinds)
  const whole = useAnswer(listAccess, { limit: 1 }, { live: { stream: '*', kinds } })
  const { ask, dialog } = useEntry([listAccess])
  const systems = useEvery(listAccess, { limit: 200 })
  const people = useEvery(listMembers, {})
    .filter(({ status, role }) => status === 'active' && fit.includes(role))
    .map(({ id, name }) => ({ value: id, label: name }))
  const access = whole.data
  const rows = list.data ?? []
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={
        access?.can.review &&
        access.campaign === null &&
        systems.some(({ accounts }) => accounts > 0) && (
          <Button onClick={() => ask(campaignEntry(text, systems, people))}>{text('campaign.start')}</Button>
        )
      }
    >
      {access && <Standing access={access} />}
      {access && <Tasks access={access} ask={ask} />}
      {access && <Leavers access={access} ask={ask} />}
      <Section title={text('system.title')}>
        <ListTools
          filters={filters}
          end={
            <ExportButtons
              name="access"
              columns={columns}
              fetchAll={() => everyItem(listAccess, { ...input, limit: 200 })}
            />
          }
        >
          <SearchBox label={text('search')} value={q} onChange={setQ} />
        </ListTools>
        {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Loading />}
        {list.data && rows.length === 0 && (
          <EmptyState
            title={text('system.none')}
            lead={text('system.noneLead')}
            action={<To path="/assets">{text('system.toAssets')}</To>}
          />
        )}
        <ul className={lines.list}>
          {rows.map((system) => (
            <SystemLine key={system.id} system={system} />
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
      </Section>
      {dialog}
    </Page>
  )
}

/** How much of it is known, and how far the campaign is. */
function Standing({ access: { totals, campaign, past } }: { readonly access: OutputOf<typeof listAccess> }) {
  const text = useText('access')
  const language = useLanguage()
  const [last] = past
  return (
    <Facts
      facts={[
        [text('factor.title'), <FactorWords key="factor" counts={totals} />],
        [text('system.title'), text('system.known', { listed: totals.listed, unlisted: totals.unlisted })],
        [
          text('campaign.title'),
          campaign === null
            ? text('campaign.none')
            : text('campaign.runs', {
                name: campaign.name,
                done: campaign.done,
                systems: campaign.systems,
                day: dayWords(campaign.dueOn, language),
              }),
        ],
        [
          text('campaign.last'),
          last === undefined || last.endedAt === null
            ? text('campaign.never')
            : text('campaign.ended', { name: last.name, day: dayWords(last.endedAt.slice(0, 10), language) }),
        ],
      ]}
    />
  )
}
