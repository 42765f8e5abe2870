import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { PowerWarning } from '../../contract/powers.ts'
import { decisions, standingRoles } from '../../contract/words.ts'
import classes from '../powers.module.css'

/** What is risky, in sentences; nothing that adds up to a number. */
export function WarningList({ warnings }: { readonly warnings: readonly PowerWarning[] }) {
  const text = useText('powers')
  if (warnings.length === 0) return <Notice tone="good">{text('noWarnings')}</Notice>
  return (
    <Notice tone="warn" title={text('warnings')}>
      <ul className={classes.warnings}>
        {warnings.map(({ kind, about, name, day }) => (
          <li key={`${kind} ${about} ${name} ${day}`}>
            {text(`warning.${kind}`, { about: wordOf(about, text), name, day })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** A decision or a role that ships has a word in the person's language; what people named is called as they did. */
function wordOf(about: string, text: (key: string) => string): string {
  if (decisions.some((one) => one === about)) return text(`decision.${about}`)
  return standingRoles.some((one) => one === about) ? text(`role.${about}`) : about
}
