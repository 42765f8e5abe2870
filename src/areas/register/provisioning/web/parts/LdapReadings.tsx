import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import classes from '../../../../../ui/kit/settings.module.css'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  readLdapDirectory,
  readProvisioning,
  switchLdapDirectory,
  type Ldap,
  type LdapReading,
} from '../../contract.ts'

/** How it stands with the directory that is read, and what a reading would change. */
export function LdapReadings({ ldap }: { readonly ldap: Ldap }) {
  const text = useText('provisioning')
  const [isAsking, setAsking] = useState(false)
  const reading = useAct(readLdapDirectory, { refreshes: [readProvisioning] })
  const turn = useAct(switchLdapDirectory, {
    refreshes: [readProvisioning],
    onDone: ({ ldap: now }) => showDone(text(now?.isOn === true ? 'ldap.isOn' : 'ldap.isOff')),
  })
  const { version, isOn, isTried, waiting } = ldap
  return (
    <div className={classes.stack}>
      <State ldap={ldap} />
      {waiting > 0 && (
        <Notice tone="warn" title={text('ldap.waitingTitle', { count: waiting })}>
          {text('ldap.waitingWhat')}
        </Notice>
      )}
      {!isTried && <p className={classes.dim}>{text('ldap.tryFirst')}</p>}
      <div className={classes.buttons}>
        <Button
          variant="default"
          loading={reading.isPending}
          onClick={() => reading.mutate({ isTrial: true })}
        >
          {text('ldap.try')}
        </Button>
        {isTried && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {text(waiting > 0 ? 'ldap.carryOut' : 'ldap.readNow')}
          </Button>
        )}
        <Button
          variant={isOn ? 'default' : 'filled'}
          disabled={!isOn && !isTried}
          loading={turn.isPending}
          onClick={() => turn.mutate({ version, isOn: !isOn })}
        >
          {text(isOn ? 'ldap.switchOff' : 'ldap.switchOn')}
        </Button>
      </div>
      {reading.data && <Told reading={reading.data.reading} />}
      {reading.error && <ErrorState error={reading.error} />}
      {turn.error && <ErrorState error={turn.error} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={text(waiting > 0 ? 'ldap.carryOutTitle' : 'ldap.readNowTitle', { count: waiting })}
        confirmLabel={text(waiting > 0 ? 'ldap.carryOut' : 'ldap.readNow')}
        isAlarming={waiting > 0}
        onClose={() => setAsking(false)}
        onConfirm={async () =>
          reading.mutateAsync({ isTrial: false, ...(waiting > 0 && { mayEnd: waiting }) })
        }
      >
        {text(waiting > 0 ? 'ldap.carryOutWhat' : 'ldap.readNowWhat')}
      </ConfirmDialog>
    </div>
  )
}

function State({ ldap: { isOn, isTried, failingSince, trouble, readAt, host } }: { readonly ldap: Ldap }) {
  const text = useText('provisioning')
  const word = isOn ? 'ldap.stateOn' : isTried ? 'ldap.stateTried' : 'ldap.stateTrying'
  return (
    <>
      <span>
        <StateMark
          tone={failingSince !== null ? 'bad' : isOn ? 'good' : 'quiet'}
          word={text(failingSince !== null ? 'ldap.stateFailing' : word, { host })}
        />
      </span>
      {failingSince !== null && (
        <p className={classes.dim}>
          {text('ldap.since')} <TimeText at={failingSince} /> · {text(`trouble.${trouble}`)}
        </p>
      )}
      {readAt !== null && (
        <p className={classes.dim}>
          {text('ldap.readAt')} <TimeText at={readAt} />
        </p>
      )}
    </>
  )
}

/** What it listed, and what it changed or would. */
function Told({ reading }: { readonly reading: LdapReading }) {
  const text = useText('provisioning')
  const { trouble, people, without, groups, counts, isWaiting } = reading
  if (trouble !== null)
    return (
      <Notice tone="bad" title={text('ldap.silent')}>
        {text(`trouble.${trouble}`)}
      </Notice>
    )
  return (
    <div className={classes.stack}>
      {isWaiting && <Notice tone="warn">{text('ldap.nothingDone')}</Notice>}
      <p>{text('ldap.listed', { people, groups })}</p>
      {without > 0 && <p className={classes.dim}>{text('ldap.without', { count: without })}</p>}
      {reading.keptGroups.length > 0 && (
        <p className={classes.dim}>
          {text('ldap.keptGroups')} {reading.keptGroups.join(' · ')}
        </p>
      )}
      <ul className={classes.list}>
        {(['brought', 'changed', 'ended', 'passedOver'] as const).map((what) => (
          <li key={what}>
            <strong>{text(`ldap.${what}`, { count: counts[what] })}</strong>
            {reading[what].length > 0 && (
              <span className={classes.dim}>
                {reading[what].join(' · ')}
                {counts[what] > reading[what].length && ' …'}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
