import { Button, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { Section } from '../../../ui/kit/Page.tsx'
import { TimeText } from '../../../ui/kit/TimeText.tsx'
import { useInstall } from '../../../ui/offline/install.ts'
import { keptStanding } from '../../../ui/offline/kept-answers.ts'
import { useSession } from '../../../ui/session.ts'
import { useText } from '../../../ui/text.ts'
import { isKeepingWanted, subscribeKeeping, wantKeeping } from './choice.ts'
import classes from './offline.module.css'

/** On a person's own page: what this device keeps for the hour without a connection, and how Muster becomes an app. */
export function OfflineSettings() {
  const text = useText('app')
  const { tenant, tenants } = useSession()
  const isWanted = useSyncExternalStore(subscribeKeeping, isKeepingWanted)
  const isGuest = tenants.find(({ slug }) => slug === tenant.slug)?.role === 'guest'
  return (
    <Section title={text('device.title')}>
      <p className={classes.words}>{text(isGuest ? 'device.guest' : 'device.lead')}</p>
      {!isSecureContext && <p className={classes.words}>{text('device.insecure')}</p>}
      {!isGuest && isSecureContext && (
        <>
          <Switch
            label={text('device.keep')}
            description={text('device.keepHint')}
            checked={isWanted}
            onChange={({ currentTarget }) => wantKeeping(currentTarget.checked)}
            size="md"
          />
          <KeptNow isWanted={isWanted} />
          <p className={classes.dim}>{text('device.limits')}</p>
        </>
      )}
      {isSecureContext && <Install />}
    </Section>
  )
}

function KeptNow({ isWanted }: { readonly isWanted: boolean }) {
  const text = useText('app')
  const standing = useQuery({
    queryKey: ['offline', 'standing', isWanted],
    queryFn: async () => (await keptStanding()) ?? null,
    refetchInterval: 5_000,
    networkMode: 'always',
  })
  const kept = standing.data
  if (!isWanted) return <p className={classes.words}>{text('device.off')}</p>
  if (!kept || kept.count === 0) return <p className={classes.words}>{text('device.none')}</p>
  return (
    <p className={classes.words}>
      {text('device.count', { count: kept.count })} <TimeText at={new Date(kept.contactAt).toISOString()} />
    </p>
  )
}

function Install() {
  const text = useText('app')
  const install = useInstall()
  const isInstalled = matchMedia('(display-mode: standalone)').matches
  const isApple = /iPhone|iPad/.test(navigator.userAgent) || isTouchMac()
  return (
    <>
      <h3 className={classes.small}>{text('device.installTitle')}</h3>
      {isInstalled ? (
        <p className={classes.words}>{text('device.installed')}</p>
      ) : (
        <>
          <p className={classes.words}>{text('device.installLead')}</p>
          {install && (
            <Button variant="default" onClick={install} style={{ alignSelf: 'start' }}>
              {text('device.install')}
            </Button>
          )}
          {!install && isApple && (
            <ol className={classes.steps}>
              {['ios1', 'ios2', 'ios3'].map((step) => (
                <li key={step}>{text(`device.${step}`)}</li>
              ))}
            </ol>
          )}
          {!install && !isApple && <p className={classes.words}>{text('device.menu')}</p>}
        </>
      )}
    </>
  )
}

/** An iPad that calls itself a Mac. */
function isTouchMac(): boolean {
  return navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1
}
