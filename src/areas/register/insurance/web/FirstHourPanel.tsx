import { useAnswer } from '../../../../ui/answers.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { readFirstHourCard } from '../contract/retainers.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './insurance.module.css'

type Card = OutputOf<typeof readFirstHourCard>

/** In the room of an incident: hotline and policy number in one line, the rest behind it. Nothing where nothing is known. */
export function FirstHourPanel() {
  const text = useText('insurance')
  const card = useAnswer(readFirstHourCard, {}).data
  if (card === undefined || card.policies.length + card.retainers.length === 0) return null
  const numbers = [
    ...card.policies.map(({ hotline }) => hotline),
    ...card.retainers.map(({ phone }) => phone),
  ]
  return (
    <details className={classes.card}>
      <summary>
        {text('card.title')}: {numbers.filter((number) => number !== '').join(' · ')}
      </summary>
      <ul className={lines.list}>
        {card.policies.map((policy) => (
          <PolicyLines key={policy.id} policy={policy} text={text} />
        ))}
        {card.retainers.map((retainer) => (
          <li key={retainer.id}>
            <span className={lines.words}>
              <strong>{retainer.name}</strong>
              <Phone label={text('retainer.phone')} number={retainer.phone} />
              <Phone label={text('retainer.nightPhone')} number={retainer.nightPhone} />
              {retainer.answerHours !== null && (
                <span>{text('retainers.within', { count: retainer.answerHours })}</span>
              )}
              {retainer.authority && (
                <span>
                  {text('retainer.authority')}: {retainer.authority}
                </span>
              )}
              <StateMark
                tone={retainer.panel === 'yes' ? 'good' : 'warn'}
                word={text(`panel.${retainer.panel}`)}
              />
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function PolicyLines({ policy, text }: { readonly policy: Card['policies'][number]; readonly text: Say }) {
  const { insurer, number, hotline, reportTo, noticeHours, consentAbove, currency, panel, consentWords } =
    policy
  return (
    <li>
      <span className={lines.words}>
        <strong>{insurer}</strong>
        <span>
          {text('policy.number')}: {number || text('card.noNumber')}
        </span>
        <Phone label={text('policy.hotline')} number={hotline} />
        {reportTo && <span>{reportTo}</span>}
        {noticeHours !== null && <strong>{text('card.tellWithin', { count: noticeHours })}</strong>}
        {consentAbove !== null && (
          <span>{text('card.askFirst', { amount: `${consentAbove} ${currency}` })}</span>
        )}
        {consentWords && <span>{consentWords}</span>}
        {panel.length > 0 && (
          <span>
            {text('policy.panel')}: {panel.join(', ')}
          </span>
        )}
      </span>
    </li>
  )
}

function Phone({ label, number }: { readonly label: string; readonly number: string }) {
  if (number === '') return null
  return (
    <span>
      {label}: <a href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>{number}</a>
    </span>
  )
}
