import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import type * as z from 'zod'
import { listSources, removeSource, rotateSourceSecret, type Source } from '../contract/signals.ts'
import { isAskable } from '../rules/asking/place.ts'
import { AskedByMuster } from './asking/AskedByMuster.tsx'
import { Connect } from './parts/Connect.tsx'
import { DrawMapping } from './parts/DrawMapping.tsx'
import { Quarantine } from './parts/Quarantine.tsx'
import { SigningKey } from './parts/SigningKey.tsx'
import { Silence } from './parts/Silence.tsx'
import { TableUpload } from './parts/TableUpload.tsx'
import { TestAlert } from './parts/TestAlert.tsx'
import { SourceSecret, type FreshSecret } from './parts/SourceSecret.tsx'

type SourceRow = z.output<typeof Source>
type Asking = 'rotate' | 'remove'

/** One source: how it is connected, what came, and what could not be read. */
export function SourcePage() {
  const text = useText('signals')
  const id = usePart('source')
  const answer = useAnswer(listSources, {}, { live: { stream: '*', kinds: ['batch', 'source.'] } })
  const source = answer.data?.items.find((one) => one.id === id)
  if (source) return <SourceShown source={source} />
  return (
    <Page title={text('sources.one')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && <Notice tone="warn">{text('sources.gone')}</Notice>}
    </Page>
  )
}

/** What only some kinds of source need. */
function OfKind({ source }: { readonly source: SourceRow }) {
  const text = useText('signals')
  if (source.kind === 'generic')
    return (
      <Section title={text('draw.heading')}>
        <DrawMapping source={source} />
      </Section>
    )
  if (source.kind === 'csv')
    return (
      <Section title={text('table.title')}>
        <TableUpload sourceId={source.id} />
      </Section>
    )
  if (source.kind === 'standard-webhooks')
    return (
      <Section title={text('signing.title')}>
        <SigningKey sourceId={source.id} />
      </Section>
    )
  return null
}

function SourceShown({ source }: { readonly source: SourceRow }) {
  const text = useText('signals')
  const [asking, setAsking] = useState<Asking>()
  const [fresh, setFresh] = useState<FreshSecret>()
  return (
    <Page
      title={source.name}
      lead={text(`kind.${source.kind}Hint`)}
      actions={
        <Can permission="source.manage">
          <Button variant="default" onClick={() => setAsking('rotate')}>
            {text('rotate.open')}
          </Button>
          <Button variant="default" onClick={() => setAsking('remove')}>
            {text('remove.open')}
          </Button>
        </Can>
      }
    >
      <Facts
        facts={[
          [text('sources.kind'), text(`kind.${source.kind}`)],
          [text('sources.received'), source.received],
          [text('sources.quarantined'), source.quarantined],
          [
            text('sources.last'),
            source.lastSignalAt === null ? text('sources.never') : <TimeText at={source.lastSignalAt} />,
          ],
          [text('sources.added'), <TimeText key="added" at={source.createdAt} form="absolute" />],
        ]}
      />
      {source.lastSignalAt === null && !fresh && source.asking === null && (
        <Notice tone="active">{text('sources.waiting')}</Notice>
      )}
      <Can permission="source.manage">
        <TestAlert sourceId={source.id} />
      </Can>
      {isAskable(source.kind) && (
        <Section title={text('sources.asked')}>
          <AskedByMuster source={source} />
        </Section>
      )}
      <Section title={text('connect.title')}>
        {fresh ? (
          <SourceSecret fresh={fresh} onDone={() => setFresh(undefined)} />
        ) : (
          <details>
            <summary>{text('connect.show')}</summary>
            <Connect
              kind={source.kind}
              intakeUrl={source.intakeUrl}
              secret={source.kind === 'standard-webhooks' ? 'whsec_SECRET' : 'SECRET'}
            />
          </details>
        )}
      </Section>
      <Can permission="source.manage">
        <OfKind source={source} />
      </Can>
      <Section title={text('silence.title')}>
        <Silence key={source.silence.mode} source={source} />
      </Section>
      <Section title={text('quarantine.title')}>
        <Quarantine sourceId={source.id} />
      </Section>
      <Dialogs source={source} asking={asking} onClose={() => setAsking(undefined)} onFresh={setFresh} />
    </Page>
  )
}

function Dialogs({
  source,
  asking,
  onClose,
  onFresh,
}: {
  readonly source: SourceRow
  readonly asking: Asking | undefined
  readonly onClose: () => void
  readonly onFresh: (fresh: FreshSecret) => void
}) {
  const text = useText('signals')
  const go = useGo()
  const rotate = useAct(rotateSourceSecret)
  const remove = useAct(removeSource, { refreshes: [listSources] })
  return (
    <>
      <ConfirmDialog
        isOpen={asking === 'rotate'}
        title={text('rotate.title')}
        confirmLabel={text('rotate.action')}
        onClose={onClose}
        onConfirm={async () => {
          const made = await rotate.mutateAsync({ id: source.id })
          onFresh({ ...made, name: source.name, kind: source.kind })
        }}
      >
        {text('rotate.what')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'remove'}
        title={text('remove.title', { name: source.name })}
        confirmLabel={text('remove.action')}
        isAlarming
        onClose={onClose}
        onConfirm={async () => {
          await remove.mutateAsync({ id: source.id })
          showDone(text('remove.done'))
          go('/settings/sources')
        }}
      >
        {text('remove.what')}
      </ConfirmDialog>
    </>
  )
}
