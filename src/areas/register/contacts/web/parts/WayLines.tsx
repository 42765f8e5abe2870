import { useText } from '../../../../../ui/text.ts'
import type { Way } from '../../contract/words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../contacts.module.css'

/** Every way to reach somebody; on a telephone one tap calls. */
export function WayLines({ ways }: { readonly ways: readonly Way[] }) {
  const text = useText('contacts')
  if (ways.length === 0) return <span className={lines.dim}>{text('ways.none')}</span>
  return (
    <ul className={classes.ways}>
      {ways.map((way) => (
        <li key={`${way.kind} ${way.value}`}>
          <WayLink way={way} />
          <span className={lines.dim}>
            {[
              text(`way.${way.kind}`),
              way.atNight ? text('ways.night') : '',
              way.whenDown ? text('ways.down') : text('ways.notDown'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function WayLink({ way: { kind, value } }: { readonly way: Way }) {
  if (kind === 'phone' || kind === 'mobile')
    return (
      <a className={classes.number} href={`tel:${value.replaceAll(/[^\d+]/g, '')}`}>
        {value}
      </a>
    )
  // Only what looks like an address becomes a link: the value came in from a list.
  if (kind.endsWith('_mail') && /^[^\s@<>"]+@[^\s@<>"]+$/.test(value))
    return (
      <a className={classes.number} href={`mailto:${encodeURIComponent(value)}`}>
        {value}
      </a>
    )
  return <span className={classes.number}>{value}</span>
}
