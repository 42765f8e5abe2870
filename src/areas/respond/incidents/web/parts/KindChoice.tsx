import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { IncidentKind } from '../../../../../base/incident-kinds.ts'
import { useText } from '../../../../../ui/text.ts'
import classes from './pages.module.css'

/** Grouped as people think of it; each kind stands in exactly one group. */
const groups: readonly { readonly name: string; readonly kinds: readonly IncidentKind[] }[] = [
  {
    name: 'computers',
    kinds: [
      'ransomware',
      'malicious-download',
      'outage-and-key-person',
      'website-compromise',
      'ddos-extortion',
    ],
  },
  {
    name: 'accounts',
    kinds: [
      'phishing-campaign',
      'business-email-compromise',
      'stolen-cloud-credentials',
      'impersonation-call',
      'supplier-breach',
    ],
  },
  {
    name: 'data',
    kinds: [
      'lost-or-stolen-device',
      'misdirected-data',
      'personal-device',
      'cloud-misconfiguration',
      'insider-data-theft',
    ],
  },
  { name: 'unsure', kinds: ['something-odd', 'other'] },
]

interface KindChoiceProps {
  readonly value: IncidentKind | undefined
  readonly onChange: (kind: IncidentKind | undefined) => void
  /** Signs of the chosen kind, so that a wrong choice is noticed. */
  readonly signs: readonly string[]
}

/** What happened. Once chosen, the list folds away and leaves the choice with its signs. */
export function KindChoice({ value, onChange, signs }: KindChoiceProps) {
  const text = useText('incidents')
  const chosen = useRef<HTMLDivElement>(null)
  // The button that had the focus is gone; a keyboard goes on from the choice.
  useEffect(() => {
    if (value !== undefined) chosen.current?.focus({ preventScroll: true })
  }, [value])
  if (value !== undefined) {
    return (
      <div ref={chosen} tabIndex={-1} className={classes.chosen}>
        <p className={classes.legend}>{text('declare.what')}</p>
        <p className={classes.chosenKind}>{text(`kind.${value}`)}</p>
        {signs.length > 0 && (
          <details>
            <summary>{text('declare.signs')}</summary>
            <ul>
              {signs.map((sign) => (
                <li key={sign}>{sign}</li>
              ))}
            </ul>
          </details>
        )}
        <Button variant="default" onClick={() => onChange(undefined)}>
          {text('declare.change')}
        </Button>
      </div>
    )
  }
  return (
    <section aria-label={text('declare.what')}>
      <h2 className={classes.legend}>{text('declare.what')}</h2>
      <div className={classes.kindGroups}>
        {groups.map(({ name, kinds }) => (
          <div key={name}>
            <h3>{text(`declare.group.${name}`)}</h3>
            {/* Buttons, not radio buttons: an arrow key must not choose and fold the list away. */}
            <ul>
              {kinds.map((kind) => (
                <li key={kind}>
                  <button type="button" className={classes.kind} onClick={() => onChange(kind)}>
                    {text(`kind.${kind}`)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
