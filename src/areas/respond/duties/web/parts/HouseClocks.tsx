import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import { settleHouseClock, type HouseClock } from '../../contract/house-clocks.ts'
import { Countdown } from './Countdown.tsx'
import { toneOf } from './words.ts'
import classes from './duties.module.css'

interface HouseClocksProps {
  readonly board: Board
  readonly onBoard: (board: Board) => void
}

/** What the severity started by our own table: done, or reasonedly not. */
export function HouseClocks({ board, onBoard }: HouseClocksProps) {
  const text = useText('duties')
  const { items } = board.house
  const running = items.filter(({ state }) => state === 'running')
  const over = items.filter(({ state }) => state !== 'running')
  if (items.length === 0) return null
  return (
    <Section title={text('house.title')}>
      <p className={classes.dim}>{text('house.lead')}</p>
      <ul className={classes.duties}>
        {running.map((clock) => (
          <Clock key={clock.id} board={board} clock={clock} onBoard={onBoard} />
        ))}
      </ul>
      {over.length > 0 && (
        <details>
          <summary>{text('house.over', { count: over.length })}</summary>
          <ul className={classes.duties}>
            {over.map((clock) => (
              <Clock key={clock.id} board={board} clock={clock} onBoard={onBoard} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

type Settled = 'met' | 'declined' | 'running'

function Clock({ board, clock, onBoard }: HouseClocksProps & { readonly clock: HouseClock }) {
  const text = useText('duties')
  const [wish, setWish] = useState<Settled>()
  const { name, source, severity, tableVersion: version, state, standing, settledBy, settledAt } = clock
  const ways: readonly Settled[] = state === 'running' ? ['met', 'declined'] : ['running']
  return (
    <li className={classes.duty} data-standing={standing ?? 'waiting'}>
      <div className={classes.dutyHead}>
        <h3>{name}</h3>
        {standing === null ? (
          <StateMark tone={state === 'met' ? 'good' : 'quiet'} word={text(`house.state.${state}`)} />
        ) : (
          <StateMark tone={toneOf[standing]} word={text(`standing.${standing}`)} />
        )}
      </div>
      <p className={classes.dim}>
        {text('house.by', { severity, version })}
        {source !== '' && ` · ${source}`}
      </p>
      {standing !== null && <Countdown dueAt={clock.dueAt} zone={board.zone} />}
      {settledAt !== null && (
        <p>
          {text('house.settledBy', { by: settledBy ?? '' })}
          <TimeText at={settledAt} zone={board.zone} form="absolute" />{' '}
          {clock.reason !== '' && <q>{clock.reason}</q>}
        </p>
      )}
      {board.house.can.settle && state !== 'ended' && wish === undefined && (
        <div className={classes.actions} data-no-print>
          {ways.map((way) => (
            <Button
              key={way}
              variant={way === 'met' ? 'filled' : 'default'}
              className={classes.act}
              aria-label={text(`house.${wordOf(way)}Of`, { name })}
              onClick={() => setWish(way)}
            >
              {text(`house.${wordOf(way)}`)}
            </Button>
          ))}
        </div>
      )}
      {wish !== undefined && (
        <Settle
          board={board}
          clock={clock}
          wish={wish}
          onDone={(next) => {
            setWish(undefined)
            if (next !== undefined) onBoard(next)
          }}
        />
      )}
    </li>
  )
}

function wordOf(way: Settled): 'met' | 'declined' | 'again' {
  return way === 'running' ? 'again' : way
}

interface SettleProps {
  readonly board: Board
  readonly clock: HouseClock
  readonly wish: Settled
  readonly onDone: (board?: Board) => void
}

function Settle({ board, clock, wish, onDone }: SettleProps) {
  const text = useText('duties')
  const ui = useText('ui')
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const send = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const wanted = { id: board.incidentId, clock: clock.id, state: wish, reason }
      onDone({ ...board, house: await call(settleHouseClock, wanted) })
    } catch (error) {
      setFailure(
        error instanceof CallError ? (error.faults?.[0]?.message ?? error.message) : ui('failure.unknown'),
      )
      setBusy(false)
    }
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Textarea
        label={text('house.reason')}
        description={text('facts.reasonHint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className={classes.actions}>
        <Button type="submit" loading={isBusy} className={classes.act}>
          {text(`house.${wordOf(wish)}`)}
        </Button>
        <Button variant="default" className={classes.act} onClick={() => onDone()}>
          {text('house.back')}
        </Button>
      </div>
    </form>
  )
}
