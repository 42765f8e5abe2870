import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { To } from '../../../../ui/place.tsx'
import { useLanguage, useText, type Say } from '../../../../ui/text.ts'
import { listPlanTests, testedKinds, type PlanTest } from '../contract/report.ts'
import { SessionLine } from './ExerciseListPage.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './exercises.module.css'

/** Every plan of the firm with the day on which it was last tried, what is overdue first said in words. */
export function PlanTestsPage() {
  const text = useText('exercises')
  const answer = useAnswer(
    listPlanTests,
    {},
    { live: { stream: '*', kinds: ['exercise.', 'continuity', 'copy.', 'reach.'] } },
  )
  const items = answer.data?.items ?? []
  return (
    <Page title={text('tests.title')} lead={<To path="/exercises">{text('list.title')}</To>}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={10} />}
      {answer.data && (
        <div className={classes.stack}>
          <p>
            {text('tests.sum', {
              overdue: items.filter(({ state }) => state !== 'fresh').length,
              all: items.length,
            })}
          </p>
          {answer.data.openFindings.length > 0 && (
            <Section title={text('tests.findings')}>
              <ul className={lines.list}>
                {answer.data.openFindings.map(({ sessionId, title, objective }) => (
                  <li key={`${sessionId} ${objective}`}>
                    <span className={lines.words}>
                      <To path={`/exercises/${sessionId}/report`}>{objective}</To>
                      <span className={lines.dim}>{title}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {answer.data.planned.length > 0 && (
            <Section title={text('tests.planned')}>
              <ul className={lines.list}>
                {answer.data.planned.map((row) => (
                  <SessionLine key={row.id} row={row} />
                ))}
              </ul>
            </Section>
          )}
          {testedKinds.map((kind) => (
            <Kind key={kind} kind={kind} rows={items.filter((one) => one.kind === kind)} />
          ))}
          <ExportButtons
            name="plan-tests"
            columns={[
              { name: 'kind', value: ({ kind }: PlanTest) => kind },
              { name: 'name', value: (row: PlanTest) => nameOf(text, row) },
              { name: 'lastTestedOn', value: ({ lastTestedOn }: PlanTest) => lastTestedOn ?? '' },
              { name: 'dueOn', value: ({ dueOn }: PlanTest) => dueOn },
              { name: 'state', value: ({ state }: PlanTest) => state },
            ]}
            fetchAll={async () => [...items]}
          />
        </div>
      )}
    </Page>
  )
}

function Kind({ kind, rows }: { readonly kind: PlanTest['kind']; readonly rows: readonly PlanTest[] }) {
  const text = useText('exercises')
  const language = useLanguage()
  if (rows.length === 0) return null
  return (
    <Section title={text(`tested.${kind}`)}>
      <ul className={lines.list}>
        {rows.map((row) => (
          <li key={row.key}>
            <span className={lines.words}>
              <To path={row.path}>{nameOf(text, row)}</To>
              <span className={lines.dim}>
                {row.lastTestedOn === null
                  ? text('tests.never')
                  : text('tests.last', {
                      day: dayWords(row.lastTestedOn, language),
                      due: dayWords(row.dueOn, language),
                    })}
              </span>
            </span>
            <span className={classes.chip} data-tone={row.state === 'fresh' ? 'good' : 'bad'}>
              {text(`tests.${row.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function nameOf(text: Say, { kind, key, name }: PlanTest): string {
  if (name !== '') return name
  if (kind === 'plan_section') return text(`section.${key}`)
  if (kind === 'decision') return text(`decision.${key}`)
  return kind === 'call_tree' ? text('tested.call_tree') : text(`kind.${key}`)
}
