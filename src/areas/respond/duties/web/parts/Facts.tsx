import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Board } from '../../contract/board.ts'
import type { Moved } from '../../contract/moved.ts'
import { FactForm } from './FactForm.tsx'
import { saidWords } from './words.ts'
import classes from './duties.module.css'

interface FactsProps {
  readonly board: Board
  readonly onDone: (done: { board: Board; moved: readonly Moved[] }) => void
}

/** What was confirmed, by whom; each can be changed with a reason. */
export function Facts({ board, onDone }: FactsProps) {
  const text = useText('duties')
  const [changing, setChanging] = useState<string>()
  if (board.facts.length === 0) return null
  return (
    <Section title={text('facts.title')}>
      <ul className={classes.facts}>
        {board.facts.map(({ fact, value, by, at, reason }) => (
          <li key={fact}>
            <p>
              {text(`fact.${fact}`)} <strong>{saidWords(fact, value, text)}</strong>
            </p>
            <p className={classes.dim}>
              {text('facts.saidBy', { by })} <TimeText at={at} zone={board.zone} form="absolute" />
              {reason === '' ? '' : ` · ${reason}`}
            </p>
            {board.can.fact && changing !== fact && (
              <Button
                variant="default"
                className={classes.act}
                aria-label={text('facts.changeOf', { fact: text(`fact.${fact}`) })}
                onClick={() => setChanging(fact)}
                data-no-print
              >
                {text('facts.change')}
              </Button>
            )}
            {changing === fact && (
              <FactForm
                board={board}
                fact={fact}
                value={value}
                isReasonAsked
                onDone={(done) => {
                  setChanging(undefined)
                  onDone(done)
                }}
              >
                <Button variant="default" className={classes.act} onClick={() => setChanging(undefined)}>
                  {text('facts.leave')}
                </Button>
              </FactForm>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
