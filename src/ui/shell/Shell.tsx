import { useState, type ReactNode } from 'react'
import { useMay } from '../session.ts'
import { useKey } from '../keys.ts'
import { useGo } from '../place.tsx'
import { useText } from '../text.ts'
import { FailureBoundary } from '../kit/FailureBoundary.tsx'
import type { Destination } from './destination.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { Rail } from './Rail.tsx'
import { SignInAgain } from './SignInAgain.tsx'
import { TopBar } from './TopBar.tsx'
import classes from './shell.module.css'

export interface ShellProps {
  readonly destinations: readonly Destination[]
  /** Where Report / Declare leads, inside the tenant. */
  readonly emergencyPath?: string | undefined
  /** Where a person's own account is, inside the tenant. */
  readonly accountPath?: string | undefined
  /** What a room shows beside the person's name on every page. */
  readonly topBar?: ReactNode
  /** What stands above every page, as long as it is so. */
  readonly notice?: ReactNode
  readonly onSignOut: () => Promise<void>
  readonly children: ReactNode
}

/** Everything around a page: the way to other pages, who and where one is, and the red button. */
export function Shell(props: ShellProps) {
  const text = useText('ui')
  const go = useGo()
  const [areKeysShown, setKeysShown] = useState(false)
  useKey(['?'], text('keys.show'), () => setKeysShown(true))
  useKey(['/'], text('keys.capture'), focusCapture)
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {text('shell.skip')}
      </a>
      {props.destinations.map((destination) => (
        <DestinationKey key={destination.path} destination={destination} go={go} />
      ))}
      <TopBar accountPath={props.accountPath} onSignOut={props.onSignOut} onKeys={() => setKeysShown(true)}>
        {props.topBar}
      </TopBar>
      <Rail destinations={props.destinations} emergencyPath={props.emergencyPath} />
      <main id="content" tabIndex={-1} className={classes.content}>
        {props.notice}
        <FailureBoundary>{props.children}</FailureBoundary>
      </main>
      <PhoneBar destinations={props.destinations} emergencyPath={props.emergencyPath} />
      <KeysDialog isOpen={areKeysShown} onClose={() => setKeysShown(false)} />
      <SignInAgain />
    </div>
  )
}

function DestinationKey({
  destination,
  go,
}: {
  readonly destination: Destination
  readonly go: (path: string) => void
}) {
  // 'tenant.read' is what every member holds.
  const isOpen = useMay(destination.permission ?? 'tenant.read')
  return isOpen && destination.keys ? (
    <KeyTo keys={destination.keys} label={destination.label} run={() => go(destination.path)} />
  ) : null
}

function KeyTo({ keys, label, run }: { keys: readonly string[]; label: string; run: () => void }) {
  useKey(keys, label, run)
  return null
}

/** `/` goes to the line that captures what happens, or else to the search of the page. */
function focusCapture(): void {
  const field =
    document.querySelector<HTMLElement>('[data-capture]') ??
    document.querySelector<HTMLElement>('[data-search]')
  field?.focus()
}
