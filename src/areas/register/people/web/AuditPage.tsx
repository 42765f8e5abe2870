import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type * as z from 'zod'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { ListTools } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { useFilter } from '../../../../ui/place.tsx'
import { hasText, useText } from '../../../../ui/text.ts'
import { auditGroups } from '../contract/audit-groups.ts'
import { listAudit } from '../contract/people.ts'
import { auditSentence } from './parts/audit-words.ts'
import classes from './people.module.css'

/** What of this list stands in its address. */
const filters = { about: auditGroups }

type Entry = z.output<typeof listAudit.output>['items'][number]

/** What was done in the organisation's own name: people, keys, sources, settings, sign-ins. */
export function AuditPage() {
  const text = useText('people')
  const audited = useText('audited')
  const knows = (key: string) => hasText('audited', key)
  const [group, setGroup] = useFilter('about')
  const about = auditGroups.find((one) => one === group)
  const only = about === undefined ? {} : { about }
  const input = { limit: 100, ...only }
  const list = useInfiniteQuery(pagesOf(listAudit, input))
  useLiveQuery('*', answerKey(listAudit))
  const rows = list.data ?? []
  return (
    <Page title={text('settings.audit')} lead={text('audit.lead')}>
      <ListTools
        filters={filters}
        end={<ExportButtons name="audit" columns={exported} fetchAll={() => everyItem(listAudit, only)} />}
      >
        <Select
          aria-label={text('audit.filter')}
          placeholder={text('audit.filter')}
          clearable
          value={group || null}
          onChange={(value) => setGroup(value ?? '')}
          data={auditGroups.map((value) => ({ value, label: text(`audit.group.${value}`) }))}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState title={text('audit.emptyTitle')} lead={text('audit.emptyLead')} />
      )}
      <ol className={classes.list}>
        {rows.map((row) => (
          <li key={row.number}>
            <span className={classes.person}>
              <strong>{auditSentence({ text, audited, knows }, row)}</strong>
              <span>
                <TimeText at={row.at} /> · {text('audit.leaf', { index: row.index })} ·{' '}
                <code>{row.kind}</code>
              </span>
              {row.fields['reason'] && <span>{text('audit.because', { reason: row.fields['reason'] })}</span>}
            </span>
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('audit.older')}
          </Button>
        </div>
      )}
    </Page>
  )
}

const exported = [
  { name: 'index', value: (row: Entry) => row.index },
  { name: 'at', value: (row: Entry) => row.at },
  { name: 'kind', value: (row: Entry) => row.kind },
  { name: 'by', value: (row: Entry) => row.by },
  { name: 'fields', value: (row: Entry) => JSON.stringify(row.fields) },
]
