import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RunStep } from '../../../../prepare/playbooks/contract/run.ts'
import type { Moves } from './moves.ts'
import classes from './room.module.css'

interface HeardAnswerProps {
  readonly step: RunStep
  readonly moves: Moves
  readonly size: string
}

/** A step that waits for somebody's word: who said it, and what, before it can be settled. */
export function HeardAnswer({ step, moves, size }: HeardAnswerProps) {
  const text = useText('incidents')
  const [heard, setHeard] = useState('')
  const [isMissing, setMissing] = useState(false)
  const settle = (answer?: 'yes' | 'no') => {
    const said = heard.trim()
    if (said === '') return setMissing(true)
    setMissing(false)
    if (answer === undefined) moves.markDone(step.id, said)
    else void moves.move(step.id, { move: 'answer', answer, heard: said }).catch(() => undefined)
  }
  const endings = step.ask ? (['yes', 'no'] as const) : ([undefined] as const)
  return (
    <div className={classes.question}>
      <Textarea
        label={text('step.heard', { who: text(`role.${step.waitsFor?.who ?? 'everyone'}`) })}
        description={text('step.heardHint')}
        autosize
        minRows={1}
        maxLength={500}
        value={heard}
        onChange={(event) => setHeard(event.currentTarget.value)}
      />
      {isMissing && <Notice tone="bad">{text('step.heardMissing')}</Notice>}
      {step.ask && <p>{step.ask.question}</p>}
      {endings.map((ending) => (
        <Button key={ending ?? 'done'} size={size} loading={moves.isBusy} onClick={() => settle(ending)}>
          {text(ending === undefined ? 'step.done' : `step.${ending}`)}
        </Button>
      ))}
    </div>
  )
}
