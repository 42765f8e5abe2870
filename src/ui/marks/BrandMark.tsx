import { markOf, type BrandColour } from '../../base/brand.ts'
import classes from './brand.module.css'

interface BrandMarkProps {
  readonly brand: { readonly name: string; readonly colour: BrandColour; readonly mark: string }
}

/** The colour and letters of an organisation, beside its name: nobody works at the wrong customer. */
export function BrandMark({ brand }: BrandMarkProps) {
  return (
    <span className={classes.brand} data-colour={brand.colour} aria-hidden="true">
      {markOf(brand)}
    </span>
  )
}
