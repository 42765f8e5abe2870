import { Card, Facts } from '../../../../../ui/kit/Card.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Scorecard } from '../../contract.ts'
import { Minutes } from './Level.tsx'
import { moneyWords } from './money-words.ts'

/** All cases of a supplier together. Numbers with what they are made of, and no score. */
export function ScorecardView({ card }: { readonly card: Scorecard }) {
  const text = useText('scorecards')
  const { supplier } = card
  const title =
    supplier.kind === 'vendor' && supplier.id !== null ? (
      <To path={`/vendors/${supplier.id}`}>{supplier.name}</To>
    ) : (
      supplier.name
    )
  return (
    <Card title={title}>
      <Facts
        facts={[
          [text('card.cases'), String(card.cases)],
          [
            text('card.asked'),
            text('card.askedWords', {
              asked: card.asked,
              answered: card.answered,
              silent: card.unanswered,
              unknown: card.unknown,
            }),
          ],
          [text('card.answer'), <Minutes key="answer" of={card.answerMinutes} />],
          [text('card.arrive'), <Minutes key="arrive" of={card.arriveMinutes} />],
          [text('card.level'), text('card.levelWords', { met: card.answerMet, missed: card.answerMissed })],
          [text('card.notice'), text('card.levelWords', { met: card.noticeMet, missed: card.noticeMissed })],
          [text('card.grades'), gradeWords(card, text)],
          [text('figure.cost'), moneyWords(card.costs, text('costNone'))],
        ]}
      />
    </Card>
  )
}

function gradeWords({ grades, ungraded }: Scorecard, text: ReturnType<typeof useText>): string {
  const said = grades.flatMap((count, at) =>
    count === 0 ? [] : [text('card.gradeOf', { count, grade: text(`grade.${at + 1}`) })],
  )
  return [...said, ...(ungraded === 0 ? [] : [text('card.ungraded', { count: ungraded })])].join(' · ')
}
