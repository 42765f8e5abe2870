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
import { CopyBlock } from './parts/CopyBlock.tsx'
import { Quarantine } from './parts/Quarantine.tsx'
import { SourceSecret, type FreshSecret } from './parts/SourceSecret.tsx'

type SourceRow = z.output<typeof Source>

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

function SourceShown({ source }: { readonly source: SourceRow }) {
  const text = useText('signals')
  const go = useGo()
  const [asking, setAsking] = useState<'rotate' | 'remove'>()
  const [fresh, setFresh] = useState<FreshSecret>()
  const rotate = useAct(rotateSourceSecret)
  const remove = useAct(removeSource, { refreshes: [listSources] })
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
      {source.lastSignalAt === null && !fresh && <Notice tone="active">{text('sources.waiting')}</Notice>}
      {fresh ? (
        <SourceSecret fresh={fresh} onDone={() => setFresh(undefined)} />
      ) : (
        <CopyBlock label={text('sources.address')} lines={source.intakeUrl} />
      )}
      <Section title={text('quarantine.title')}>
        <Quarantine sourceId={source.id} />
      </Section>
      <ConfirmDialog
        isOpen={asking === 'rotate'}
        title={text('rotate.title')}
        confirmLabel={text('rotate.action')}
        onClose={() => setAsking(undefined)}
        onConfirm={async () => {
          const made = await rotate.mutateAsync({ id: source.id })
          setFresh({ ...made, name: source.name, kind: source.kind })
        }}
      >
        {text('rotate.what')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'remove'}
        title={text('remove.title', { name: source.name })}
        confirmLabel={text('remove.action')}
        isAlarming
        onClose={() => setAsking(undefined)}
        onConfirm={async () => {
          await remove.mutateAsync({ id: source.id })
          showDone(text('remove.done'))
          go('/settings/sources')
        }}
      >
        {text('remove.what')}
      </ConfirmDialog>
    </Page>
  )
}
