import { useEffect, useRef } from 'react'
import { useText } from '../../../../../ui/text.ts'
import classes from './layout.module.css'

export const roomParts = [
  'now',
  'timeline',
  'tasks',
  'systems',
  'people',
  'evidence',
  'investigate',
  'more',
] as const
export type RoomPart = (typeof roomParts)[number]

interface RoomTabsProps {
  readonly parts: readonly RoomPart[]
  readonly part: RoomPart
  readonly onChange: (part: RoomPart) => void
}

/** The parts of the room. On a phone the row is longer than the screen: the chosen one is scrolled into it. */
export function RoomTabs({ parts, part, onChange }: RoomTabsProps) {
  const text = useText('incidents')
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const [nav, chosen] = [row.current, row.current?.querySelector<HTMLElement>('[aria-current]')]
    if (nav && chosen) nav.scrollLeft = chosen.offsetLeft - (nav.clientWidth - chosen.clientWidth) / 2
  }, [part])
  return (
    <nav ref={row} className={classes.tabs} aria-label={text('room.parts')} data-no-print>
      {parts.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === part ? 'true' : undefined}
          onClick={() => onChange(one)}
        >
          {text(`room.${one}`)}
        </button>
      ))}
    </nav>
  )
}
