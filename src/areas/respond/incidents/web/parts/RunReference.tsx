import type { ReactNode } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { suggestCountermeasures } from '../../../../prepare/playbooks/contract/knowledge.ts'
import type { Run } from '../../contract/run.ts'
import classes from './room.module.css'

interface RunProps {
  readonly run: Run
}

/** What the playbook holds beside its steps: decisions with both sides, words for people, what to watch, the techniques. */
export function RunReference({ run }: RunProps) {
  const text = useText('incidents')
  const { decisions, statements, watchPlan, attack } = run.document
  return (
    <Section title={text('reference.title')}>
      <Fold title={text('reference.decisions')} isShown={decisions.length > 0}>
        {decisions.map((decision) => (
          <div key={decision.id} className={classes.line}>
            <p>
              <span className={classes.partId}>{decision.id}</span> <strong>{decision.question}</strong>{' '}
              <span className={classes.dim}>
                {text(`role.${decision.who}`)}. {text('reference.by', { by: decision.by })}
              </span>
            </p>
            {decision.options.map((option) => (
              <div key={option.option}>
                <p>{option.option}</p>
                <p className={classes.dim}>
                  {text('reference.for')}: {option.for}. {text('reference.against')}: {option.against}.
                </p>
              </div>
            ))}
          </div>
        ))}
      </Fold>
      <Fold title={text('reference.statements')} isShown={statements.length > 0}>
        {statements.map((statement) => (
          <div key={`${statement.audience} ${statement.when}`} className={classes.line}>
            <p>
              <strong>{statement.audience}</strong> <span className={classes.dim}>{statement.when}</span>
            </p>
            <p className={classes.term}>{text('people.say')}</p>
            <List lines={statement.mustSay} />
            <p className={classes.term}>{text('people.doNotSay')}</p>
            <List lines={statement.mustNotSay} />
          </div>
        ))}
      </Fold>
      <Fold title={text('reference.watch')} isShown={watchPlan.length > 0}>
        <ul>
          {watchPlan.map((watch) => (
            <li key={`${watch.days} ${watch.check}`}>
              <strong>{text('reference.days', { count: watch.days })}</strong> {watch.check}
            </li>
          ))}
        </ul>
      </Fold>
      <Fold title={text('reference.techniques')} isShown={attack.length > 0}>
        <Techniques run={run} />
      </Fold>
    </Section>
  )
}

/** What attackers do in such a case, and what CISA suggests against it once somebody brought its list in. */
function Techniques({ run }: RunProps) {
  const text = useText('incidents')
  const { attack } = run.document
  const answer = useAnswer(suggestCountermeasures, { techniques: attack.map(({ id }) => id).join(',') })
  const suggested = (id: string) => answer.data?.items.filter((item) => item.techniques.includes(id)) ?? []
  return (
    <>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data?.coun7er === null && <p className={classes.dim}>{text('reference.noList')}</p>}
      {attack.map((technique) => (
        <div key={technique.id} className={classes.line}>
          <p>
            <strong>{technique.name}</strong>{' '}
            <span className={classes.dim}>
              {technique.id}, ATT&CK {technique.version}
            </span>
          </p>
          {suggested(technique.id).map((item) => (
            <details key={item.id} className={classes.fold}>
              <summary>
                {item.name} <span className={classes.dim}>{item.id}</span>
              </summary>
              <p>{item.outcome}</p>
              {item.risks !== '' && (
                <p>
                  <span className={classes.term}>{text('reference.risks')}</span> {item.risks}
                </p>
              )}
            </details>
          ))}
        </div>
      ))}
    </>
  )
}

function Fold(props: { readonly title: string; readonly isShown: boolean; readonly children: ReactNode }) {
  if (!props.isShown) return null
  return (
    <details className={classes.phase}>
      <summary>
        <span className={classes.phaseName}>{props.title}</span>
      </summary>
      {props.children}
    </details>
  )
}

function List({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
