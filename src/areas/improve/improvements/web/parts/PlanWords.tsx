import { Button } from '@mantine/core'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readPlan } from '../../../../prepare/plan/contract/plan.ts'
import { getImprovement, proposePlanWords, type ImprovementDetail } from '../../contract/improvements.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../improvements.module.css'

const tones = { open: 'active', accepted: 'good', refused: 'quiet' } as const

/** What it proposes to the plan, word against word, and whether that was accepted. */
export function PlanWords({ improvement }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  const { proposals, can, target } = improvement
  // What was proposed while it was meant for the plan still wants its word, whatever it is meant for now.
  if (target?.kind !== 'plan' && proposals.length === 0) return null
  return (
    <Section title={text('plan.title')} actions={can.proposeWords && <Propose improvement={improvement} />}>
      {proposals.length === 0 && <p className={lines.dim}>{text('plan.none')}</p>}
      <ul className={lines.list}>
        {proposals.map(({ id, section, before, after, reason, state, decision, decidedBy }) => (
          <li key={id}>
            <span className={lines.words}>
              <StateMark tone={tones[state]} word={text(`plan.${state}`)} />
              <span>{reason}</span>
              {before !== '' && <del className={classes.before}>{before}</del>}
              <ins className={classes.after}>{after}</ins>
              {decision !== null && (
                <span className={lines.dim}>
                  {decidedBy}: {decision}
                </span>
              )}
            </span>
            {state === 'open' && (
              <To path={`/plan/sections/${section}`} className={lines.link}>
                {text('plan.decide')}
              </To>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Propose({ improvement: { id, target } }: { readonly improvement: ImprovementDetail }) {
  const text = useText('improvements')
  const plan = useAnswer(readPlan, {})
  const { ask, dialog } = useEntry([getImprovement])
  const section = plan.data?.sections.find((one) => one.section === target?.id)
  return (
    <>
      <Button
        variant="default"
        loading={plan.isPending}
        onClick={() =>
          ask({
            title: text('plan.propose'),
            lead: text('plan.lead'),
            fields: [
              { kind: 'text', name: 'words', label: text('plan.words'), max: 20_000 },
              { kind: 'text', name: 'reason', label: text('plan.reason'), max: 1000 },
            ],
            initial: { words: section?.words ?? '' },
            endpoint: proposePlanWords,
            given: { id },
            submit: text('plan.propose'),
          })
        }
      >
        {text('plan.propose')}
      </Button>
      {dialog}
    </>
  )
}
