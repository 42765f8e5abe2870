/** How an organisation is told from the others at a glance: a colour and up to three letters beside its name. */
import * as z from 'zod'

/** Each has a tone for light and one for dark in `src/ui/marks/marks.module.css`. */
export const brandColours = ['slate', 'blue', 'teal', 'green', 'olive', 'amber', 'red', 'plum'] as const
export type BrandColour = (typeof brandColours)[number]

export const brandFields = {
  colour: z.enum(brandColours),
  mark: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}]{0,3}$/u, 'may be up to three letters or digits'),
}

/** The letters shown: those that were chosen, else the first ones of the first two words of the name. */
export function markOf({ name, mark }: { readonly name: string; readonly mark: string }): string {
  if (mark !== '') return mark
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase('en')
}
