import { Drawer } from '@mantine/core'
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs'
import { useEffect, useState } from 'react'
import { Can } from '../kit/Can.tsx'
import { To, usePath } from '../place.tsx'
import { useOptionalSession } from '../session.ts'
import { useText } from '../text.ts'
import type { Destination } from './destination.ts'
import { EmergencyLink } from './EmergencyLink.tsx'
import { Places, isAt } from './Rail.tsx'
import classes from './shell.module.css'

interface PhoneBarProps {
  readonly destinations: readonly Destination[]
  readonly emergencyPath: string | undefined
}

/** The bottom bar of a phone: two places, the red button under the thumb, one place, and all the rest. */
export function PhoneBar({ destinations, emergencyPath }: PhoneBarProps) {
  const text = useText('ui')
  const path = usePath()
  const session = useOptionalSession()
  const [isMenuOpen, setMenuOpen] = useState(false)
  useEffect(() => setMenuOpen(false), [path])
  const [first, second, third] = destinations.filter(
    ({ isOnPhone, permission = 'tenant.read' }) => isOnPhone && session?.can[permission] === true,
  )
  return (
    <>
      <nav className={classes.phoneBar} aria-label={text('shell.quick')} data-no-print>
        <PhonePlace destination={first} path={path} />
        <PhonePlace destination={second} path={path} />
        {emergencyPath !== undefined && (
          <EmergencyLink path={emergencyPath} className={classes.phoneEmergency} />
        )}
        <PhonePlace destination={third} path={path} />
        <button type="button" onClick={() => setMenuOpen(true)} aria-haspopup="dialog">
          <IconMenu2 size="1.5em" stroke={1.8} aria-hidden="true" />
          {text('shell.more')}
        </button>
      </nav>
      <Drawer
        opened={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        position="bottom"
        size="80%"
        title={text('shell.allPlaces')}
        styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
        closeButtonProps={{ 'aria-label': text('action.close') }}
      >
        <nav aria-label={text('shell.allPlaces')}>
          <Places destinations={destinations} onGo={() => setMenuOpen(false)} />
        </nav>
      </Drawer>
    </>
  )
}

function PhonePlace({
  destination,
  path,
}: {
  readonly destination: Destination | undefined
  readonly path: string
}) {
  if (!destination) return null
  return (
    <Can permission={destination.permission ?? 'tenant.read'}>
      <To path={destination.path} aria-current={isAt(path, destination.path) ? 'page' : undefined}>
        <destination.Icon size="1.5em" stroke={1.8} aria-hidden="true" />
        {destination.label}
      </To>
    </Can>
  )
}
