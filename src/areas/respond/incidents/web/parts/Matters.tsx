import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  answerNeed,
  endBlocker,
  listBlockers,
  listNeeds,
  type Blocker,
  type Need,
} from '../../contract/captures.ts'
import { listTimeline, type Incident } from '../../contract/incident.ts'
import { DurationText } from './DurationText.tsx'
import classes from './board.module.css'

interface MattersProps {
  readonly incident: Incident
  /** Also what is over, and a word where nothing is; beside other parts only what is open. */
  readonly isWhole: boolean
}

/** What has to be found out. */
export function Needs({ incident, isWhole }: MattersProps) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listNeeds, { id }, { live: { stream: id, kinds: ['need.'] } })
  const answer = useAct(answerNeed, { refreshes: [listNeeds, listTimeline] })
  const [asked, setAsked] = useState<Need>()
  const items = (list.data?.items ?? []).filter((need) => isWhole || need.gotAt === null)
  // While somebody writes an answer the dialog stays, whatever others do to the list.
  if (items.length === 0 && !isWhole && !list.error && !asked) return null
  return (
    <Section title={text('need.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={classes.hint}>{text('need.empty')}</p>}
      <ul className={classes.matters}>
        {items.map((need) => (
          <Matter key={need.id} isOver={need.gotAt !== null} words={need.text}>
            <span className={classes.dim}>
              {need.source !== '' && `${text('detail.source', { words: need.source })} · `}
              {need.wantedBy} · <TimeText at={need.wantedAt} />
            </span>
            {need.answer !== null && (
              <span>
                {need.answer} <span className={classes.dim}>{need.gotBy}</span>
              </span>
            )}
            {incident.can.note && need.gotAt === null && (
              <Close
                label={text('need.answer')}
                spoken={text('need.answerOf', { words: need.text })}
                onClick={() => setAsked(need)}
              />
            )}
          </Matter>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={text('need.answerTitle')}
        confirmLabel={text('need.answerSave')}
        reasonLabel={text('need.answerWords')}
        onConfirm={(words) => answer.mutateAsync({ id, need: asked?.id ?? '', answer: words })}
        onClose={() => setAsked(undefined)}
      >
        <p>{asked?.text}</p>
      </ConfirmDialog>
    </Section>
  )
}

/** What holds work up, and how long it did. */
export function Blockers({ incident, isWhole }: MattersProps) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listBlockers, { id }, { live: { stream: id, kinds: ['blocker.'] } })
  const end = useAct(endBlocker, { refreshes: [listBlockers, listTimeline] })
  const [ending, setEnding] = useState<Blocker>()
  const items = (list.data?.items ?? []).filter((one) => isWhole || one.endedAt === null)
  if (items.length === 0 && !isWhole && !list.error && !ending) return null
  return (
    <Section title={text('blocker.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={classes.hint}>{text('blocker.empty')}</p>}
      {isWhole && list.data && items.length > 0 && (
        <p className={classes.sums}>
          <span>
            {text('blocker.sum')} <DurationText minutes={list.data.minutes} />
          </span>
          <span>
            {text('blocker.clock')} <DurationText minutes={list.data.clockMinutes} />
          </span>
        </p>
      )}
      <ul className={classes.matters}>
        {items.map((one) => (
          <Matter key={one.id} isOver={one.endedAt !== null} words={one.text}>
            <span className={classes.dim}>
              {text(`blocker.kind.${one.kind}`)} · <DurationText minutes={one.minutes} /> · {one.recordedBy}
            </span>
            {one.outcome !== '' && <span>{one.outcome}</span>}
            {incident.can.note && one.endedAt === null && (
              <Close
                label={text('blocker.end')}
                spoken={text('blocker.endOf', { words: one.text })}
                onClick={() => setEnding(one)}
              />
            )}
          </Matter>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={ending !== undefined}
        title={text('blocker.endTitle')}
        confirmLabel={text('blocker.endSave')}
        reasonLabel={text('blocker.outcome')}
        onConfirm={(outcome) => end.mutateAsync({ id, blocker: ending?.id ?? '', outcome })}
        onClose={() => setEnding(undefined)}
      >
        <p>{ending?.text}</p>
      </ConfirmDialog>
    </Section>
  )
}

function Matter({
  isOver,
  words,
  children,
}: {
  readonly isOver: boolean
  readonly words: string
  readonly children: ReactNode
}) {
  return (
    <li data-over={isOver}>
      <div>
        <strong>{words}</strong>
        {children}
      </div>
    </li>
  )
}

function Close(props: { readonly label: string; readonly spoken: string; readonly onClick: () => void }) {
  return (
    <span data-no-print>
      <Button variant="default" size="compact-md" onClick={props.onClick} aria-label={props.spoken}>
        {props.label}
      </Button>
    </span>
  )
}
