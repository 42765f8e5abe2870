import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useText } from '../../../../ui/text.ts'
import { listAssets } from '../../../register/assets/contract.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { endBackup, listBackups, type Backup } from '../contract/backups.ts'
import { backupColumns } from '../rules.ts'
import { BackupMark } from './parts/BackupMark.tsx'
import { backupEntry, type Known } from './parts/entries.ts'

/** What is copied where and how often, and whether it would come back. */
export function BackupListPage() {
  const text = useText('backups')
  const [q] = useFilter('q')
  const known: Known = { people: peopleAmong(useEvery(listMembers, {})), assets: useEvery(listAssets, {}) }
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listBackups, input))
  useLiveQuery('*', answerKey(listBackups), ['copy.'])
  const rows = list.data ?? []
  const isAllReachable = q === '' && rows.length > 0 && rows.every(({ isolation }) => isolation === 'none')
  return (
    <RegisterPage<Backup>
      room="backups"
      group="backups"
      permission="copy.manage"
      other={<To path="/backup-coverage">{text('backups.toCoverage')}</To>}
      above={isAllReachable && <Notice tone="bad">{text('backups.allReachable')}</Notice>}
      list={list}
      endpoints={{ list: listBackups }}
      columns={backupColumns.map((name) => ({ name, value: (row) => cellOf(row, name, known) }))}
      fetchAll={() => everyItem(listBackups, input)}
      wordsOf={(row) => [
        row.what,
        text(`medium.${row.medium}`),
        row.place,
        text(`isolation.${row.isolation}`),
        text('backups.every', { count: row.everyHours }),
      ]}
      pathOf={(row) => `/backups/${row.id}`}
      markOf={(row) => <BackupMark backup={row} />}
      entryOf={(row) => backupEntry(text, known, row)}
      retiring={(row) => ({
        title: text('endTitle', { name: row.name }),
        lead: <p>{text('endLead')}</p>,
        fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
        endpoint: endBackup,
        given: { id: row.id },
        submit: text('end'),
      })}
    />
  )
}

function cellOf(row: Backup, name: (typeof backupColumns)[number], { people, assets }: Known) {
  if (name === 'owner') return people.addressOf(row.ownerId)
  if (name === 'custodian') return people.addressOf(row.custodianId)
  if (name !== 'assets') return row[name]
  return assets
    .filter(({ id }) => row.assetIds.includes(id))
    .map((asset) => asset.name)
    .join('|')
}
