import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useText } from '../../../../ui/text.ts'
import { listAssets } from '../../assets/contract.ts'
import { listMembers } from '../../people/contract/people.ts'
import { archiveVendor, importVendors, listVendors, type Vendor } from '../contract/vendors.ts'
import { vendorColumns } from '../rules.ts'
import { vendorEntry, type Known } from './parts/entries.ts'

/** Whom the business depends on, and how to reach them. */
export function VendorListPage() {
  const text = useText('vendors')
  const [q] = useFilter('q')
  const people = peopleAmong(useEvery(listMembers, {}))
  const assets = useEvery(listAssets, {})
  const known: Known = { people, assets }
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listVendors, input))
  useLiveQuery('*', answerKey(listVendors), ['vendor'])
  return (
    <RegisterPage<Vendor>
      room="vendors"
      group="vendors"
      permission="vendor.manage"
      other={<To path="/contracts">{text('vendors.toContracts')}</To>}
      list={list}
      endpoints={{ list: listVendors, take: importVendors }}
      columns={vendorColumns.map((name) => ({ name, value: (row) => cellOf(row, name, known) }))}
      fetchAll={() => everyItem(listVendors, input)}
      wordsOf={(row) => [
        row.does,
        text(`access.${row.access}`),
        people.nameOf(row.ownerId) ?? text('nobody'),
      ]}
      pathOf={(row) => `/vendors/${row.id}`}
      markOf={(row) => markOf(row, text)}
      entryOf={(row) => vendorEntry(text, known, row)}
      retiring={(row) => ({
        title: text('archiveTitle', { name: row.name }),
        lead: <p>{text('archiveLead')}</p>,
        fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
        endpoint: archiveVendor,
        given: { id: row.id },
        submit: text('archive'),
      })}
    />
  )
}

function markOf({ contacts }: Vendor, text: (key: string) => string) {
  if (contacts.length === 0) return <StateMark tone="bad" word={text('contacts.none')} />
  if (contacts.every(({ isStale }) => isStale)) return <StateMark tone="warn" word={text('contacts.stale')} />
  return undefined
}

function cellOf(row: Vendor, name: (typeof vendorColumns)[number], { people, assets }: Known): string {
  const [first] = row.contacts
  switch (name) {
    case 'owner':
      return people.addressOf(row.ownerId)
    case 'assets':
      return assets
        .filter(({ id }) => row.assetIds.includes(id))
        .map((asset) => asset.name)
        .join('|')
    case 'contact':
      return first?.name ?? ''
    case 'phone':
    case 'nightPhone':
    case 'email':
    case 'other':
      return first?.[name] ?? ''
    default:
      return row[name]
  }
}
