import type { ReactNode } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Playbook } from '../../contract/playbook.ts'
import classes from '../playbook.module.css'
import { Bullets, Line } from './Line.tsx'

/** What goes out to people, what to watch, and what to learn: the part of a playbook behind its steps. */
export function Aftermath({ playbook }: { readonly playbook: Playbook }) {
  const text = useText('playbooks')
  const { earlySigns, wouldHaveHelped, reviewQuestions } = playbook.learnMore
  return (
    <>
      {playbook.statements.length > 0 && (
        <Section title={text('statements')}>
          {playbook.statements.map((statement) => (
            <details key={`${statement.audience} ${statement.when}`} className={classes.fold}>
              <summary>
                {statement.audience} <span className={classes.dim}>{statement.when}</span>
              </summary>
              <div className={classes.line}>
                <strong>{text('say')}</strong>
                <Bullets lines={statement.mustSay} />
              </div>
              <div className={classes.line}>
                <strong>{text('doNotSay')}</strong>
                <Bullets lines={statement.mustNotSay} />
              </div>
            </details>
          ))}
        </Section>
      )}
      {playbook.watchPlan.length > 0 && (
        <Section title={text('watchPlan')}>
          <ul>
            {playbook.watchPlan.map((watch) => (
              <li key={`${watch.days} ${watch.check}`}>
                <strong>{text('days', { count: watch.days })}</strong> {watch.check}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {earlySigns.length + wouldHaveHelped.length + reviewQuestions.length > 0 && (
        <Section title={text('learnMore')}>
          <Fold title={text('earlySigns')} isShown={earlySigns.length > 0}>
            {earlySigns.map((one) => (
              <p key={one.sign} className={classes.line}>
                <strong>{one.sign}</strong> {one.rule}
              </p>
            ))}
          </Fold>
          <Fold title={text('wouldHaveHelped')} isShown={wouldHaveHelped.length > 0}>
            {wouldHaveHelped.map((one) => (
              <div key={one.control} className={classes.line}>
                <Line name="measure">{one.control}</Line>
                <p>
                  {text(`cost.${one.cost}`)} · {text('hours', { count: one.effortHours })} ·{' '}
                  {text('free', { way: one.freeOption })}
                </p>
              </div>
            ))}
          </Fold>
          <Fold title={text('reviewQuestions')} isShown={reviewQuestions.length > 0}>
            <Bullets lines={reviewQuestions} />
          </Fold>
        </Section>
      )}
    </>
  )
}

function Fold(props: { readonly title: string; readonly isShown: boolean; readonly children: ReactNode }) {
  if (!props.isShown) return null
  return (
    <details className={classes.fold}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}
