import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { useText } from '../../../../../ui/text.ts'
import { saidSources } from '../../contract/basis.ts'
import { isNamed, type BasisMore } from './capture-basis.ts'
import { localOf } from './task-more.ts'
import classes from './capture.module.css'

interface CaptureBasisProps {
  readonly more: BasisMore
  /** The source stands behind the words already, and is changed there. */
  readonly isTyped?: boolean
  readonly isBusy: boolean
  /** Of a correction, whose words stand in a field of their own. */
  readonly isOfCorrection?: boolean
  readonly onChange: (more: BasisMore) => void
}

/** Where the words come from, and when it happened where that was not now. */
export function CaptureBasis({
  more,
  isTyped = false,
  isBusy,
  isOfCorrection = false,
  onChange,
}: CaptureBasisProps) {
  const text = useText('incidents')
  const id = useId()
  const [isEarlier, setEarlier] = useState(false)
  const { source, name, happened } = more
  const isOpen = isEarlier || happened !== ''
  return (
    <div className={classes.basis}>
      <label htmlFor={`${id}-source`}>{text(isOfCorrection ? 'basis.ofCorrection' : 'basis.label')}</label>
      <select
        id={`${id}-source`}
        value={source}
        disabled={isTyped || isBusy}
        onChange={(event) => {
          const chosen = saidSources.find((one) => one === event.currentTarget.value)
          if (chosen) onChange({ ...more, source: chosen })
        }}
      >
        {saidSources.map((one) => (
          <option key={one} value={one}>
            {text(`basis.choose.${one}`)}
          </option>
        ))}
      </select>
      {isNamed(source) && (
        <input
          aria-label={text(`basis.name.${source}`)}
          placeholder={text(`basis.name.${source}`)}
          value={name}
          maxLength={200}
          disabled={isTyped || isBusy}
          onChange={(event) => onChange({ ...more, name: event.currentTarget.value })}
        />
      )}
      {isOpen ? (
        <>
          <label htmlFor={`${id}-when`}>{text('basis.when')}</label>
          <input
            id={`${id}-when`}
            type="datetime-local"
            value={happened}
            max={localOf(new Date().toISOString())}
            disabled={isBusy}
            onChange={(event) => onChange({ ...more, happened: event.currentTarget.value })}
          />
          <Button
            variant="subtle"
            disabled={isBusy}
            onClick={() => {
              setEarlier(false)
              onChange({ ...more, happened: '' })
            }}
          >
            {text('basis.now')}
          </Button>
        </>
      ) : (
        <Button variant="subtle" disabled={isBusy} onClick={() => setEarlier(true)}>
          {text('basis.earlier')}
        </Button>
      )}
      {!isOfCorrection && <span className={classes.dim}>{text('basis.hint')}</span>}
    </div>
  )
}
