import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { useText } from '../../../../ui/text.ts'
import { openCaseChat, readCaseChat } from '../contract.ts'
import { liveOf, Meeting, ChannelLink } from './parts/Places.tsx'
import classes from './chat.module.css'

/** At the top of the incident room: where this case is talked about, or one button that opens it. */
export function ChatLine({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('chat')
  const chat = useAnswer(readCaseChat, { id }, { live: liveOf(id) })
  const [isAsking, setAsking] = useState(false)
  const open = useAct(openCaseChat, { refreshes: [readCaseChat] })
  if (!chat.data) return null
  const { can, needsYes, whyNot, meeting, state, hostile } = chat.data
  const mayOpen = can.open && whyNot === ''
  if (state === null && meeting === null && !mayOpen) return null
  return (
    <div className={classes.line}>
      {hostile !== null && <StateMark tone="bad" word={text('hostileMark')} />}
      {hostile === null && <ChannelLink chat={chat.data} />}
      {meeting !== null && <Meeting meeting={meeting} />}
      {mayOpen && (
        <Button
          variant="default"
          loading={open.isPending}
          onClick={() => (needsYes ? setAsking(true) : open.mutate({ id }))}
        >
          {text('open')}
        </Button>
      )}
      {open.error && <ErrorState error={open.error} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={text('allowTitle')}
        confirmLabel={text('allowDo')}
        isAlarming
        onClose={() => setAsking(false)}
        onConfirm={async () => open.mutateAsync({ id, allowsWords: true })}
      >
        {text('allowWhat')}
      </ConfirmDialog>
    </div>
  )
}

/** On Today and beside the situation report: the same places, without a button. */
export function ChatPlaces({ subject: { id } }: { readonly subject: PanelSubject }) {
  const chat = useAnswer(readCaseChat, { id }, { live: liveOf(id) })
  if (!chat.data) return null
  const { state, meeting, hostile } = chat.data
  if ((state !== 'open' || hostile !== null) && meeting === null) return null
  return (
    <div className={classes.line}>
      {hostile === null && <ChannelLink chat={chat.data} />}
      {meeting !== null && <Meeting meeting={meeting} />}
    </div>
  )
}
