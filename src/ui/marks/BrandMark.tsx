import { markOf, type BrandColour } from '../../base/brand.ts'
import classes from './brand.module.css'

interface BrandMarkProps {
  readonly brand: { readonly name: string; readonly colour: BrandColour; readonly mark: string }
}

/** The colour and letters of an organisation, beside its name: nobody works at the wrong customer. */
export function BrandMark({ brand }: BrandMarkProps) {
  return (
    // Drawn, not written: the name stands beside it, and what is heard must begin with what is read.
    <span className={classes.brand} data-colour={brand.colour} data-mark={markOf(brand)} aria-hidden="true" />
  )
}
