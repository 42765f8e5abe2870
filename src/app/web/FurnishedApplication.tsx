import { hearInstallQuestion } from '../../ui/offline/install.ts'
import { Application } from './Application.tsx'
import { fillAllPanels } from './panels.ts'
import { registerRoomMessages } from './room-messages.ts'
import { furnishing } from './routes.ts'
import { startTextSize } from '../../ui/theme/text-size.ts'

startTextSize()

hearInstallQuestion()
registerRoomMessages()
fillAllPanels()

/** The application with the rooms that this product has. */
export function FurnishedApplication() {
  return <Application furnishing={furnishing} />
}
