import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { leaveFor } from '../../../../ui/sign-in-way.ts'
import { useText } from '../../../../ui/text.ts'
import { readSignOn, switchSignOn, trySignOn, type Provider, type SignOn } from '../contract.ts'
import { Attempts } from './parts/Attempts.tsx'
import { Domains } from './parts/Domains.tsx'
import { ProviderForm } from './parts/ProviderForm.tsx'
import classes from '../../../../ui/kit/settings.module.css'

/** How people come in by the accounts of their organisation: three steps, and what came of it. */
export function SignOnPage() {
  const text = useText('sign-on')
  const answer = useAnswer(readSignOn, {}, { live: { stream: '*', kinds: ['signon.'] } })
  return (
    <Page title={text('title')} lead={text('lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && <Shown signOn={answer.data} />}
    </Page>
  )
}

function Shown({ signOn }: { readonly signOn: SignOn }) {
  const text = useText('sign-on')
  const { provider, domains, attempts, redirectUri, hasWayBack } = signOn
  return (
    <>
      <div>
        <State signOn={signOn} />
      </div>
      <Notice tone={hasWayBack ? 'active' : 'warn'} title={text('back.title')}>
        {text(hasWayBack ? 'back.has' : 'back.hasNot')}
      </Notice>
      <Section title={text('step.domains')}>
        <Domains domains={domains} />
      </Section>
      <Section title={text('step.provider')}>
        {/* A new form where it was changed elsewhere. */}
        <ProviderForm key={provider?.version ?? 0} provider={provider} redirectUri={redirectUri} />
      </Section>
      {provider !== null && (
        <Section title={text('step.try')}>
          <TryAndSwitch provider={provider} hasDomain={domains.some(({ provedAt }) => provedAt !== null)} />
        </Section>
      )}
      <Section title={text('attempts.title')}>
        <Attempts attempts={attempts} />
      </Section>
    </>
  )
}

function State({ signOn: { provider } }: { readonly signOn: SignOn }) {
  const text = useText('sign-on')
  if (provider === null) return <StateMark tone="quiet" word={text('state.none')} />
  if (provider.failingSince !== null)
    return (
      <div className={classes.stack}>
        <span>
          <StateMark tone="bad" word={text('state.failing')} />
        </span>
        <p className={classes.dim}>
          {text('state.since')} <TimeText at={provider.failingSince} /> ·{' '}
          {text(`trouble.${provider.trouble}`)}
        </p>
      </div>
    )
  if (provider.isOn) return <StateMark tone="good" word={text('state.on', { name: provider.name })} />
  return <StateMark tone="active" word={text(provider.isTried ? 'state.tried' : 'state.trying')} />
}

function TryAndSwitch({ provider, hasDomain }: { readonly provider: Provider; readonly hasDomain: boolean }) {
  const text = useText('sign-on')
  const { isOn, isTried, triedAt, version, name } = provider
  const [isAsking, setAsking] = useState(false)
  const attempt = useAct(trySignOn, { onDone: ({ start }) => start && leaveFor(start) })
  const turn = useAct(switchSignOn, {
    refreshes: [readSignOn],
    onDone: ({ provider: now }) => showDone(text(now?.isOn === true ? 'switch.isOn' : 'switch.isOff')),
  })
  const missing = !hasDomain ? 'switch.needsDomain' : !isTried ? 'switch.needsTrial' : undefined
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('try.what')}</p>
      {isTried && triedAt !== null && (
        <p className={classes.dim}>
          {text('try.worked')} <TimeText at={triedAt} />
        </p>
      )}
      {!isOn && missing !== undefined && <p className={classes.dim}>{text(missing)}</p>}
      <div className={classes.buttons}>
        <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate({})}>
          {text('try.do')}
        </Button>
        {isOn ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {text('switch.off')}
          </Button>
        ) : (
          <Button
            disabled={missing !== undefined}
            loading={turn.isPending}
            onClick={() => turn.mutate({ version, isOn: true })}
          >
            {text('switch.on')}
          </Button>
        )}
      </div>
      {typeof attempt.data?.trouble === 'string' && (
        <Notice tone="bad" title={text('try.silent')}>
          {text(`trouble.${attempt.data.trouble}`)}
        </Notice>
      )}
      {attempt.error && <ErrorState error={attempt.error} />}
      {turn.error && <ErrorState error={turn.error} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={text('switch.offTitle', { name })}
        confirmLabel={text('switch.off')}
        onClose={() => setAsking(false)}
        onConfirm={async () => turn.mutateAsync({ version, isOn: false })}
      >
        {text('switch.offWhat')}
      </ConfirmDialog>
    </div>
  )
}
