import { To } from '../../../../../ui/place.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { FoundPlace, FoundRoom } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Beyond these a count says as much; all of them stand in the file. */
const shownAtMost = 12

/** Where a person is named, room by room, with what becomes of each place. */
export function FoundRooms({ rooms }: { readonly rooms: readonly FoundRoom[] }) {
  const text = useText('privacy')
  return rooms.map(({ room, places }) => (
    <section key={room} aria-label={text(`room.${room}`)}>
      <h3>
        {text(`room.${room}`)} · {text('found.count', { count: places.length })}
      </h3>
      <ul className={lines.list}>
        {places.slice(0, shownAtMost).map((place, at) => (
          // Two places can say the same; they never move.
          <Place key={at} place={place} />
        ))}
      </ul>
      {places.length > shownAtMost && (
        <p className={lines.dim}>{text('found.more', { count: places.length - shownAtMost })}</p>
      )}
    </section>
  ))
}

function Place({ place }: { readonly place: FoundPlace }) {
  const text = useText('privacy')
  const { excerpt, table, at, incidentId, standing } = place
  return (
    <li>
      <span className={lines.words}>
        <span>{excerpt}</span>
        <span className={lines.dim}>
          {at !== null && (
            <>
              <TimeText at={at} /> ·{' '}
            </>
          )}
          {text(`standing.${standing}`)} · <code>{table}</code>
        </span>
      </span>
      {incidentId !== null && <To path={`/incidents/${incidentId}`}>{text('found.case')}</To>}
    </li>
  )
}
