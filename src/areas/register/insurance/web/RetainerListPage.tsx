import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../people/contract/people.ts'
import { endRetainer, listRetainers, type Retainer } from '../contract/retainers.ts'
import { retainerColumns } from '../rules.ts'
import { EndMark } from './parts/EndMark.tsx'
import { endingEntry, retainerEntry } from './parts/entries.ts'
import { RetainerTasks } from './parts/RetainerTasks.tsx'

/** Firms that promised to come, and whether the insurer pays for them. */
export function RetainerListPage() {
  const text = useText('insurance')
  const [q] = useFilter('q')
  const people = peopleAmong(useEvery(listMembers, {}))
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listRetainers, input))
  useLiveQuery('*', answerKey(listRetainers), ['retainer.'])
  return (
    <RegisterPage<Retainer>
      room="insurance"
      group="retainers"
      permission="insurance.manage"
      other={<To path="/policies">{text('retainers.toPolicies')}</To>}
      above={<RetainerTasks rows={list.data ?? []} onDone={() => void list.refetch()} />}
      list={list}
      endpoints={{ list: listRetainers }}
      columns={retainerColumns.map((name) => ({
        name,
        value: (row) => (name === 'owner' ? people.addressOf(row.ownerId) : row[name]),
      }))}
      fetchAll={() => everyItem(listRetainers, input)}
      wordsOf={(row) => [
        row.phone,
        row.nightPhone,
        row.answerHours === null ? '' : text('retainers.within', { count: row.answerHours }),
        row.authority,
      ]}
      markOf={(row) => (
        <>
          <StateMark
            tone={row.panel === 'yes' ? 'good' : row.panel === 'no' ? 'warn' : 'unknown'}
            word={text(`panel.${row.panel}`)}
          />
          <EndMark daysLeft={row.daysLeft} endsOn={row.endsOn} />
        </>
      )}
      entryOf={(row) => retainerEntry(text, people, row)}
      retiring={(row) => endingEntry(text, row, endRetainer)}
    />
  )
}
