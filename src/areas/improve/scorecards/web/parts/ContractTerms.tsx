import type { Contract } from '../../../../register/vendors/contract/contracts.ts'
import { clauses } from '../../../../register/vendors/contract/words.ts'
import { Card, Facts } from '../../../../../ui/kit/Card.tsx'
import { dayWords, spanWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const tones = { present: 'good', missing: 'bad', unknown: 'unknown' } as const

/** Until when notice can be given, what was agreed in numbers, and what the contract lacks. */
export function ContractTerms({ contract }: { readonly contract: Contract }) {
  const text = useText('scorecards')
  const language = useLanguage()
  const { noticeValue, noticeUnit, noticeBy, daysLeft, theyTell } = contract
  const span = (minutes: number | null) =>
    minutes === null ? text('level.not_agreed') : spanWords(minutes * 60_000, language)
  return (
    <Card title={<To path={`/vendors/${contract.vendorId}`}>{contract.name}</To>}>
      <Facts
        facts={[
          [
            text('terms.notice'),
            noticeUnit === null ? text('unknown') : text(`terms.${noticeUnit}`, { count: noticeValue ?? 0 }),
          ],
          [
            text('terms.noticeBy'),
            noticeBy === null
              ? text('terms.noticeNone')
              : text('terms.noticeIn', { day: dayWords(noticeBy, language), count: daysLeft ?? 0 }),
          ],
          [text('terms.answer'), span(contract.answerMinutes)],
          [text('terms.arrive'), span(contract.arriveMinutes)],
          [text('terms.service'), contract.serviceLevel || text('level.not_agreed')],
          [
            text('terms.theyTell'),
            theyTell === null
              ? text('level.not_agreed')
              : [text(`terms.${theyTell.unit}`, { count: theyTell.value }), theyTell.words]
                  .filter(Boolean)
                  .join(': '),
          ],
        ]}
      />
      <h4>{text('terms.clauses')}</h4>
      <ul className={lines.list}>
        {clauses.map((clause) => {
          const { state = 'unknown', note = '' } = contract.clauses[clause] ?? {}
          return (
            <li key={clause}>
              <span className={lines.words}>
                <span>{text(`clause.${clause}`)}</span>
                {note !== '' && <span className={lines.dim}>{note}</span>}
              </span>
              <StateMark tone={tones[state]} word={text(`clauseState.${state}`)} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
