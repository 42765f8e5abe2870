import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { QrCode } from '../../../../../ui/plain/QrCode.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { closeReportLink, makeReportLink, readReportLink } from '../../contract/reports.ts'
import classes from '../signals.module.css'

/** The form for people: open it, hang it up, close it. */
export function ReportLink() {
  const text = useText('signals')
  const answer = useAnswer(readReportLink, {})
  const [url, setUrl] = useState<string>()
  const [isClosing, setClosing] = useState(false)
  const [isReplacing, setReplacing] = useState(false)
  const make = useAct(makeReportLink, { refreshes: [readReportLink], onDone: (made) => setUrl(made.url) })
  const close = useAct(closeReportLink, { refreshes: [readReportLink], onDone: () => setUrl(undefined) })
  const openedAt = answer.data?.createdAt ?? null
  return (
    <Section title={text('poster.section')}>
      <div className={classes.stack}>
        <p className={classes.words}>{text('poster.lead')}</p>
        {answer.error && !answer.data && (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {make.error && <ErrorState error={make.error} />}
        {openedAt !== null && (
          <p className={classes.words}>
            {text('poster.since')} <TimeText at={openedAt} form="absolute" />. {!url && text('poster.once')}
          </p>
        )}
        {url && <Poster url={url} />}
        <Can permission="source.manage">
          <div className={classes.choices} data-no-print>
            {url && <Button onClick={() => print()}>{text('poster.print')}</Button>}
            {answer.data && openedAt === null && (
              <Button loading={make.isPending} onClick={() => make.mutate({})}>
                {text('poster.open')}
              </Button>
            )}
            {openedAt !== null && (
              <>
                <Button variant="default" onClick={() => setReplacing(true)}>
                  {text('poster.renew')}
                </Button>
                <Button variant="default" onClick={() => setClosing(true)}>
                  {text('poster.close')}
                </Button>
              </>
            )}
          </div>
        </Can>
      </div>
      <ConfirmDialog
        isOpen={isReplacing}
        title={text('poster.renew')}
        confirmLabel={text('poster.renew')}
        onClose={() => setReplacing(false)}
        onConfirm={() => make.mutateAsync({})}
      >
        {text('poster.renewWhat')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isClosing}
        title={text('poster.close')}
        confirmLabel={text('poster.close')}
        isAlarming
        onClose={() => setClosing(false)}
        onConfirm={() => close.mutateAsync({})}
      >
        {text('poster.closeWhat')}
      </ConfirmDialog>
    </Section>
  )
}

function Poster({ url }: { readonly url: string }) {
  const text = useText('signals')
  const { tenant } = useSession()
  return (
    <>
      <CopyField label={text('poster.address')} value={url} />
      <section className={classes.poster} aria-label={text('poster.aria')}>
        <h3>{text('poster.title')}</h3>
        <p>{text('poster.body', { organisation: tenant.name })}</p>
        <QrCode text={url} label={text('poster.qr')} />
        <p>{text('poster.anonymous')}</p>
        <code style={{ overflowWrap: 'anywhere' }}>{url}</code>
      </section>
    </>
  )
}
