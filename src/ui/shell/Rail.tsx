import { Can } from '../kit/Can.tsx'
import { Mark } from '../plain/Mark.tsx'
import { To, usePath } from '../place.tsx'
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
  const above = destinations.filter((destination) => destination.stage === undefined)
  return (
    <div className={classes.places}>
      <PlaceList destinations={above} label={undefined} />
      {stages.map((stage) => {
        const inStage = destinations.filter((destination) => destination.stage === stage)
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
          <Can key={destination.path} permission={destination.permission ?? 'tenant.read'}>
            <li>
              <To
                path={destination.path}
                className={classes.place}
                aria-current={isAt(path, destination.path) ? 'page' : undefined}
              >
                <destination.Icon size="1.25em" stroke={1.8} aria-hidden="true" />
                {destination.label}
              </To>
            </li>
          </Can>
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
