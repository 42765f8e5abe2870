/** How an organisation is told from the others at a glance: a colour and up to three letters beside its name. */
import * as z from 'zod'

/** Each has a tone for light and one for dark in `src/ui/marks/marks.module.css`. */
export const brandColours = ['slate', 'blue', 'teal', 'green', 'olive', 'amber', 'red', 'plum'] as const
export type BrandColour = (typeof brandColours)[number]

/** On paper and behind white letters: each has 4.5:1 or more against white, as `brand.module.css` has them too. */
export const brandInks: Readonly<Record<BrandColour, string>> = {
  slate: '#4f5c60',
  blue: '#0b5394',
  teal: '#0b6b70',
  green: '#1d6b3a',
  olive: '#5f6600',
  amber: '#8a4b00',
  red: '#a8231b',
  plum: '#7a2f79',
}

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
