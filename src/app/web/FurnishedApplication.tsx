import { Application } from './Application.tsx'
import { fillAllPanels } from './panels.ts'
import { furnishing } from './routes.ts'
import { startTextSize } from '../../ui/theme/text-size.ts'

startTextSize()

fillAllPanels()

/** The application with the rooms that this product has. */
export function FurnishedApplication() {
  return <Application furnishing={furnishing} />
}
