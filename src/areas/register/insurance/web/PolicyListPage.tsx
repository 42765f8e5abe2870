import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../people/contract/people.ts'
import { endPolicy, listPolicies, type Policy } from '../contract/policies.ts'
import { policyColumns } from '../rules.ts'
import { EndMark } from './parts/EndMark.tsx'
import { endingEntry, policyEntry } from './parts/entries.ts'

/** Insurance policies: whom to call, what they want, until when they hold. */
export function PolicyListPage() {
  const text = useText('insurance')
  const [q] = useFilter('q')
  const people = peopleAmong(useEvery(listMembers, {}))
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listPolicies, input))
  useLiveQuery('*', answerKey(listPolicies), ['policy.', 'attestation.'])
  return (
    <RegisterPage<Policy>
      room="insurance"
      group="policies"
      permission="insurance.manage"
      other={<To path="/retainers">{text('policies.toRetainers')}</To>}
      list={list}
      endpoints={{ list: listPolicies }}
      columns={policyColumns.map((name) => ({ name, value: (row) => cellOf(row, name, people) }))}
      fetchAll={() => everyItem(listPolicies, input)}
      wordsOf={(row) => [
        row.insurer,
        row.number,
        row.hotline,
        openOf(row) === 0 ? '' : text('policies.unproved', { count: openOf(row) }),
      ]}
      pathOf={(row) => `/policies/${row.id}`}
      markOf={(row) => <EndMark daysLeft={row.daysLeft} endsOn={row.endsOn} />}
      entryOf={(row) => policyEntry(text, people, row)}
      retiring={(row) => endingEntry(text, row, endPolicy)}
    />
  )
}

function openOf({ attestations }: Policy): number {
  return attestations.filter(({ state }) => state !== 'proved').length
}

function cellOf(row: Policy, name: (typeof policyColumns)[number], people: People): string | number | null {
  if (name === 'owner') return people.addressOf(row.ownerId)
  const value = row[name]
  return Array.isArray(value) ? value.join('|') : value
}
