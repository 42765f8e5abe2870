import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { CopyField } from '../../../../ui/plain/secrets.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import {
  decideRehearsal,
  getRehearsal,
  listRehearsals,
  type RehearsalDetail,
} from '../contract/rehearsals.ts'
import { MailShown } from './parts/MailShown.tsx'
import { RehearsalMark } from './parts/RehearsalMark.tsx'
import { Results } from './parts/Results.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** One rehearsal: who agreed, how far it is, and when it is over what it showed, by groups. */
export function RehearsalPage() {
  const text = useText('phishing')
  const id = usePart('rehearsal')
  const answer = useAnswer(getRehearsal, { id }, { live: { stream: '*', kinds: ['phishing'] } })
  if (answer.data) return <Shown rehearsal={answer.data} />
  if (answer.error)
    return (
      <Page title={text('title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function Shown({ rehearsal }: { readonly rehearsal: RehearsalDetail }) {
  const text = useText('phishing')
  const language = useLanguage()
  const { name, state, pausedWhy, senderName, senderAddress, signs, header } = rehearsal
  const isOpen = state === 'planned' || state === 'running'
  return (
    <Page
      title={name}
      lead={<To path="/phishing">{text('back')}</To>}
      marks={<RehearsalMark rehearsal={rehearsal} />}
      actions={<Acts rehearsal={rehearsal} />}
    >
      {pausedWhy !== null && <Notice tone="warn">{text(`paused.${pausedWhy}`)}</Notice>}
      {rehearsal.trouble !== null && <Notice tone="warn">{text(`trouble.${rehearsal.trouble}`)}</Notice>}
      <Facts rehearsal={rehearsal} />
      {(state === 'ended' || state === 'stopped') && <Results rehearsal={rehearsal} />}
      <Section title={text('one.mail')}>
        <p className={lines.dim}>{text('one.from', { name: senderName, address: senderAddress })}</p>
        <div>
          <MailShown {...rehearsal} signs={language === 'de' ? signs.de : signs.en} />
        </div>
      </Section>
      {isOpen && (
        <Section title={text('one.safe')}>
          <p className={lines.dim}>{text('one.safeLead')}</p>
          <CopyField label={text('one.header')} value={header.name} />
          <CopyField label={text('one.headerValue')} value={header.value} />
        </Section>
      )}
    </Page>
  )
}

function Facts({ rehearsal }: { readonly rehearsal: RehearsalDetail }) {
  const text = useText('phishing')
  const language = useLanguage()
  const { state, startsOn, endsOn, closesOn, groups, plannedBy, decidedBy, council, sent, waiting } =
    rehearsal
  const day = (one: string) => dayWords(one, language)
  const said = state === 'declined' ? 'one.declined' : 'one.decided'
  return (
    <>
      <ul className={lines.list}>
        <li>{text('one.days', { from: day(startsOn), until: day(endsOn), closes: day(closesOn) })}</li>
        <li>
          {[
            text('one.for', { groups: groups || text('list.everybody') }),
            text(`difficulty.${rehearsal.difficulty}`),
          ].join(' · ')}
        </li>
        <li>
          {[
            text('one.planned', { name: plannedBy }),
            ...(decidedBy === '' ? [] : [text(said, { name: decidedBy })]),
            text('one.council', { words: text(`council.${council}`) }),
          ].join(' · ')}
        </li>
      </ul>
      {state === 'running' && (
        <Notice tone="active">
          <p>{text('one.sent', { sent, waiting })}</p>
          <p>{text('one.counting')}</p>
        </Notice>
      )}
      {state === 'planned' && (
        <Notice tone="active">{text(rehearsal.can.approve ? 'one.approveHint' : 'one.second')}</Notice>
      )}
    </>
  )
}

function Acts({ rehearsal }: { readonly rehearsal: RehearsalDetail }) {
  const text = useText('phishing')
  const [isAsking, setAsking] = useState(false)
  const act = useAct(decideRehearsal, { refreshes: [getRehearsal, listRehearsals] })
  const { id, can } = rehearsal
  return (
    <>
      {can.approve && (
        <Button loading={act.isPending} onClick={() => act.mutate({ id, decision: 'approve' })}>
          {text('one.approve')}
        </Button>
      )}
      {can.decline && (
        <Button variant="default" onClick={() => act.mutate({ id, decision: 'decline' })}>
          {text('one.decline')}
        </Button>
      )}
      {can.stop && (
        <Button variant="default" onClick={() => setAsking(true)}>
          {text('one.stop')}
        </Button>
      )}
      {act.error && !isAsking && <ErrorState error={act.error} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={text('one.stopTitle')}
        confirmLabel={text('one.stop')}
        isAlarming
        onConfirm={async () => {
          await act.mutateAsync({ id, decision: 'stop' })
          setAsking(false)
        }}
        onClose={() => setAsking(false)}
      >
        {text('one.stopLead')}
      </ConfirmDialog>
    </>
  )
}
