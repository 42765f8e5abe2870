import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pagesOf } from '../../../../../ui/answers.ts'
import { Card, Cards, Facts } from '../../../../../ui/kit/Card.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { PagedList } from '../../../../../ui/lists/PagedList.tsx'
import { BrandMark } from '../../../../../ui/marks/BrandMark.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listClients, type Client } from '../../contract/clients.ts'
import type { Assigned } from './AssignDialog.tsx'
import { EnterDialog } from './EnterDialog.tsx'
import { toneOf } from './tones.ts'
import { useEnter } from './use-enter.ts'
import classes from '../clients.module.css'

interface ClientCardsProps {
  readonly q: string
  readonly onAssign: ((assigned: Assigned) => void) | undefined
}

/** Client by client, the one with the most urgent matter first. */
export function ClientCards({ q, onAssign }: ClientCardsProps) {
  const text = useText('clients')
  const list = useInfiniteQuery(pagesOf(listClients, { limit: 60, ...(q && { q }) }))
  const { enter, going, failure } = useEnter()
  const [entering, setEntering] = useState<Client>()
  return (
    <>
      {failure && <Notice tone="bad">{failure}</Notice>}
      <PagedList
        answer={list}
        emptyTitle={text('none.title')}
        emptyLead={text('none.lead')}
        olderLabel={text('more')}
      >
        {(items) => (
          <Cards>
            {items.map((client) => (
              <Card
                key={client.id}
                title={
                  <span className={classes.who}>
                    <BrandMark brand={client} /> {client.name}
                  </span>
                }
                marks={<Marks client={client} />}
                actions={
                  <>
                    <Button
                      size="compact-md"
                      loading={going === client.id}
                      aria-label={text('enter.named', { name: client.name })}
                      onClick={() => setEntering(client)}
                    >
                      {text('enter.do')}
                    </Button>
                    {onAssign && (
                      <Button
                        variant="default"
                        size="compact-md"
                        aria-label={text('assign.named', { name: client.name })}
                        onClick={() => onAssign(client)}
                      >
                        {text('assign.open')}
                      </Button>
                    )}
                  </>
                }
              >
                <Figures client={client} />
              </Card>
            ))}
          </Cards>
        )}
      </PagedList>
      <EnterDialog
        client={entering}
        onClose={() => setEntering(undefined)}
        onEnter={(reason) => {
          if (entering) void enter({ id: entering.id, reason })
          setEntering(undefined)
        }}
      />
    </>
  )
}

function Marks({ client: { rank, enteredUntil } }: { readonly client: Client }) {
  const text = useText('clients')
  return (
    <>
      {rank === null ? (
        <StateMark tone="good" word={text('rank.none')} />
      ) : (
        <StateMark tone={toneOf[rank]} word={text(`rank.${rank}`)} />
      )}
      {enteredUntil !== null && <StateMark tone="active" word={text('inside')} />}
    </>
  )
}

function Figures({ client }: { readonly client: Client }) {
  const text = useText('clients')
  const { clockAt, clock, madeAt } = client
  const counts = (['cases', 'alerts', 'reports', 'overdue', 'failures'] as const).filter(
    (name) => client[name] > 0,
  )
  return (
    <>
      {clockAt !== null && (
        <p className={classes.clock}>
          {clock} · <TimeText at={clockAt} form="relative" />
        </p>
      )}
      {counts.length > 0 && (
        <Facts
          facts={counts.map((name) => [
            text(`total.${name}`),
            name === 'cases' && client.worst ? `${client.cases} (${client.worst})` : client[name],
          ])}
        />
      )}
      <p className={classes.dim}>
        {madeAt === null ? (
          text('unseen')
        ) : (
          <>
            {text('asOf')} <TimeText at={madeAt} form="relative" />
          </>
        )}
      </p>
    </>
  )
}
