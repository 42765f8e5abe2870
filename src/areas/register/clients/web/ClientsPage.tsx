import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { onTouch } from '../../../../ui/live.ts'
import { ListViews } from '../../../../ui/lists/ListViews.tsx'
import { useFilter } from '../../../../ui/place.tsx'
import { LooseLine } from '../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listClients, listClientWork, waitKinds } from '../contract/clients.ts'
import { AcceptDialog } from './parts/AcceptDialog.tsx'
import { AddClientDialog } from './parts/AddClientDialog.tsx'
import { AssignDialog, type Assigned } from './parts/AssignDialog.tsx'
import { ClientCards } from './parts/ClientCards.tsx'
import { Others } from './parts/Others.tsx'
import { WorkList } from './parts/WorkList.tsx'
import classes from './clients.module.css'

const views = ['list', 'clients'] as const
const filters = { view: views, q: null, kind: waitKinds }
type Answer = OutputOf<typeof listClients>

/** One queue over all clients of whoever looks, as one list or client by client. */
export function ClientsPage() {
  const text = useText('clients')
  const [view, setView] = useFilter('view', 'list')
  const [q, setQ] = useFilter('q')
  const [assigning, setAssigning] = useState<Assigned>()
  const answer = useAnswer(
    listClients,
    { limit: 1, ...(q.trim() !== '' && { q: q.trim() }) },
    { live: { stream: '*', kinds: ['agreement.', 'client.'] } },
  )
  useStandings()
  const shown = answer.data
  const isEmpty = shown?.totals.clients === 0
  return (
    <Page title={text('title')} lead={text('lead')} actions={shown && <Doors can={shown.can} />}>
      {answer.error && !shown && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {shown && isEmpty && (
        <EmptyState
          title={text(shown.others.length > 0 ? 'empty.unassigned' : 'empty.title')}
          lead={text(shown.others.length > 0 ? 'empty.unassignedLead' : 'empty.lead')}
        />
      )}
      {shown && !isEmpty && (
        <>
          <Totals totals={shown.totals} />
          <div className={classes.tools}>
            <Pills
              label={text('view.label')}
              value={view === 'clients' ? 'clients' : 'list'}
              options={views.map((value) => ({ value, label: text(`view.${value}`) }))}
              onChange={setView}
            />
            <LooseLine label={text('search')} value={q} onChange={setQ} />
          </div>
          <ListViews filters={filters} />
          {view === 'clients' ? (
            <ClientCards q={q} onAssign={shown.can.manage ? setAssigning : undefined} />
          ) : (
            <WorkList q={q} />
          )}
        </>
      )}
      {shown && shown.others.length > 0 && (
        <Others others={shown.others} hasMore={shown.hasMoreOthers} onAssign={setAssigning} />
      )}
      <AssignDialog assigned={assigning} onClose={() => setAssigning(undefined)} />
    </Page>
  )
}

/** Reads anew when a client moved; the touch says only that it did. */
function useStandings(): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onTouch((moved) => {
      if (moved !== undefined && moved.kind !== 'client.standing') return
      timer ??= setTimeout(() => {
        timer = undefined
        for (const read of [listClients, listClientWork])
          void client.invalidateQueries({ queryKey: answerKey(read) })
      }, 400)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client])
}

function Totals({ totals }: Pick<Answer, 'totals'>) {
  const text = useText('clients')
  const { behind, ...counts } = totals
  return (
    <>
      <dl className={classes.totals}>
        {Object.entries(counts).map(([name, count]) => (
          <div key={name} data-calm={count === 0}>
            <dd>{count}</dd>
            <dt>{text(`total.${name}`)}</dt>
          </div>
        ))}
      </dl>
      {behind > 0 && <Notice tone="warn">{text('behind', { count: behind })}</Notice>}
    </>
  )
}

function Doors({ can }: Pick<Answer, 'can'>) {
  const text = useText('clients')
  const mayAgree = useMay('agreement.manage')
  const [isOpen, setOpen] = useState<'code' | 'add'>()
  return (
    <>
      {can.add && <Button onClick={() => setOpen('add')}>{text('add.open')}</Button>}
      {mayAgree && (
        <Button variant="default" onClick={() => setOpen('code')}>
          {text('accept.open')}
        </Button>
      )}
      <AcceptDialog isOpen={isOpen === 'code'} onClose={() => setOpen(undefined)} />
      <AddClientDialog isOpen={isOpen === 'add'} onClose={() => setOpen(undefined)} />
    </>
  )
}
