import { Button, Checkbox } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import {
  listContinuityPlans,
  moveContinuityStep,
  type ContinuityPlan,
  type Invocation,
} from '../../contract.ts'
import { restoreEntry } from './entries.ts'
import { spanOf } from './words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../continuity.module.css'

interface UseProps {
  readonly plan: ContinuityPlan
  readonly use: Invocation
  readonly ask: (entry: Entry) => void
}

/** One time that the plan was used: the decision, the checklist, and downtime beside what was promised. */
export function Use({ plan, use, ask }: UseProps) {
  const text = useText('continuity')
  const language = useLanguage()
  const mayAct = useMay('continuity.invoke')
  const move = useAct(moveContinuityStep, { refreshes: [listContinuityPlans] })
  const isRunning = use.restoredAt === null
  const span = spanOf(use.downMinutes, language)
  const aim = use.aimMinutes === null ? '' : spanOf(use.aimMinutes, language)
  const tone = use.isWithinAim === null ? 'quiet' : use.isWithinAim ? (isRunning ? 'active' : 'good') : 'bad'
  return (
    <div className={lines.words}>
      <StateMark tone={tone} word={text(isRunning ? 'use.running' : 'use.was', { span })} />
      {use.isWithinAim !== null && (
        <span>{text(use.isWithinAim ? 'use.within' : 'use.beyond', { span: aim })}</span>
      )}
      <span>
        {text('use.decided', { name: use.decidedBy, why: use.why })}
        {use.reference !== '' && ` · ${use.reference}`}
      </span>
      <span className={lines.dim}>
        <TimeText at={use.invokedAt} /> · {text('use.entered', { name: use.invokedBy })}
      </span>
      {isRunning && (
        <ol className={classes.steps}>
          {use.steps.map((step, place) => (
            // Steps of a running checklist never move: their place names them.
            <li key={place}>
              <Checkbox
                size="md"
                py={8}
                label={step.text}
                checked={step.doneAt !== null}
                disabled={!mayAct || move.isPending}
                description={step.doneAt === null ? undefined : step.doneBy}
                onChange={(event) =>
                  move.mutate({
                    id: plan.id,
                    invocation: use.id,
                    step: place,
                    isDone: event.currentTarget.checked,
                  })
                }
              />
            </li>
          ))}
        </ol>
      )}
      {move.error && <ErrorState error={move.error} />}
      {!isRunning && <span>{use.outcome}</span>}
      {isRunning && mayAct && (
        <div className={lines.acts} data-no-print>
          <Button onClick={() => ask(restoreEntry(text, plan, use))}>{text('restore.open')}</Button>
        </div>
      )}
    </div>
  )
}
