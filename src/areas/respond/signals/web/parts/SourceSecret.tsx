import { SecretOnce } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { SourceKind } from '../../contract/signals.ts'
import { alertmanagerLines, testLines } from './connect-lines.ts'
import { CopyBlock } from './CopyBlock.tsx'
import classes from '../signals.module.css'

export interface FreshSecret {
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
      <CopyBlock label={text('sources.address')} lines={fresh.intakeUrl} />
      {fresh.kind === 'alertmanager' ? (
        <CopyBlock label={text('sources.yaml')} lines={alertmanagerLines(fresh.intakeUrl, fresh.secret)} />
      ) : (
        <p className={classes.words}>{text('sources.genericHow')}</p>
      )}
      <CopyBlock label={text('sources.test')} lines={testLines(fresh.kind, fresh.intakeUrl, fresh.secret)} />
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
