import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { memberRoles } from '../../../../base/permissions.ts'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { FilterChips, ListTools, SearchBox } from '../../../../ui/lists/ListTools.tsx'
import { RowList, type RowColumn } from '../../../../ui/lists/RowList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useFilter, useGo } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { listMembers, type Member } from '../contract/people.ts'
import { InviteDialog } from './parts/InviteDialog.tsx'
import { statusTones } from './parts/status-tones.ts'
import classes from './people.module.css'

/** What of this list stands in its address. */
const filters = { q: null, role: memberRoles }

/** Who is here, what they may do, and how to reach them. */
export function PeoplePage() {
  const text = useText('people')
  const door = useText('doors')
  const go = useGo()
  const [q, setQ] = useFilter('q')
  const [role, setRole] = useFilter('role')
  const [isInviting, setInviting] = useState(false)
  const ofRole = memberRoles.find((known) => known === role)
  const input = { limit: 200, ...(q && { q }), ...(ofRole && { role: ofRole }) }
  const list = useInfiniteQuery(pagesOf(listMembers, input))
  useLiveQuery('*', answerKey(listMembers), ['member.', 'invite.'])
  const rows = list.data ?? []
  const isWhole = q === '' && role === '' && !list.hasNextPage
  return (
    <Page
      title={text('people.title')}
      lead={text('people.lead')}
      actions={
        <>
          <Can permission="member.manage">
            <Button onClick={() => setInviting(true)}>{text('people.invite')}</Button>
          </Can>
          <Button variant="default" onClick={() => go('/people/call-list')}>
            {text('callList.title')}
          </Button>
        </>
      }
    >
      {isWhole && list.data && <Warnings members={list.data} />}
      <ListTools
        filters={filters}
        end={
          <ExportButtons name="people" columns={exported} fetchAll={() => everyItem(listMembers, input)} />
        }
      >
        <SearchBox label={text('people.search')} value={q} onChange={setQ} />
        <FilterChips
          label={text('people.role')}
          value={role}
          onChange={setRole}
          options={memberRoles.map((value) => ({ value, label: door(`role.${value}.name`) }))}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && (
        <EmptyState title={text('people.noneTitle')} lead={text('people.noneLead')} />
      )}
      {rows.length > 0 && (
        <RowList
          label={text('people.title')}
          rows={rows}
          keyOf={(row) => row.id}
          pathOf={(row) => `/people/${row.id}`}
          onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          isLoadingMore={list.isFetchingNextPage}
          columns={columnsOf(text, door)}
        />
      )}
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
    </Page>
  )
}

/** What would go wrong on a bad day, as it stands. */
function Warnings({ members }: { readonly members: readonly Member[] }) {
  const text = useText('people')
  const here = members.filter(({ status }) => status === 'active')
  const unreachable = here.filter(({ phone, nightPhone }) => phone === '' && nightPhone === '')
  const isLoneOwner = here.filter(({ role }) => role === 'owner').length === 1
  return (
    <>
      {isLoneOwner && (
        <Notice tone="warn" title={text('warn.oneOwner')}>
          {text('warn.oneOwnerDo')}
        </Notice>
      )}
      {unreachable.length > 0 && (
        <Notice tone="warn" title={text('warn.noPhone', { count: unreachable.length })}>
          {text('warn.noPhoneWho', {
            names: unreachable
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', '),
          })}
        </Notice>
      )}
    </>
  )
}

function columnsOf(text: Say, door: Say): RowColumn<Member>[] {
  return [
    {
      id: 'name',
      label: door('field.name'),
      width: 'minmax(0, 2fr)',
      show: (row) => (
        <span className={classes.person}>
          {row.name}
          <span>{row.email}</span>
        </span>
      ),
    },
    {
      id: 'role',
      label: text('people.role'),
      width: '9rem',
      show: (row) => row.profile?.name ?? door(`role.${row.role}.name`),
    },
    {
      id: 'status',
      label: text('people.status'),
      width: '9rem',
      show: (row) => <StateMark tone={statusTones[row.status]} word={text(`status.${row.status}`)} />,
    },
    {
      id: 'phone',
      label: door('field.phone'),
      width: 'minmax(0, 1fr)',
      show: (row) =>
        row.phone || row.nightPhone || <span className={classes.dim}>{text('people.noPhone')}</span>,
    },
  ]
}

const exported = [
  { name: 'name', value: (row: Member) => row.name },
  { name: 'email', value: (row: Member) => row.email },
  { name: 'role', value: (row: Member) => row.role },
  { name: 'profile', value: (row: Member) => row.profile?.name ?? '' },
  { name: 'status', value: (row: Member) => row.status },
  { name: 'phone', value: (row: Member) => row.phone },
  { name: 'nightPhone', value: (row: Member) => row.nightPhone },
  { name: 'joinedAt', value: (row: Member) => row.joinedAt },
]
