import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Holder } from '../../contract/powers.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../powers.module.css'

/** Somebody who holds something, with the number to call and what speaks against it tonight. */
export function HolderText({ holder, none }: { readonly holder: Holder | null; readonly none: string }) {
  const text = useText('powers')
  if (holder === null) return <span className={lines.dim}>{none}</span>
  if (!holder.isHere) return <StateMark tone="bad" word={text('holder.left')} />
  const { name, number, isAway, atNight } = holder
  const isCall = /^[+\d][\d ()/.-]{2,}$/.test(number)
  return (
    <span className={classes.holder}>
      <strong>{name}</strong>
      {isCall && <a href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>{number}</a>}
      {!isCall && number !== '' && <span>{number}</span>}
      {isAway && <StateMark tone="warn" word={text('holder.away')} />}
      {!atNight && <StateMark tone="warn" word={text('holder.notAtNight')} />}
    </span>
  )
}
