import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../people/contract/people.ts'
import { importContracts, listContracts, type Contract } from '../contract/contracts.ts'
import { listVendors } from '../contract/vendors.ts'
import { clauses } from '../contract/words.ts'
import { contractColumns } from '../rules.ts'
import { contractEntry, endingEntry } from './parts/entries.ts'
import { NoticeMark } from './parts/NoticeMark.tsx'

/** What was agreed with suppliers, and when notice has to be given. */
export function ContractListPage() {
  const text = useText('vendors')
  const language = useLanguage()
  const [q] = useFilter('q')
  const people = peopleAmong(useEvery(listMembers, {}))
  const vendors = useEvery(listVendors, {})
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listContracts, input))
  useLiveQuery('*', answerKey(listContracts), ['contract.', 'vendor.'])
  return (
    <RegisterPage<Contract>
      room="vendors"
      group="contracts"
      permission="vendor.manage"
      other={<To path="/vendors">{text('contracts.toVendors')}</To>}
      list={list}
      endpoints={{ list: listContracts, take: importContracts }}
      columns={contractColumns.map((name) => ({ name, value: (row) => cellOf(row, name, people) }))}
      fetchAll={() => everyItem(listContracts, input)}
      wordsOf={(row) => [
        row.vendor,
        row.serviceLevel,
        row.periodEndsOn === null
          ? text('contracts.open')
          : text('contracts.until', { day: dayWords(row.periodEndsOn, language, 'medium') }),
        people.nameOf(row.ownerId) ?? text('nobody'),
      ]}
      pathOf={(row) => `/vendors/${row.vendorId}`}
      markOf={(row) => <NoticeMark contract={row} />}
      entryOf={(row) => contractEntry(text, { people, vendors }, row)}
      retiring={(row) => endingEntry(text, row)}
    />
  )
}

function cellOf(
  row: Contract,
  name: (typeof contractColumns)[number],
  people: People,
): string | number | null {
  const judged = (state: string) => clauses.filter((one) => row.clauses[one]?.state === state).join('|')
  switch (name) {
    case 'owner':
      return people.addressOf(row.ownerId)
    case 'theyTellValue':
      return row.theyTell?.value ?? null
    case 'theyTellUnit':
      return row.theyTell?.unit ?? null
    case 'theyTellWords':
      return row.theyTell?.words ?? null
    case 'weTellValue':
      return row.weTell?.value ?? null
    case 'weTellUnit':
      return row.weTell?.unit ?? null
    case 'weTellWords':
      return row.weTell?.words ?? null
    case 'present':
    case 'missing':
      return judged(name)
    default:
      return row[name]
  }
}
