import { useState } from 'react'
import { addressWithSecret, pastesFor, testCommand } from '../../content/connect.ts'
import type { SourceKind } from '../../contract/signals.ts'
import { useText } from '../../../../../ui/text.ts'
import { CopyBlock } from './CopyBlock.tsx'
import classes from '../signals.module.css'

/** Everything that is pasted into the tool, ready with address and secret. */
export function Connect({
  kind,
  intakeUrl,
  secret,
}: {
  readonly kind: SourceKind
  readonly intakeUrl: string
  readonly secret: string
}) {
  const text = useText('signals')
  const [at] = useState(() => new Date().toISOString())
  const pastes = pastesFor(kind, intakeUrl, secret)
  const isSigned = kind === 'standard-webhooks'
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{text(`connect.how.${kind}`)}</p>
      {pastes.length === 0 && <CopyBlock label={text('sources.address')} lines={intakeUrl} />}
      {pastes.length === 0 && !isSigned && (
        <CopyBlock label={text('connect.inAddress')} lines={addressWithSecret(intakeUrl, secret)} />
      )}
      {pastes.map(({ into, name, lines }) => (
        <CopyBlock key={`${into} ${name} ${lines}`} label={text(`connect.${into}`, { name })} lines={lines} />
      ))}
      <CopyBlock label={text('sources.test')} lines={testCommand(kind, intakeUrl, secret, at)} />
    </div>
  )
}
