import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listRehearsals, provePhishingDomain } from '../../contract/rehearsals.ts'
import type { Domain } from '../../contract/words.ts'
import { domainEntry } from './entries.ts'
import type { PartProps } from './part-props.ts'
import classes from '../phishing.module.css'
import lines from '../../../../../ui/lists/lines.module.css'

/** What is one's own, and how that is shown. */
export function Domains({ setup, ask }: PartProps) {
  const text = useText('phishing')
  const { domains, reachable, elsewhere, isMailOn, can } = setup
  return (
    <Section
      title={text('domains.title')}
      actions={
        can.manage && (
          <Button variant="default" onClick={() => ask(domainEntry(text))}>
            {text('domains.add')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>{text('domains.lead')}</p>
      {domains.length === 0 ? (
        <p className={lines.dim}>{text('domains.none')}</p>
      ) : (
        <p className={lines.dim}>{text('domains.reach', { reachable, elsewhere })}</p>
      )}
      {!isMailOn && <p className={lines.dim}>{text('domains.mail')}</p>}
      <ul className={lines.list}>
        {domains.map((one) => (
          <Row key={one.id} domain={one} mayManage={can.manage} />
        ))}
      </ul>
    </Section>
  )
}

function Row({ domain: one, mayManage }: { readonly domain: Domain; readonly mayManage: boolean }) {
  const text = useText('phishing')
  const [isAsking, setAsking] = useState(false)
  const act = useAct(provePhishingDomain, { refreshes: [listRehearsals] })
  const { domain, isVerified, recordName, recordValue, checkedAt } = one
  return (
    <li>
      <span className={lines.words}>
        <strong>{domain}</strong>
        <StateMark
          tone={isVerified ? 'good' : 'unknown'}
          word={text(isVerified ? 'domains.proved' : 'domains.open')}
        />
        {checkedAt !== null && (
          <span className={lines.dim}>
            {text('domains.checked')} <TimeText at={checkedAt} />
          </span>
        )}
        {!isVerified && mayManage && (
          <span className={classes.record}>
            <span>{text('domains.record')}</span>
            <CopyField label={`TXT · ${text('domains.name')}`} value={recordName} />
            <CopyField label={text('domains.value')} value={recordValue} />
          </span>
        )}
        {act.error?.detail.reason === 'no_record' ? (
          <Notice tone="warn">{text('domains.noRecord')}</Notice>
        ) : (
          act.error && <ErrorState error={act.error} />
        )}
      </span>
      {mayManage && (
        <span className={lines.acts}>
          <Button
            variant={isVerified ? 'default' : 'filled'}
            loading={act.isPending}
            onClick={() => act.mutate({ domain, step: 'look' })}
          >
            {text('domains.look')}
          </Button>
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {text('domains.remove')}
          </Button>
        </span>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={text('domains.removeTitle', { name: domain })}
        confirmLabel={text('domains.remove')}
        onConfirm={async () => {
          await act.mutateAsync({ domain, step: 'remove' })
          setAsking(false)
        }}
        onClose={() => setAsking(false)}
      >
        {text('domains.lead')}
      </ConfirmDialog>
    </li>
  )
}
