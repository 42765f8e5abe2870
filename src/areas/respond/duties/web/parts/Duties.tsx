import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board, OwedDuty } from '../../contract/board.ts'
import { Countdown } from './Countdown.tsx'
import { DutyCare } from './DutyCare.tsx'
import { factWordsOf, saidWords, toneOf } from './words.ts'
import classes from './duties.module.css'

export type Wish =
  | { readonly form: 'decline' | 'submit'; readonly duty: OwedDuty }
  | { readonly form: 'withdraw'; readonly answerId: string; readonly title: string }

interface DutiesProps {
  readonly board: Board
  readonly onWish: (wish: Wish) => void
  readonly onBoard: (board: Board) => void
}

/** What is owed, by when it is due; then what would be owed if a fact that is missing were so. */
export function Duties({ board, onWish, onBoard }: DutiesProps) {
  const text = useText('duties')
  return (
    <Section title={text('duties.title')}>
      {board.duties.length === 0 && <p className={classes.dim}>{text('duties.empty')}</p>}
      <ul className={classes.duties}>
        {board.duties.map((duty) => (
          <Duty key={duty.key} board={board} duty={duty} onWish={onWish} onBoard={onBoard} />
        ))}
      </ul>
      <Possible board={board} />
    </Section>
  )
}

interface DutyProps extends DutiesProps {
  readonly duty: OwedDuty
}

function Duty({ board, duty, onWish, onBoard }: DutyProps) {
  const text = useText('duties')
  const [isWhyShown, setWhyShown] = useState(false)
  const { standing, explanation, recipient } = duty
  const answer = board.answers.findLast(({ key, withdrawnAt }) => key === duty.key && withdrawnAt === null)
  const isOpen = answer === undefined
  return (
    <li className={classes.duty} data-standing={standing}>
      <div className={classes.dutyHead}>
        <h3>{recipient.name}</h3>
        <StateMark tone={toneOf[standing]} word={text(`standing.${standing}`)} />
      </div>
      <p className={classes.dim}>
        {explanation.regime} · {text(`stage.${duty.stage}`)} · {explanation.citation}
      </p>
      {isOpen && <When board={board} duty={duty} />}
      {answer && (
        <p>
          {text(answer.kind === 'declined' ? 'answer.declined' : 'answer.submitted', {
            by: answer.signedBy,
            channel: answer.channel,
            reference: answer.reference,
          })}{' '}
          <TimeText at={answer.sentAt ?? answer.signedAt} zone={board.zone} form="absolute" />{' '}
          {answer.reason !== '' && <q>{answer.reason}</q>}
        </p>
      )}
      {!explanation.confirmed && <StateMark tone="unknown" word={text('duties.unconfirmedLaw')} />}
      {duty.unconfirmed.map((fact) => (
        <StateMark
          key={fact}
          tone="unknown"
          word={text('duties.unconfirmedFact', { fact: factWordsOf(fact, text) })}
        />
      ))}
      {isOpen && <DutyCare board={board} duty={duty} onDone={onBoard} />}
      <div className={classes.actions} data-no-print>
        {isOpen && board.can.submit && (
          <Button className={classes.act} onClick={() => onWish({ form: 'submit', duty })}>
            {text('submit.open')}
          </Button>
        )}
        {isOpen && standing !== 'record' && board.can.decide && (
          <Button variant="default" className={classes.act} onClick={() => onWish({ form: 'decline', duty })}>
            {text('decline.open')}
          </Button>
        )}
        {answer && board.can.decide && (
          <Button
            variant="default"
            className={classes.act}
            onClick={() => onWish({ form: 'withdraw', answerId: answer.id, title: answer.title })}
          >
            {text('withdraw.open')}
          </Button>
        )}
        <Button
          variant="subtle"
          className={classes.act}
          aria-expanded={isWhyShown}
          onClick={() => setWhyShown(!isWhyShown)}
        >
          {text(isWhyShown ? 'why.hide' : 'why.show')}
        </Button>
      </div>
      {isWhyShown && <Why board={board} duty={duty} />}
    </li>
  )
}

function When({ board, duty }: { readonly board: Board; readonly duty: OwedDuty }) {
  const text = useText('duties')
  const { dueAt, extendedDueAt, asap, projected, standing } = duty
  return (
    <>
      {dueAt !== null && <Countdown dueAt={dueAt} zone={board.zone} />}
      {asap && <p>{text('clock.atOnce')}</p>}
      {standing === 'waiting' && <p>{text('clock.waiting')}</p>}
      {projected && <p className={classes.dim}>{text('clock.projected')}</p>}
      {extendedDueAt !== null && (
        <p className={classes.dim}>
          {text('clock.extended')} <TimeText at={extendedDueAt} zone={board.zone} form="absolute" />
        </p>
      )}
    </>
  )
}

/** The rule, the facts and who said them, the source and how sure it is. */
function Why({ board, duty }: { readonly board: Board; readonly duty: OwedDuty }) {
  const text = useText('duties')
  const { explanation, said } = duty
  const { start } = explanation
  const lists = [
    ['why.content', explanation.content],
    ['why.exemptions', explanation.exemptions],
    ['why.notes', explanation.notes],
  ] as const
  return (
    <div className={classes.why}>
      <p>
        <strong>{text('why.rule')}</strong> {explanation.rule.replaceAll('_', ' ')}
      </p>
      {start && (
        <p>
          <strong>{text('why.start')}</strong> {factWordsOf(startName(start.from), text)}{' '}
          <TimeText at={start.at} zone={board.zone} form="absolute" />
        </p>
      )}
      {said.length > 0 && (
        <ul>
          {said.map(({ fact, value, by, at, reason }) => (
            <li key={fact}>
              {factWordsOf(fact, text)} <strong>{saidWords(fact, value, text)}</strong>{' '}
              <span className={classes.dim}>
                {text('facts.saidBy', { by })} <TimeText at={at} zone={board.zone} form="absolute" />
                {reason === '' ? '' : ` · ${reason}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {lists.map(([key, items]) =>
        items.length === 0 ? null : (
          <div key={key}>
            <strong>{text(key)}</strong>
            <ul>
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </div>
        ),
      )}
      {explanation.how !== null && (
        <p>
          <strong>{text('why.how')}</strong> {explanation.how}
        </p>
      )}
      {explanation.softTarget !== null && <p>{explanation.softTarget}</p>}
      <p className={classes.dim}>
        {explanation.law}, {explanation.citation}. {text('why.checked', { day: explanation.checkedOn })}
      </p>
    </div>
  )
}

function startName(from: string): string {
  return from.includes('.') ? `submissions.${from}` : `times.${from}`
}

function Possible({ board }: { readonly board: Board }) {
  const text = useText('duties')
  const [isShown, setShown] = useState(false)
  if (board.possible.length === 0) return null
  return (
    <div>
      <Button
        variant="subtle"
        className={classes.act}
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
        data-no-print
      >
        {text(isShown ? 'possible.hide' : 'possible.show', { count: board.possible.length })}
      </Button>
      {isShown && (
        <ul className={classes.possible}>
          {board.possible.map(({ key, title, citation, missing }) => (
            <li key={key}>
              <StateMark tone="unknown" word={text('standing.possible')} /> {title}{' '}
              <span className={classes.dim}>
                {citation}. {text('possible.missing')}{' '}
                {[...new Set(missing.map((fact) => factWordsOf(fact, text)))].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
