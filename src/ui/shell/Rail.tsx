import { Mark } from '../plain/Mark.tsx'
import { To, usePath } from '../place.tsx'
import { useOptionalSession } from '../session.ts'
import { useText } from '../text.ts'
import { stages, type Destination } from './destination.ts'
import { EmergencyLink } from './EmergencyLink.tsx'
import classes from './shell.module.css'

interface RailProps {
  readonly destinations: readonly Destination[]
  readonly emergencyPath: string | undefined
}

/** The way to every page, in the order of the story. */
export function Rail({ destinations, emergencyPath }: RailProps) {
  const text = useText('ui')
  return (
    <nav className={classes.rail} aria-label={text('shell.navigation')} data-no-print>
      <To path="/" className={classes.brand}>
        <Mark /> Muster
      </To>
      {emergencyPath !== undefined && <EmergencyLink path={emergencyPath} className={classes.emergency} />}
      <Places destinations={destinations} />
    </nav>
  )
}

/** The list of places alone, as the rail and the phone's menu show it. */
export function Places({ destinations }: Pick<RailProps, 'destinations'>) {
  const text = useText('ui')
  const session = useOptionalSession()
  // A stage without any place for this person is left away, heading and all.
  const open = destinations.filter(({ permission = 'tenant.read' }) => session?.can[permission] === true)
  const above = open.filter((destination) => destination.stage === undefined)
  return (
    <div className={classes.places}>
      <PlaceList destinations={above} label={undefined} />
      {stages.map((stage) => {
        const inStage = open.filter((destination) => destination.stage === stage)
        return inStage.length === 0 ? null : (
          <PlaceList key={stage} destinations={inStage} label={text(`stage.${stage}`)} />
        )
      })}
    </div>
  )
}

function PlaceList({
  destinations,
  label,
}: {
  readonly destinations: readonly Destination[]
  readonly label: string | undefined
}) {
  const path = usePath()
  return (
    <div className={classes.stage}>
      {label !== undefined && <p aria-hidden="true">{label}</p>}
      <ul aria-label={label}>
        {destinations.map((destination) => (
          <li key={destination.path}>
            <To
              path={destination.path}
              className={classes.place}
              aria-current={isAt(path, destination.path) ? 'page' : undefined}
            >
              <destination.Icon size="1.25em" stroke={1.8} aria-hidden="true" />
              {destination.label}
            </To>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Whether a path is at a destination or below it; `/` only at itself. */
export function isAt(path: string, destination: string): boolean {
  if (destination === '/') return path === '/'
  return path === destination || path.startsWith(`${destination}/`)
}
