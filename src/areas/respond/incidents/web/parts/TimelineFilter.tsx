import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { ListTools, SearchBox } from '../../../../../ui/lists/ListTools.tsx'
import { useText } from '../../../../../ui/text.ts'
import { timelineGroups, type TimelineGroup } from '../../contract/incident.ts'
import { shownSources, type ShownSource } from '../../contract/basis.ts'
import { entryFlags, type EntryFlag } from '../../contract/marks.ts'
import { usePeople } from './people.ts'
import classes from './room.module.css'

const groups = Object.keys(timelineGroups) as TimelineGroup[] // its own keys

/** What of the record is shown. */
export function useTimelineFilter() {
  const [group, setGroup] = useState<TimelineGroup>()
  const [by, setBy] = useState('')
  const [q, setQ] = useState('')
  const [flag, setFlag] = useState<EntryFlag>()
  const [source, setSource] = useState<ShownSource>()
  const input = {
    ...(group && { group }),
    ...(by !== '' && { by }),
    ...(q !== '' && { q }),
    ...(flag && { flag }),
    ...(source && { source }),
  }
  return {
    group,
    by,
    q,
    flag,
    source,
    setGroup,
    setBy,
    setQ,
    setFlag,
    setSource,
    input,
    isFiltered: Object.keys(input).length > 0,
  }
}

interface TimelineFilterProps {
  readonly filter: ReturnType<typeof useTimelineFilter>
  readonly isWhole: boolean
}

export function TimelineFilter({ filter, isWhole }: TimelineFilterProps) {
  const text = useText('incidents')
  const ui = useText('ui')
  const people = usePeople()
  return (
    <ListTools>
      {isWhole && <SearchBox label={text('timeline.search')} value={filter.q} onChange={filter.setQ} />}
      <NativeSelect
        className={classes.filterSelect}
        aria-label={text('timeline.filter')}
        value={filter.group ?? ''}
        onChange={(event) => filter.setGroup(groups.find((one) => one === event.currentTarget.value))}
        data={[
          { value: '', label: ui('list.all') },
          ...groups.map((value) => ({ value, label: text(`timeline.group.${value}`) })),
        ]}
      />
      {isWhole && (
        <>
          <NativeSelect
            className={classes.filterSelect}
            aria-label={text('timeline.by')}
            value={filter.by}
            onChange={(event) => filter.setBy(event.currentTarget.value)}
            data={[
              { value: '', label: text('timeline.anybody') },
              ...[...people.active.map(({ name }) => name), 'Muster'].map((name) => ({
                value: name,
                label: name,
              })),
            ]}
          />
          <NativeSelect
            className={classes.filterSelect}
            aria-label={text('timeline.flag')}
            value={filter.flag ?? ''}
            onChange={(event) => filter.setFlag(entryFlags.find((one) => one === event.currentTarget.value))}
            data={[
              { value: '', label: text('timeline.anyFlag') },
              ...entryFlags.map((value) => ({ value, label: text(`flag.${value}`) })),
            ]}
          />
          <NativeSelect
            className={classes.filterSelect}
            aria-label={text('timeline.source')}
            value={filter.source ?? ''}
            onChange={(event) =>
              filter.setSource(shownSources.find((one) => one === event.currentTarget.value))
            }
            data={[
              { value: '', label: text('timeline.anySource') },
              ...shownSources.map((value) => ({ value, label: text(`source.${value}`) })),
            ]}
          />
        </>
      )}
    </ListTools>
  )
}
