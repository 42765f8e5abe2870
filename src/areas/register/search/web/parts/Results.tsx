import { Button } from '@mantine/core'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import type { FoundKind } from '../../../../../base/search.ts'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { searchEverything } from '../../contract.ts'
import classes from '../search.module.css'

type Group = OutputOf<typeof searchEverything>['groups'][number]

interface ResultsProps {
  readonly groups: readonly Group[]
  /** The one kind of which more was asked for. */
  readonly only: FoundKind | undefined
  readonly onMore: (kind: FoundKind | undefined) => void
  readonly onGo: () => void
}

/** What was found, kind by kind; each leads to where it stands. */
export function Results({ groups, only, onMore, onGo }: ResultsProps) {
  const text = useText('search')
  return (
    <>
      {only !== undefined && (
        <Button variant="subtle" size="compact-md" onClick={() => onMore(undefined)}>
          {text('everywhere')}
        </Button>
      )}
      {groups.map(({ kind, items, hasMore }) => (
        <section key={kind} aria-label={text(`kind.${kind}`)}>
          <h3 className={classes.heading}>{text(`kind.${kind}`)}</h3>
          <ul className={classes.list}>
            {items.map((item) => (
              <li key={item.id}>
                <To path={item.path} className={classes.place} onClick={onGo} data-place>
                  <span className={classes.title}>{item.title}</span>
                  {item.more !== '' && <span className={classes.more}>{item.more}</span>}
                </To>
              </li>
            ))}
          </ul>
          {hasMore && only === undefined && (
            <Button variant="subtle" size="compact-md" onClick={() => onMore(kind)} data-place>
              {text('more', { kind: text(`kind.${kind}`) })}
            </Button>
          )}
          {hasMore && only !== undefined && <p className={classes.hint}>{text('tooMany')}</p>}
        </section>
      ))}
    </>
  )
}
