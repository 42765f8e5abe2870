import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

/** Beside the telephone: what may always be said, what not, and answers to the questions that come. */
export function PhoneSheet({ board }: { readonly board: StatementBoard }) {
  const text = useText('communications')
  const language = useLanguage()
  const sheet = board.sheet.find((one) => one.language === language) ?? board.sheet[0]
  if (sheet === undefined) return null
  return (
    <Section title={text('phone.title')}>
      <details className={classes.sheet} open>
        <summary>{text('phone.say')}</summary>
        <ul>
          {sheet.holding.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <strong>{text('phone.notSay')}</strong>
        <ul>
          {sheet.notSay.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
      <details className={classes.sheet}>
        <summary>{text('phone.questions')}</summary>
        <dl>
          {sheet.questions.map(({ asked, answer }) => (
            <div key={asked}>
              <dt>{asked}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  )
}
