import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import { changeFacts, tryFacts } from '../../contract/facts.ts'
import type { Moved } from '../../contract/moved.ts'
import type { SheetProposal } from '../../contract/sheet.ts'
import { goesWithRest } from '../../rules/sheet.ts'
import { MovedLines } from './MovedList.tsx'
import { factWordsOf, saidWords } from './words.ts'
import classes from './duties.module.css'

interface SheetProposalsProps {
  readonly board: Board
  readonly onDone: (done: { board: Board; moved: readonly Moved[] }) => void
}

/** Where the scope sheet says something else than what is confirmed: looked at, then taken over together, or left. */
export function SheetProposals({ board, onDone }: SheetProposalsProps) {
  const text = useText('duties')
  const open = board.sheet.proposals.filter(({ left }) => left === null)
  const left = board.sheet.proposals.filter((proposal) => proposal.left !== null)
  if (open.length + left.length === 0) return null
  return (
    <Section title={open.length > 0 ? text('sheet.title', { count: open.length }) : text('sheet.law')}>
      {open.length > 0 && (
        <OpenProposals key={keyOf(board, open)} board={board} open={open} onDone={onDone} />
      )}
      {left.length > 0 && (
        <details>
          <summary>{text('sheet.left', { count: left.length })}</summary>
          <ul className={classes.facts}>
            {left.map((proposal) => (
              <li key={proposal.fact}>
                <Told of={proposal} text={text} />
                <p className={classes.dim}>
                  {text('sheet.leftBy', {
                    by: proposal.left?.by ?? '',
                    reason: proposal.left?.reason ?? '',
                  })}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

/** Whatever is proposed anew is ticked anew. */
function keyOf({ revision }: Board, open: readonly SheetProposal[]): string {
  return `${revision} ${JSON.stringify(open.map(({ fact, value }) => [fact, value]))}`
}

function OpenProposals({ board, open, onDone }: SheetProposalsProps & { readonly open: SheetProposal[] }) {
  const text = useText('duties')
  // Less than was said, and what is for a person to judge, is never taken over unseen: somebody ticks it.
  const usual = open.filter(goesWithRest)
  const [ticked, setTicked] = useState<readonly string[]>(usual.map(({ fact }) => fact))
  const [isLeaving, setLeaving] = useState(false)
  const chosen = open.filter(({ fact }) => ticked.includes(fact))
  const toggle = (fact: string) =>
    setTicked(ticked.includes(fact) ? ticked.filter((one) => one !== fact) : [...ticked, fact])
  return (
    <>
      {board.can.fact && <p className={classes.dim}>{text('sheet.lead')}</p>}
      <ul className={classes.facts}>
        {open.map((proposal) => (
          <li key={proposal.fact}>
            <label className={classes.tick}>
              {board.can.fact && (
                <input
                  type="checkbox"
                  checked={ticked.includes(proposal.fact)}
                  onChange={() => toggle(proposal.fact)}
                />
              )}
              <span>
                <Told of={proposal} text={text} />
              </span>
            </label>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <Preview
          board={board}
          chosen={chosen}
          isUsual={chosen.every((one) => usual.includes(one)) && chosen.length === usual.length}
        />
      )}
      {board.can.fact && chosen.length > 0 && (
        <Decision
          key={isLeaving ? 'leave' : ticked.join(' ')}
          board={board}
          chosen={chosen}
          isLeaving={isLeaving}
          onLeaving={setLeaving}
          onDone={onDone}
        />
      )}
    </>
  )
}

function Told({ of, text }: { readonly of: SheetProposal; readonly text: Say }) {
  const { fact, value, now, takesAway, isJudgement, from } = of
  return (
    <span className={classes.told}>
      <span>{factWordsOf(fact, text)}</span>
      <span>
        {text('sheet.says')}:{' '}
        <strong>{value === null ? text('sheet.open') : saidWords(fact, value, text)}</strong>
      </span>
      <span className={classes.dim}>
        {text('sheet.stood')}: {now === null ? text('sheet.nobody') : saidWords(fact, now, text)}
      </span>
      {takesAway && <StateMark tone="warn" word={text('sheet.less')} />}
      {isJudgement && <StateMark tone="unknown" word={text('sheet.judge')} />}
      <span className={classes.dim}>{text('sheet.from', { sources: sourcesOf(from, text) })}</span>
    </span>
  )
}

const sourcesAtMost = 4

function sourcesOf(from: SheetProposal['from'], text: Say): string {
  const named = from
    .slice(0, sourcesAtMost)
    .map(({ what, standing }) => text(`sheet.source.${standing}`, { what }))
  return [...named, ...(from.length > sourcesAtMost ? ['…'] : [])].join(', ')
}

/** Which duties would come, go or move; the server judges, and nothing is kept. */
function Preview({
  board,
  chosen,
  isUsual,
}: {
  readonly board: Board
  readonly chosen: readonly SheetProposal[]
  readonly isUsual: boolean
}) {
  const text = useText('duties')
  const ui = useText('ui')
  const trial = useQuery({
    ...answerOf(tryFacts, { id: board.incidentId, changes: changesOf(chosen) }),
    enabled: board.can.fact && !isUsual,
  })
  const moved = isUsual ? board.sheet.moved : trial.data?.moved
  if (trial.error) return <Notice tone="warn">{sentenceOf(trial.error, ui('failure.unknown'))}</Notice>
  return (
    <div role="status">
      {moved !== undefined && (
        <Notice tone={moved.length > 0 ? 'active' : 'good'} title={text('sheet.would')}>
          {moved.length === 0 ? text('sheet.wouldNone') : <MovedLines moved={moved} zone={board.zone} />}
        </Notice>
      )}
    </div>
  )
}

interface DecisionProps extends SheetProposalsProps {
  readonly chosen: readonly SheetProposal[]
  readonly isLeaving: boolean
  readonly onLeaving: (isLeaving: boolean) => void
}

function Decision({ board, chosen, isLeaving, onLeaving, onDone }: DecisionProps) {
  const text = useText('duties')
  const ui = useText('ui')
  const sources = sourcesOf(uniqueSources(chosen), text)
  const [reason, setReason] = useState(isLeaving ? '' : text('sheet.reasonOf', { sources }).slice(0, 1000))
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const send = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const wish = isLeaving
        ? { changes: [], left: chosen.map(({ fact }) => fact) }
        : { changes: changesOf(chosen) }
      const done = await call(changeFacts, {
        id: board.incidentId,
        revision: board.revision,
        reason,
        ...wish,
      })
      onLeaving(false)
      onDone(done)
    } catch (error) {
      setFailure(sentenceOf(error, ui('failure.unknown')))
    } finally {
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
      data-no-print
    >
      <Textarea
        label={text(isLeaving ? 'sheet.leaveWhy' : 'sheet.reason')}
        description={text('facts.reasonHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className={classes.actions}>
        <Button type="submit" loading={isBusy} className={classes.act}>
          {isLeaving ? text('sheet.keep') : text('sheet.take', { count: chosen.length })}
        </Button>
        <Button variant="default" className={classes.act} onClick={() => onLeaving(!isLeaving)}>
          {isLeaving ? text('sheet.back') : text('sheet.leave', { count: chosen.length })}
        </Button>
      </div>
    </form>
  )
}

function changesOf(chosen: readonly SheetProposal[]) {
  return chosen.map(({ fact, value }) => ({ fact, value: value as never })) // JSON as the server sent it; it judges it again
}

function uniqueSources(chosen: readonly SheetProposal[]): SheetProposal['from'] {
  const seen = new Map(chosen.flatMap(({ from }) => from).map((one) => [`${one.topic} ${one.what}`, one]))
  return [...seen.values()]
}

/** The faults name the facts; the sentence above them says nothing more. */
function sentenceOf(error: unknown, unknown: string): string {
  if (!(error instanceof CallError)) return unknown
  const faults = (error.faults ?? []).map(({ message }) => message)
  return faults.length > 0 ? faults.join(' ') : error.message
}
