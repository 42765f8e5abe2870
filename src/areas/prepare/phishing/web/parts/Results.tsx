import { Section } from '../../../../../ui/kit/Page.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RehearsalDetail } from '../../contract/rehearsals.ts'
import { smallestGroup, type Result } from '../../contract/words.ts'
import { isOrMore } from '../../rules/results.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../phishing.module.css'

const columns = ['people', 'delivered', 'reported', 'first', 'opened', 'given'] as const

/** Reporting first: it is what a firm can become good at. No line stands for a few people. */
export function Results({ rehearsal }: { readonly rehearsal: RehearsalDetail }) {
  const text = useText('phishing')
  const { results, difficulty, total } = rehearsal
  if (total === null)
    return (
      <Section title={text('results.title')}>
        <p className={lines.dim}>{text('results.none', { count: smallestGroup })}</p>
      </Section>
    )
  return (
    <Section title={text('results.title')}>
      <div className={classes.wide}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{text('results.group')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {text(`results.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <Row key={`${result.kind} ${result.group}`} result={result} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={lines.dim}>
        {text('results.read', { difficulty: text(`difficulty.${difficulty}`) })}
        {total.machines > 0 && ` ${text('results.machines', { count: total.machines })}`}
      </p>
      <p>
        <strong>{text('results.next')}:</strong> {text('results.nextWords')}{' '}
        <To path="/training">{text('toTraining')}</To>
      </p>
    </Section>
  )
}

function Row({ result }: { readonly result: Result }) {
  const text = useText('phishing')
  const { kind, group, people, delivered, reported, opened, given, firstReportMinutes } = result
  const names = { everybody: text('results.everybody'), joint: text('results.others'), group }
  const share = (count: number) => `${count} (${Math.round((100 * count) / delivered)} %)`
  // What a person would rather not be named for is never told of all of them.
  const bounded = (count: number) =>
    isOrMore(result, count) ? text('results.orMore', { count, of: delivered }) : share(count)
  const values = {
    people,
    delivered,
    reported: share(reported),
    first: firstReportMinutes ?? text('results.nobody'),
    opened: bounded(opened),
    given: bounded(given),
  }
  return (
    <tr>
      <th scope="row">{names[kind]}</th>
      {columns.map((column) => (
        <td key={column} data-label={text(`results.${column}`)}>
          {values[column]}
        </td>
      ))}
    </tr>
  )
}
