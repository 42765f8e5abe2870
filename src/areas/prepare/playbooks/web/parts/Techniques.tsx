import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { suggestCountermeasures, type Countermeasure } from '../../contract/knowledge.ts'
import type { Playbook } from '../../contract/playbook.ts'
import classes from '../playbook.module.css'

/** What attackers do in such a case, each with the version of ATT&CK, and what CISA suggests against it. */
export function Techniques({ playbook }: { readonly playbook: Playbook }) {
  const text = useText('playbooks')
  const ids = playbook.attack.map(({ id }) => id).join(',')
  const answer = useAnswer(suggestCountermeasures, { techniques: ids }, { enabled: ids !== '' })
  if (ids === '') return null
  return (
    <Section title={text('techniques')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data?.coun7er === null && (
        <p className={classes.dim}>
          {text('noList')} <To path="/settings/knowledge">{text('toLists')}</To>
        </p>
      )}
      {playbook.attack.map((technique) => (
        <div key={technique.id}>
          <p className={classes.line}>
            <strong>{technique.name}</strong>{' '}
            <span className={classes.dim}>
              {technique.id}, ATT&CK {technique.version}
            </span>
          </p>
          {answer.data?.items
            .filter((item) => item.techniques.includes(technique.id))
            .map((item) => (
              <Measure key={item.id} item={item} />
            ))}
        </div>
      ))}
    </Section>
  )
}

/** The official words, as plain text: nothing of an imported file is rendered. */
function Measure({ item }: { readonly item: Countermeasure }) {
  const text = useText('playbooks')
  const sections = [
    ['preparation', item.preparation],
    ['risks', item.risks],
    ['guidance', item.guidance],
  ] as const
  return (
    <details className={classes.fold}>
      <summary>
        {item.name}{' '}
        <span className={classes.dim}>
          {item.id} {item.version}
        </span>
      </summary>
      <p>{item.outcome}</p>
      {sections.map(([name, words]) =>
        words === '' ? null : (
          <div key={name} className={classes.line}>
            <strong>{text(`measureOf.${name}`)}</strong>
            <p className={classes.asWritten}>{words}</p>
          </div>
        ),
      )}
    </details>
  )
}
