import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import {
  distrustCaseChat,
  keepCaseChat,
  openCaseChat,
  readCaseChat,
  type CaseChat,
  type SeatState,
} from '../contract.ts'
import { ChannelLink, liveOf, Meeting } from './parts/Places.tsx'
import classes from './chat.module.css'

const tones: Readonly<Record<SeatState, 'good' | 'active' | 'warn'>> = {
  in: 'good',
  asked: 'active',
  out: 'warn',
  refused: 'warn',
}

/** Among the people of a case: who sits in its channel, who is missing, and what to do with it. */
export function ChatPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('chat')
  const chat = useAnswer(readCaseChat, { id }, { live: liveOf(id) })
  if (chat.error && !chat.data) return <ErrorState error={chat.error} onRetry={() => void chat.refetch()} />
  if (!chat.data) return null
  const { state, meeting, whyNot, hostile, seats, unlinked, trouble } = chat.data
  if (state === null && !chat.data.can.open) return null
  return (
    <Section title={text('title')}>
      {whyNot !== '' && hostile === null && <Notice tone="warn">{whyNot}</Notice>}
      {hostile !== null && (
        <Notice tone="bad" title={text('hostileMark')}>
          <p>{text('hostileWhat')}</p>
          <p>
            {hostile.by}, <TimeText at={hostile.since} form="absolute" />: {hostile.reason}
          </p>
        </Notice>
      )}
      {trouble !== '' && state !== 'archived' && <Notice tone="warn">{text(`trouble.${trouble}`)}</Notice>}
      {state === null && <p className={classes.dim}>{text('none')}</p>}
      <div className={classes.line}>
        <ChannelLink chat={chat.data} />
        {meeting !== null && <Meeting meeting={meeting} />}
      </div>
      {state !== null && state !== 'none' && (
        <>
          <Seats seats={seats} />
          {unlinked.length > 0 && (
            <Notice tone="active">
              <p>{text('unlinked', { names: unlinked.join(', ') })}</p>
              <p>
                <To path="/account">{text('own.title')}</To>
              </p>
            </Notice>
          )}
        </>
      )}
      <ChatButtons id={id} chat={chat.data} />
    </Section>
  )
}

function Seats({ seats }: Pick<CaseChat, 'seats'>) {
  const text = useText('chat')
  if (seats.length === 0) return <p className={classes.dim}>{text('nobodyIn')}</p>
  return (
    <ul className={classes.seats}>
      {seats.map(({ name, state }, index) => (
        // Two people may have one name.
        <li key={index}>
          <span>{name}</span>
          <StateMark tone={tones[state]} word={text(`seat.${state}`)} />
        </li>
      ))}
    </ul>
  )
}

function ChatButtons({ id, chat }: { readonly id: string; readonly chat: CaseChat }) {
  const text = useText('chat')
  const [ask, setAsk] = useState<'trust' | 'keep'>()
  const refreshes = [readCaseChat]
  const join = useAct(openCaseChat, { refreshes, onDone: () => showDone(text('joinDone')) })
  const trust = useAct(distrustCaseChat, { refreshes })
  const keep = useAct(keepCaseChat, {
    onDone: ({ pages }) => showDone(text('keepDone', { count: pages })),
  })
  const { can, hostile } = chat
  const isHostile = hostile !== null
  const close = () => setAsk(undefined)
  return (
    <>
      <div className={classes.buttons}>
        {can.join && (
          <Button variant="default" loading={join.isPending} onClick={() => join.mutate({ id })}>
            {text('join')}
          </Button>
        )}
        {can.keep && (
          <Button variant="default" onClick={() => setAsk('keep')}>
            {text('keep')}
          </Button>
        )}
        {can.distrust && (
          <Button variant="default" onClick={() => setAsk('trust')}>
            {text(isHostile ? 'trust' : 'distrust')}
          </Button>
        )}
      </div>
      {join.error && <ErrorState error={join.error} />}
      <ConfirmDialog
        isOpen={ask === 'keep'}
        title={text('keepTitle')}
        confirmLabel={text('keepDo')}
        onClose={close}
        onConfirm={async () => keep.mutateAsync({ id })}
      >
        {text('keepWhat')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={ask === 'trust'}
        title={text(isHostile ? 'trustTitle' : 'distrustTitle')}
        confirmLabel={text(isHostile ? 'trust' : 'distrust')}
        reasonLabel={text('reason')}
        isAlarming={!isHostile}
        onClose={close}
        onConfirm={async (reason) => trust.mutateAsync({ id, isHostile: !isHostile, reason })}
      >
        {text(isHostile ? 'trustWhat' : 'distrustWhat')}
      </ConfirmDialog>
    </>
  )
}
