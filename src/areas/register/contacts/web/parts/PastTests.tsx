import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listReachTests, type ReachTest } from '../../contract/call-tree.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../contacts.module.css'
import { AnswerWords } from './RunningTest.tsx'

/** What earlier trials showed: how many were reached, how fast, and who was not. */
export function PastTests() {
  const text = useText('contacts')
  const tests = useAnswer(listReachTests, {}, { live: { stream: '*', kinds: ['reach.'] } })
  if (tests.error && !tests.data)
    return <ErrorState error={tests.error} onRetry={() => void tests.refetch()} />
  if (!tests.data) return <Loading lines={2} />
  const past = tests.data.items.filter(({ endedAt }) => endedAt !== null)
  if (past.length === 0) return <p className={lines.dim}>{text('test.nonePast')}</p>
  return (
    <ul className={lines.list}>
      {past.map((test) => (
        <li key={test.id}>
          <details>
            <summary>
              <TimeText at={test.startedAt} form="absolute" /> · <strong>{resultOf(test, text)}</strong>
            </summary>
            <div className={classes.scroll}>
              <table className={classes.table}>
                <caption className="m-hidden-but-read">{text('test.past')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{text('tree.who')}</th>
                    <th scope="col">{text('tree.caller')}</th>
                    <th scope="col">{text('test.result')}</th>
                  </tr>
                </thead>
                <tbody>
                  {test.answers.map((answer) => (
                    <tr key={answer.contactId}>
                      <td>{answer.name}</td>
                      <td>{answer.caller || text('tree.calledFirst')}</td>
                      <td>
                        {answer.minutes === null ? text('test.never') : <AnswerWords answer={answer} />}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </li>
      ))}
    </ul>
  )
}

function resultOf(
  { asked, answered, firstMinutes, halfMinutes }: ReachTest,
  text: ReturnType<typeof useText>,
): string {
  const reached = text('test.reachRate', { answered, asked })
  if (firstMinutes === null) return reached
  const half = halfMinutes === null ? '' : ` · ${text('test.half', { count: halfMinutes })}`
  return `${reached} · ${text('test.first', { count: firstMinutes })}${half}`
}
