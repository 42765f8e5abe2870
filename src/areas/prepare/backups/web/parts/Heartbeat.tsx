import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { linkHeartbeat, unlinkHeartbeat, type Backup } from '../../contract/backups.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface HeartbeatProps {
  readonly backup: Backup
  readonly ask: (entry: Entry) => void
  readonly onChange: () => void
}

/** The address that the backup script calls, shown this once with the line to paste; and what it last said. */
export function Heartbeat({ backup, ask, onChange }: HeartbeatProps) {
  const text = useText('backups')
  const [url, setUrl] = useState<string>()
  const link = useAct(linkHeartbeat, {
    onDone: (made) => {
      setUrl(made.url)
      onChange()
    },
  })
  const closing = (): Entry => ({
    title: text('beat.close'),
    lead: <p>{text('beat.closeLead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: unlinkHeartbeat,
    given: { id: backup.id },
    submit: text('beat.close'),
  })
  return (
    <Section title={text('beat.title')}>
      <p className={lines.dim}>{text(backup.isLinked ? 'beat.linked' : 'beat.lead')}</p>
      {backup.isLinked && (
        <p>
          {backup.beatAt === null ? (
            text('beat.never')
          ) : (
            <>
              {text('beat.last')} <TimeText at={backup.beatAt} />
            </>
          )}
        </p>
      )}
      {url !== undefined && (
        <>
          <p>{text('beat.once')}</p>
          <CopyField label={text('beat.done')} value={`curl -fsS --retry 5 -X POST ${url}`} />
          <CopyField
            label={text('beat.failed')}
            value={`curl -fsS --retry 5 -H 'content-type: application/json' -d '{"result":"failed"}' ${url}`}
          />
        </>
      )}
      {link.error && <ErrorState error={link.error} />}
      {backup.endedAt === null && (
        <Can permission="copy.manage">
          <div className={lines.acts} data-no-print>
            <Button variant="default" loading={link.isPending} onClick={() => link.mutate({ id: backup.id })}>
              {text(backup.isLinked ? 'beat.renew' : 'beat.make')}
            </Button>
            {backup.isLinked && (
              <Button variant="subtle" onClick={() => ask(closing())}>
                {text('beat.close')}
              </Button>
            )}
          </div>
        </Can>
      )}
    </Section>
  )
}
