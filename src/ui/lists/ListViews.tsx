import { Panels, type KnownFilters } from '../panels.tsx'
import { usePath } from '../place.tsx'
import classes from './lists.module.css'

/** Saved views of the list of this page, which a room brings: it must know what can stand in the address here. */
export function ListViews({ filters }: { readonly filters: KnownFilters }) {
  const path = usePath()
  return (
    <div className={classes.views} data-no-print>
      <Panels of="list" subject={{ id: path, filters }} isQuiet />
    </div>
  )
}
