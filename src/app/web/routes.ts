import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import type { ComponentType } from 'react'
import type { Destination } from '../../ui/shell/destination.ts'

/** A page inside an organisation. */
export interface PageRow {
  /** Under `/t/<slug>`, as `/incidents/$incident`; the page reads `$names` with `usePart`. */
  readonly path: string
  readonly load: () => Promise<ComponentType>
}

/** A place of the rail before its label is put into the person's language (`place.<label>`). */
interface PlaceRow extends Omit<Destination, 'label'> {
  readonly label: string
}

/** Every page, loaded when it is first opened. A room adds its pages here. */
export const pages: readonly PageRow[] = [
  { path: '/', load: async () => (await import('./TodayPage.tsx')).TodayPage },
]

/** The rail, in the order shown. Only what exists. */
export const places: readonly PlaceRow[] = [
  { path: '/', label: 'today', Icon: IconSun, keys: ['g', 't'], isOnPhone: true },
]

/** Where Report / Declare leads; undefined until a room offers it. */
export const emergencyPath: string | undefined = undefined

/** A person's own account; undefined until a room offers it. */
export const accountPath: string | undefined = undefined
