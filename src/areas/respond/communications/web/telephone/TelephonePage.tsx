import { useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readTelephone, type GatewaySettings, type Telephone } from '../../contract/telephone.ts'
import { GatewayForm } from './GatewayForm.tsx'
import { MyNumber } from './MyNumber.tsx'
import { StepsForm } from './StepsForm.tsx'
import classes from './telephone.module.css'

/** The gateway for text messages and calls: set, proved, and what went out by it. */
export function TelephonePage() {
  const text = useText('telephone')
  const answer = useAnswer(readTelephone, {}, { live: { stream: '*', kinds: ['phone.'] } })
  const { data } = answer
  return (
    <Page title={text('title')} lead={text('lead')}>
      {answer.error && !data && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {data && (
        <>
          <GatewayState telephone={data} />
          <Can permission="channel.manage" otherwise={<Notice tone="active">{text('ownerOnly')}</Notice>}>
            <Section title={text('gateway.title')}>
              {/* A new form where others changed what stands here. */}
              <GatewayForm
                key={`1 ${JSON.stringify(data.gateway?.provider)}`}
                rank={1}
                gateway={data.gateway}
              />
            </Section>
            {data.gateway && (
              <Section title={text('second.title')}>
                <p className={classes.dim}>{text('second.lead')}</p>
                {data.second && <GatewayMark gateway={data.second} />}
                <details>
                  <summary>{text(data.second ? 'second.change' : 'second.add')}</summary>
                  <GatewayForm
                    key={`2 ${JSON.stringify(data.second?.provider)}`}
                    rank={2}
                    gateway={data.second}
                  />
                </details>
              </Section>
            )}
          </Can>
          {data.gateway && (
            <Section title={text('mine.title')}>
              <MyNumber />
            </Section>
          )}
          <Section title={text('steps.title')}>
            <p className={classes.dim}>{text('steps.lead')}</p>
            <StepsForm key={JSON.stringify(data.steps)} telephone={data} />
          </Section>
          <Section title={text('list.title')}>
            <Messages telephone={data} />
          </Section>
        </>
      )}
    </Page>
  )
}

function GatewayState({
  telephone: { gateway, handedToday, handedInMonth, isReachable, url },
}: {
  readonly telephone: Telephone
}) {
  const text = useText('telephone')
  if (gateway === null) return <Notice tone="active">{text('none')}</Notice>
  return (
    <>
      <GatewayMark gateway={gateway} />
      {!isReachable && <Notice tone="warn">{text('local', { url })}</Notice>}
      <p className={classes.dim}>
        {text('used', { today: handedToday, most: gateway.mostPerDay, month: handedInMonth })}
      </p>
    </>
  )
}

/** Whether it is on and proved, and what the last try said. */
function GatewayMark({ gateway }: { readonly gateway: GatewaySettings }) {
  const text = useText('telephone')
  const { isOn, confirmedAt, lastError } = gateway
  return (
    <>
      {lastError !== null && (
        <Notice tone="bad" title={text('failedTitle')}>
          {lastError}
        </Notice>
      )}
      {!isOn ? (
        <Notice tone="warn">{text('off')}</Notice>
      ) : confirmedAt === null ? (
        <Notice tone="warn">{text('unproved')}</Notice>
      ) : (
        <Notice tone="good">
          {text('on')} <TimeText at={confirmedAt} form="absolute" />
        </Notice>
      )}
    </>
  )
}

const tones: Readonly<Record<Telephone['messages'][number]['state'], Tone>> = {
  waiting: 'quiet',
  reached: 'good',
  'not reached': 'warn',
}

/** To whom, when, and whether it arrived. */
function Messages({ telephone: { messages } }: { readonly telephone: Telephone }) {
  const text = useText('telephone')
  if (messages.length === 0)
    return <EmptyState title={text('list.emptyTitle')} lead={text('list.emptyLead')} />
  return (
    <ul className={classes.messages}>
      {messages.map(({ id, name, channel, to, state, why, at, isRead, gateway }) => (
        <li key={id}>
          <strong>{text(`list.${channel}`, { name, to })}</strong>
          <span className={classes.marks}>
            <StateMark tone={tones[state]} word={text(`list.state.${state}`)} />
            {isRead && <StateMark tone="good" word={text('list.read')} />}
            {gateway === 2 && <StateMark tone="quiet" word={text('list.second')} />}
            <TimeText at={at} form="absolute" />
          </span>
          <span className={classes.dim}>{why}</span>
        </li>
      ))}
    </ul>
  )
}
