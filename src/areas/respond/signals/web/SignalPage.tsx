import { Button } from '@mantine/core'
import type * as z from 'zod'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { getSignal } from '../contract/signals.ts'
import { AskAbout } from './asked/AskAbout.tsx'
import { RawText } from './parts/RawText.tsx'
import { ReportShown } from './parts/ReportShown.tsx'
import { Similar } from './parts/Similar.tsx'
import { SeverityOf, StateOf, StatusOf } from './parts/SignalMarks.tsx'
import { Taken } from './parts/Taken.tsx'
import { DismissButton } from './parts/triage.tsx'
import classes from './signals.module.css'

type Told = z.output<typeof getSignal.output>

/** One signal: what was said, by whom, how often, and what to do with it. */
export function SignalPage() {
  const text = useText('signals')
  const id = usePart('signal')
  const answer = useAnswer(
    getSignal,
    { id },
    { live: { stream: '*', kinds: ['batch', 'signal.', 'report.', 'incident.'] } },
  )
  if (answer.error && !answer.data)
    return (
      <Page title={text('one.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  if (!answer.data)
    return (
      <Page title={text('one.title')}>
        <Loading />
      </Page>
    )
  return <SignalShown signal={answer.data} />
}

function SignalShown({ signal }: { readonly signal: Told }) {
  const text = useText('signals')
  return (
    <Page
      title={signal.title}
      lead={text('one.lead', { source: signal.sourceName || text('state.report') })}
      marks={
        <>
          {signal.state !== 'report' && <SeverityOf signal={signal} />}
          <StateOf signal={signal} />
          <StatusOf signal={signal} />
        </>
      }
      actions={<Judge signal={signal} />}
    >
      <Taken signalId={signal.id} isNew={signal.status === 'new'} attention={signal.attention} />
      {signal.dismissedReason !== null && (
        <Notice tone="active" title={text('one.dismissed')}>
          {signal.dismissedReason}
        </Notice>
      )}
      {signal.incidentId !== null && (
        <p className={classes.words}>
          <To path={`/incidents/${signal.incidentId}`}>
            {text('one.incident', { number: signal.incidentNumber ?? 0 })}
          </To>
        </p>
      )}
      {signal.summary !== '' && signal.report === null && <p className={classes.words}>{signal.summary}</p>}
      {signal.report && <ReportShown signalId={signal.id} report={signal.report} />}
      <Panels of="suggestions" subject={{ id: signal.id, stream: '*', chosen: { purpose: 'signal' } }} />
      {signal.status !== 'linked' && <Panels of="signal" subject={{ id: signal.id }} />}
      {signal.report === null && (
        <AskAbout of={{ signalId: signal.id }} declarePath={`/declare?signal=${signal.id}`} />
      )}
      <Times signal={signal} />
      {Object.keys(signal.labels).length > 0 && (
        <Section title={text('one.labels')}>
          <dl className={classes.labels}>
            {Object.entries(signal.labels).map(([name, value]) => [
              <dt key={`${name} name`}>{name}</dt>,
              <dd key={name}>{value}</dd>,
            ])}
          </dl>
        </Section>
      )}
      <Similar of={{ signalId: signal.id }} />
      <Section title={text('one.raw')}>
        <p className={classes.dim}>
          {text(signal.payloadEncoding === 'base64' ? 'one.rawBytes' : 'one.rawText')} SHA-256{' '}
          <code>{signal.payloadSha256}</code>
        </p>
        <RawText label={text('one.raw')}>{signal.payload}</RawText>
      </Section>
    </Page>
  )
}

function Judge({ signal }: { readonly signal: Told }) {
  const text = useText('signals')
  const go = useGo()
  return (
    <>
      {signal.status !== 'linked' && (
        <Can permission="incident.open">
          <Button onClick={() => go(`/declare?signal=${signal.id}`)}>{text('one.declare')}</Button>
        </Can>
      )}
      <DismissButton signal={signal} />
    </>
  )
}

function Times({ signal }: { readonly signal: Told }) {
  const text = useText('signals')
  const said = signal.saidAt ? <TimeText at={signal.saidAt} /> : signal.saidAtText
  return (
    <Facts
      facts={[
        ...(signal.saidAtText === '' ? [] : [[text('one.said'), said] as const]),
        [text('one.first'), <TimeText key="first" at={signal.firstAt} />],
        ...(signal.count > 1
          ? [[text('one.last'), <TimeText key="last" at={signal.lastAt} />] as const]
          : []),
        ...(signal.resolvedAt
          ? [[text('one.resolved'), <TimeText key="end" at={signal.resolvedAt} />] as const]
          : []),
        [text('one.count'), text('list.said', { count: signal.count })],
        ...(signal.severityWord === '' ? [] : [[text('one.word'), signal.severityWord] as const]),
      ]}
    />
  )
}
