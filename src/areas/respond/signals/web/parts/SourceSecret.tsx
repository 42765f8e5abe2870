import { SecretOnce } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { SourceKind } from '../../contract/signals.ts'
import { Connect } from './Connect.tsx'
import classes from '../signals.module.css'

export interface FreshSecret {
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  readonly intakeUrl: string
  readonly secret: string
}

/** What a tool needs to send to us; the secret is in it this once. */
export function SourceSecret({
  fresh,
  onDone,
}: {
  readonly fresh: FreshSecret
  readonly onDone: () => void
}) {
  const text = useText('signals')
  return (
    <div className={classes.stack}>
      <Connect kind={fresh.kind} intakeUrl={fresh.intakeUrl} secret={fresh.secret} />
      <SecretOnce
        title={text('sources.secretOf', { name: fresh.name })}
        lead={text('sources.secretLead')}
        secrets={[fresh.secret]}
        doneLabel={text('sources.secretDone')}
        onDone={onDone}
      />
    </div>
  )
}
