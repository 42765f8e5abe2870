import { Button } from '@mantine/core'
import { useState } from 'react'
import { defang } from '../../../../base/observables.ts'
import { tlpLabel } from '../../../../base/tlp.ts'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { readSharing, takeBackSharing, type CaseSharing, type Shared } from '../contract/sharing.ts'
import { ShareDialog } from './parts/ShareDialog.tsx'
import classes from './threats.module.css'

/** What of a case goes to servers of others: which may take it, what was sent, and the way back. */
export function SharingPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('threats')
  const answer = useAnswer(
    readSharing,
    { id },
    { live: { stream: id, kinds: ['sharing.', 'observable.', 'incident.'] } },
  )
  const [chosen, setChosen] = useState<string>()
  const found = answer.data
  const known = found?.traces.filter((trace) => trace.known.some(({ isWatched }) => isWatched)) ?? []
  // Where nobody warns, no server takes anything and none ever did there is nothing to say.
  if (found === undefined || [...found.exchanges, ...found.shared, ...known].length === 0) return null
  const exchange = found.exchanges.find((one) => one.id === chosen)
  return (
    <Section title={text('share.title')}>
      <p className={classes.dim}>{text('share.lead')}</p>
      {known.length > 0 && (
        <Notice tone="warn">
          {text('known.some', {
            count: known.length,
            names: known
              .slice(0, 10)
              .map(({ kind, value }) => defang(kind, value))
              .join(', '),
          })}
        </Notice>
      )}
      {found.whyNever !== null && <Notice tone="warn">{found.whyNever}</Notice>}
      <Cards>
        {found.exchanges.map((one) => (
          <Place key={one.id} id={id} of={found} exchange={one} onShare={() => setChosen(one.id)} />
        ))}
      </Cards>
      {exchange && (
        <ShareDialog id={id} of={found} exchange={exchange} onClose={() => setChosen(undefined)} />
      )}
    </Section>
  )
}

const tones: Readonly<Record<Shared['state'], Tone>> = {
  ...{
    sending: 'active',
    sent: 'good',
    failed: 'bad',
    unclear: 'warn',
    withdrawing: 'active',
    withdrawn: 'quiet',
  },
}

interface PlaceProps {
  readonly id: string
  readonly of: CaseSharing
  readonly exchange: CaseSharing['exchanges'][number]
  readonly onShare: () => void
}

function Place({ id, of, exchange, onShare }: PlaceProps) {
  const text = useText('threats')
  const mayShare = useMay('connection.act')
  const [isTaking, setTaking] = useState(false)
  const take = useAct(takeBackSharing, { refreshes: [readSharing] })
  const shared = of.shared.find(({ exchangeId }) => exchangeId === exchange.id)
  const stands = shared !== undefined && shared.state !== 'withdrawn' && shared.observables.length > 0
  // Sent, and trouble since: only a way back that was refused ends so.
  const isLeft = shared?.state === 'sent' && shared.trouble !== null
  const mayLeave = of.whyNever === null && exchange.isOn && of.traces.some((trace) => trace.mayLeave)
  return (
    <Card
      title={exchange.name}
      marks={
        shared && (
          <StateMark
            tone={isLeft ? 'bad' : tones[shared.state]}
            word={text(isLeft ? 'share.left' : `shared.${shared.state}`)}
          />
        )
      }
      actions={
        mayShare && (
          <>
            {mayLeave && (
              <Button variant="default" onClick={onShare}>
                {text(stands ? 'share.again' : 'share.look')}
              </Button>
            )}
            {stands && (
              <Button variant="default" onClick={() => setTaking(true)}>
                {text('share.takeBack')}
              </Button>
            )}
          </>
        )
      }
    >
      <span className={classes.dim}>{exchange.host}</span>
      {!exchange.isOn && <span>{text('state.off')}</span>}
      {shared && (
        <span className={classes.dim}>
          {text('share.sentWords', {
            count: shared.observables.length,
            mark: tlpLabel(shared.tlp),
            name: shared.changedBy,
          })}{' '}
          <TimeText at={shared.changedAt} form="relative" />
        </span>
      )}
      {shared && shared.trouble !== null && <Notice tone="bad">{text(`trouble.${shared.trouble}`)}</Notice>}
      {take.error && <ErrorState error={take.error} />}
      <ConfirmDialog
        isOpen={isTaking}
        title={text('share.takeBackTitle', { name: exchange.name })}
        confirmLabel={text('share.takeBack')}
        isAlarming
        onClose={() => setTaking(false)}
        onConfirm={async () => take.mutateAsync({ id, exchange: exchange.id })}
      >
        <p>{text('share.takeBackWhat')}</p>
      </ConfirmDialog>
    </Card>
  )
}
