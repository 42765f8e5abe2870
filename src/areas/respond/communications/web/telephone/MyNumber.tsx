import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  chooseTelephone,
  confirmTelephone,
  readMyTelephone,
  readTelephone,
  sendTelephoneCode,
  type MyTelephone,
} from '../../contract/telephone.ts'
import classes from './telephone.module.css'

/** The number by which I am woken: proved by a code, and mine to take away. */
export function MyNumber() {
  const text = useText('telephone')
  const answer = useAnswer(readMyTelephone, {}, { live: { stream: '*', kinds: ['phone.'] } })
  const { data: mine } = answer
  const [isOther, setOther] = useState(false)
  if (answer.error && !mine) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!mine) return <Loading lines={3} />
  if (mine.gateway === 'none') return <p className={classes.dim}>{text('mine.none')}</p>
  if (mine.gateway === 'unproved' && !mine.mayProve) return <p className={classes.dim}>{text('mine.wait')}</p>
  const { textMinutes, callMinutes } = mine.steps
  const isAsking = !mine.isVerified || (mine.hasUnproved && mine.mayProve) || isOther
  return (
    <div className={classes.form}>
      <p className={classes.dim}>
        {text(mine.canCall ? 'mine.lead' : 'mine.leadNoCalls', { text: textMinutes, call: callMinutes })}
      </p>
      {mine.isVerified && <Chosen mine={mine} onOther={() => setOther(true)} />}
      {isAsking && <Ask key={mine.number ?? ''} mine={mine} />}
      {mine.codeUntil !== null && <Confirm onDone={() => setOther(false)} />}
    </div>
  )
}

function useKeep(): (next: MyTelephone) => void {
  const client = useQueryClient()
  return (next) => {
    client.setQueryData(answerKey(readMyTelephone, {}), next)
    void client.invalidateQueries({ queryKey: answerKey(readTelephone) })
  }
}

function Ask({ mine }: { readonly mine: MyTelephone }) {
  const text = useText('telephone')
  const keep = useKeep()
  const form = useForm({
    schema: sendTelephoneCode.input,
    initial: { number: mine.number ?? mine.proposed[0] ?? '' },
    send: (values) => call(sendTelephoneCode, values),
    onDone: keep,
  })
  return (
    <PlainForm form={form} submitLabel={text(mine.codeUntil === null ? 'mine.send' : 'mine.again')}>
      <TextField
        label={text('mine.number')}
        hint={text('mine.numberHint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
        {...form.field('number')}
      />
    </PlainForm>
  )
}

function Confirm({ onDone }: { readonly onDone: () => void }) {
  const text = useText('telephone')
  const keep = useKeep()
  const form = useForm({
    schema: confirmTelephone.input,
    initial: { code: '' },
    send: (values) => call(confirmTelephone, values),
    onDone: (next) => {
      keep(next)
      onDone()
      showDone(text('mine.proved'))
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('mine.confirm')}>
      <TextField
        label={text('mine.code')}
        hint={text('mine.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        {...form.field('code')}
      />
    </PlainForm>
  )
}

function Chosen({ mine, onOther }: { readonly mine: MyTelephone; readonly onOther: () => void }) {
  const text = useText('telephone')
  const keep = useKeep()
  const [isAsked, setAsked] = useState(false)
  const { texts, calls, canCall, number } = mine
  const change = useAct(chooseTelephone, { refreshes: [], onDone: keep })
  return (
    <div className={classes.chosen}>
      <p className={classes.marks}>
        <strong>{number}</strong>
        <StateMark tone="good" word={text('mine.isProved')} />
      </p>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={texts}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ texts: event.currentTarget.checked, calls })}
        />
        {text('mine.texts')}
      </label>
      {canCall && (
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={calls}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ texts, calls: event.currentTarget.checked })}
          />
          {text('mine.calls')}
        </label>
      )}
      {change.error && <ErrorState error={change.error} />}
      <div className={classes.acts}>
        <Button variant="default" onClick={onOther}>
          {text('mine.other')}
        </Button>
        <Button variant="default" onClick={() => setAsked(true)}>
          {text('mine.forget')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        title={text('mine.forget')}
        confirmLabel={text('mine.forget')}
        onConfirm={async () => {
          keep(await call(chooseTelephone, { texts: false, calls: false, isForgotten: true }))
          showDone(text('mine.forgot'))
        }}
        onClose={() => setAsked(false)}
      >
        {text('mine.forgetWhat')}
      </ConfirmDialog>
    </div>
  )
}
