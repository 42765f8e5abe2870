import { useText } from '../../../../../ui/text.ts'
import type { MailReason } from '../../contract/mail.ts'
import classes from '../reports.module.css'

/** Why a mail looks like a trick, in words, with what of it shows that. */
export function MailReasons({ reasons }: { readonly reasons: readonly MailReason[] }) {
  const text = useText('report')
  if (reasons.length === 0) return <p>{text('mailSign.none')}</p>
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ sign, detail, weight }) => (
        <li key={sign} data-weight={weight}>
          {text(`mailSign.${sign}`)}
          {detail !== '' && <code>{detail}</code>}
        </li>
      ))}
    </ul>
  )
}
