import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { download } from '../../../../../ui/transfer.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { decideCall, listCalls, readCallOutput, type Call } from '../../contract.ts'
import classes from './automation.module.css'

interface CallListProps {
  /** The case. */
  readonly id: string
  readonly step?: string
  readonly observable?: string
  /** Says so where nothing was asked yet. */
  readonly isWhole?: boolean
}

const [few, most] = [5, 50]

/** What was asked and what came back, newest first, kept fresh. */
export function CallList({ id, step, observable, isWhole = false }: CallListProps) {
  const text = useText('automation')
  const [limit, setLimit] = useState(few)
  const wanted = { id, limit, ...(step && { step }), ...(observable && { observable }) }
  const calls = useAnswer(listCalls, wanted, { live: { stream: id, kinds: ['automation.'] } })
  if (calls.error && !calls.data)
    return <ErrorState error={calls.error} onRetry={() => void calls.refetch()} />
  if (calls.isPending) return <Loading lines={2} />
  const { items, next } = calls.data
  if (items.length === 0) return isWhole ? <p>{text('list.empty')}</p> : null
  return (
    <>
      <ul className={classes.calls}>
        {items.map((call) => (
          <CallRow key={call.id} id={id} call={call} />
        ))}
      </ul>
      {next !== null &&
        (limit < most ? (
          <Button variant="default" onClick={() => setLimit(most)}>
            {text('list.more')}
          </Button>
        ) : (
          <p className={classes.dim}>{text('list.rest', { count: most })}</p>
        ))}
    </>
  )
}

const tones: Readonly<Record<Call['state'], Tone>> = {
  asked: 'warn',
  ready: 'active',
  sending: 'active',
  answered: 'good',
  failed: 'bad',
  unknown: 'bad',
  dropped: 'quiet',
  dry: 'quiet',
}

function CallRow({ id, call }: { readonly id: string; readonly call: Call }) {
  const text = useText('automation')
  const { state, status, trouble, shown, size } = call
  return (
    <li>
      <p className={classes.head}>
        <StateMark tone={tones[state]} word={text(`state.${state}`)} />
        <strong>{call.name}</strong>
        <span className={classes.dim}>
          {call.askedBy} <TimeText at={call.askedAt} />
          {status !== null && ` · HTTP ${status}`}
          {call.step !== null && ` · ${text('list.step', { step: call.step })}`}
        </span>
      </p>
      <p className={classes.said}>{call.said}</p>
      {call.reason !== '' && <p className={classes.words}>“{call.reason}”</p>}
      {call.decidedBy !== null && (
        <p className={classes.dim}>
          {text(trouble === 'declined' ? 'list.declined' : 'list.agreed', { name: call.decidedBy })}
        </p>
      )}
      {state === 'unknown' && (
        <p className={classes.alarm} role="alert">
          {text('list.unknown', { host: call.host })}
        </p>
      )}
      {trouble !== null && trouble !== 'declined' && (
        <p className={classes.dim}>{text(`trouble.${trouble}`)}</p>
      )}
      {shown.length > 0 && (
        <dl className={classes.shown}>
          {shown.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value ?? text('list.nothing')}</dd>
            </div>
          ))}
        </dl>
      )}
      {call.blockId !== null && <p className={classes.dim}>{text('list.block')}</p>}
      {size !== null && <Output id={id} call={call} />}
      {call.mayDecide && <Decide id={id} call={call} />}
    </li>
  )
}

/** The answer as text, never as a page; whole as a file. */
function Output({ id, call }: { readonly id: string; readonly call: Call }) {
  const text = useText('automation')
  const [isBusy, setBusy] = useState(false)
  return (
    <details className={classes.fold}>
      <summary>{text('list.output', { count: call.size ?? 0 })}</summary>
      <pre className={classes.text}>{call.text === '' ? text('list.blank') : call.text}</pre>
      {call.isCut && <p className={classes.dim}>{text('list.cut')}</p>}
      <p className={classes.hash}>SHA-256 {call.sha256}</p>
      <Button
        variant="default"
        loading={isBusy}
        onClick={() => {
          setBusy(true)
          void download(readCallOutput, { id, call: call.id }, 'answer.txt').finally(() => setBusy(false))
        }}
      >
        {text('list.whole')}
      </Button>
    </details>
  )
}

function Decide({ id, call }: { readonly id: string; readonly call: Call }) {
  const text = useText('automation')
  const [asking, setAsking] = useState<'yes' | 'no'>()
  const decide = useAct(decideCall, { refreshes: [listCalls] })
  const close = () => setAsking(undefined)
  return (
    <div className={classes.buttons} data-no-print>
      <Button color="red" onClick={() => setAsking('yes')}>
        {text('decide.yes')}
      </Button>
      <Button variant="default" onClick={() => setAsking('no')}>
        {text('decide.no')}
      </Button>
      {(['yes', 'no'] as const).map((what) => (
        <ConfirmDialog
          key={what}
          isOpen={asking === what}
          title={text(`decide.${what}Title`, { name: call.name })}
          confirmLabel={text(`decide.${what}`)}
          isAlarming={what === 'yes'}
          onClose={close}
          onConfirm={async () => decide.mutateAsync({ id, call: call.id, agrees: what === 'yes' })}
        >
          <p>{text(`decide.${what}What`, { host: call.host })}</p>
          <p className={classes.request}>{call.said}</p>
        </ConfirmDialog>
      ))}
    </div>
  )
}
