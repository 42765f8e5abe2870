import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Card, Cards, Facts } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listSources, type Source } from '../contract/signals.ts'
import type * as z from 'zod'
import { isAskable } from '../rules/asking/place.ts'
import { AddSource } from './parts/AddSource.tsx'
import { ReportLink } from './parts/ReportLink.tsx'
import { SourceSecret, type FreshSecret } from './parts/SourceSecret.tsx'

type SourceRow = z.output<typeof Source>

/** Where signals come from: the tools one has, and the form for people. */
export function SourcesPage() {
  const text = useText('signals')
  const answer = useAnswer(listSources, {}, { live: { stream: '*', kinds: ['batch', 'source.'] } })
  const [isAdding, setAdding] = useState(false)
  const [fresh, setFresh] = useState<FreshSecret>()
  const items = answer.data?.items ?? []
  const add = (
    <Can permission="source.manage">
      <Button onClick={() => setAdding(true)}>{text('sources.add')}</Button>
    </Can>
  )
  return (
    <Page
      title={text('sources.title')}
      lead={text('sources.lead')}
      actions={items.length > 0 ? add : undefined}
    >
      {fresh && (
        <Section title={text('sources.connect', { name: fresh.name })}>
          <SourceSecret fresh={fresh} onDone={() => setFresh(undefined)} />
          {isAskable(fresh.kind) && (
            <p>
              {text('sources.cannotSend')}{' '}
              <To path={`/settings/sources/${fresh.id}`}>{text('sources.askInstead')}</To>
            </p>
          )}
        </Section>
      )}
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && (
        <Section
          title={text('sources.tools')}
          actions={
            items.length > 0 && (
              <ExportButtons name="signal-sources" columns={exported} fetchAll={async () => items} />
            )
          }
        >
          {items.length === 0 && (
            <EmptyState title={text('sources.emptyTitle')} lead={text('sources.emptyLead')} action={add} />
          )}
          <Cards>
            {items.map((source) => (
              <SourceCard key={source.id} source={source} />
            ))}
          </Cards>
        </Section>
      )}
      <p>
        <To path="/settings/watch">{text('watch.open')}</To>
      </p>
      <p>
        <To path="/settings/coverage">{text('watch.covered')}</To>
      </p>
      <ReportLink />
      <AddSource
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onMade={(made) => {
          setAdding(false)
          setFresh(made)
        }}
      />
    </Page>
  )
}

function SourceCard({ source }: { readonly source: SourceRow }) {
  const text = useText('signals')
  return (
    <Card
      title={<To path={`/settings/sources/${source.id}`}>{source.name}</To>}
      marks={
        <>
          {source.silence.silentAt !== null ? (
            <StateMark tone="bad" word={text('silence.now')} />
          ) : source.lastSignalAt === null ? (
            <StateMark tone="unknown" word={text('sources.silent')} />
          ) : (
            <StateMark tone="good" word={text('sources.works')} />
          )}
          {source.asking?.isOn === true && source.asking.failures > 0 && source.silence.silentAt === null && (
            <StateMark tone="warn" word={text('sources.unanswered')} />
          )}
          {source.quarantined > 0 && (
            <StateMark tone="warn" word={text('sources.unreadable', { count: source.quarantined })} />
          )}
        </>
      }
    >
      <Facts
        facts={[
          [text('sources.kind'), text(`kind.${source.kind}`)],
          [text('sources.received'), source.received],
          [
            text('sources.last'),
            source.lastSignalAt === null ? (
              text('sources.never')
            ) : (
              <TimeText at={source.lastSignalAt} form="relative" />
            ),
          ],
        ]}
      />
    </Card>
  )
}

const exported = [
  { name: 'name', value: (row: SourceRow) => row.name },
  { name: 'kind', value: (row: SourceRow) => row.kind },
  { name: 'intakeUrl', value: (row: SourceRow) => row.intakeUrl },
  { name: 'received', value: (row: SourceRow) => row.received },
  { name: 'quarantined', value: (row: SourceRow) => row.quarantined },
  { name: 'lastSignalAt', value: (row: SourceRow) => row.lastSignalAt },
]
