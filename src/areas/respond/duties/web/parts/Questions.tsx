import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import type { Moved } from '../../contract/moved.ts'
import { FactForm } from './FactForm.tsx'
import { isJudgement } from './words.ts'
import classes from './duties.module.css'

interface QuestionsProps {
  readonly board: Board
  readonly onDone: (done: { board: Board; moved: readonly Moved[] }) => void
}

/** One question at a time, the one that settles most first. Whoever does not know goes on. */
export function Questions({ board, onDone }: QuestionsProps) {
  const text = useText('duties')
  const [skipped, setSkipped] = useState<readonly string[]>([])
  const asked = board.questions.filter(({ fact }) => isAskable(fact))
  const [next] = [...asked.filter(({ fact }) => !skipped.includes(fact)), ...asked]
  if (next === undefined)
    return (
      <Section title={text('questions.title')}>
        <StateMark tone="good" word={text('questions.none')} />
      </Section>
    )
  return (
    <Section title={text('questions.title')}>
      <div className={classes.question} data-no-print>
        <p className={classes.dim}>
          {text('questions.settles', { count: next.settles })}{' '}
          {text('questions.open', { count: asked.length })}
        </p>
        {next.proposed !== null && next.proposed !== undefined && (
          <StateMark tone="unknown" word={text('questions.proposed')} />
        )}
        {board.can.fact ? (
          <FactForm
            key={`${next.fact} ${board.revision}`}
            board={board}
            fact={next.fact}
            value={next.proposed}
            isReasonAsked={isJudgement(next.fact)}
            onDone={onDone}
          >
            <Button
              variant="default"
              className={classes.act}
              onClick={() => setSkipped([...skipped.filter((fact) => fact !== next.fact), next.fact])}
            >
              {text('questions.skip')}
            </Button>
          </FactForm>
        ) : (
          <p>{text(`fact.${next.fact}`)}</p>
        )}
      </div>
    </Section>
  )
}

/** What is answered elsewhere: a notice that is sent is recorded at its duty, a number of a contract with the contracts. */
function isAskable(fact: string): boolean {
  return !fact.startsWith('submissions.') && !fact.startsWith('contracts.')
}
