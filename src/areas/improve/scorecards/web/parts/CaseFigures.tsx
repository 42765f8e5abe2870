import { Facts } from '../../../../../ui/kit/Card.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { SupplierCase } from '../../contract.ts'
import { Level } from './Level.tsx'
import { moneyWords } from './money-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What the entries of one case add up to, beside what the contract says. */
export function CaseFigures({ one }: { readonly one: SupplierCase }) {
  const text = useText('scorecards')
  const { figures, costs, unnamedCosts, terms, isClosed } = one
  return (
    <>
      <Facts
        facts={[
          [
            text('figure.answer'),
            <Level
              key="answer"
              level={figures.answerLevel}
              minutes={figures.answerMinutes}
              agreed={figures.agreedAnswerMinutes}
            />,
          ],
          [
            text('figure.arrive'),
            <Level
              key="arrive"
              level={figures.arriveLevel}
              minutes={figures.arriveMinutes}
              agreed={figures.agreedArriveMinutes}
            />,
          ],
          [
            text('figure.notice'),
            <Level
              key="notice"
              level={figures.noticeLevel}
              minutes={figures.noticeMinutes}
              agreed={figures.agreedNoticeMinutes}
            />,
          ],
          [text('figure.grade'), figures.grade === null ? text('ungraded') : text(`grade.${figures.grade}`)],
          [text('figure.cost'), moneyWords(costs, text('costNone'))],
        ]}
      />
      {terms.by.length > 0 && (
        <p className={lines.dim}>
          {text(judgedBy(isClosed, terms.isOfToday), { contracts: terms.by.join(', ') })}
        </p>
      )}
      {unnamedCosts > 0 && <p className={lines.dim}>{text('costUnnamed', { count: unnamedCosts })}</p>}
      {figures.late > 0 && <p className={lines.dim}>{text('late', { count: figures.late })}</p>}
    </>
  )
}

function judgedBy(isClosed: boolean, isOfToday: boolean): string {
  if (!isClosed) return 'judgedBy'
  return isOfToday ? 'judgedByToday' : 'judgedByThen'
}
