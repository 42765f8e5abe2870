import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { withWords } from '../../rules/letter.ts'
import classes from '../phishing.module.css'

interface MailShownProps {
  readonly subject: string
  readonly body: string
  readonly linkWords: string
  readonly signs: readonly string[]
}

/** A mail as whoever looks at it would get it, and what gives it away. */
export function MailShown({ subject, body, linkWords, signs }: MailShownProps) {
  const text = useText('phishing')
  const { person, tenant } = useSession()
  const filling = { name: person.name, organisation: tenant.name }
  const [before, after] = withWords(body, filling).split('{link}')
  return (
    <>
      <p className={classes.mail}>
        <strong>{text('mails.subject', { words: withWords(subject, filling) })}</strong>
        {'\n\n'}
        {before}
        <span className={classes.linkWords}>{linkWords}</span>
        {after}
      </p>
      <p style={{ marginBottom: 0 }}>
        <strong>{text('mails.signs')}</strong>
      </p>
      <ul className={classes.signs}>
        {signs.map((sign) => (
          <li key={sign}>{sign}</li>
        ))}
      </ul>
    </>
  )
}
