import '../ui/theme/tokens.css'
import '../ui/theme/base.css'
import { createRoot } from 'react-dom/client'
import { registerUiMessages } from '../ui/messages.ts'
import { startLanguage } from '../ui/text.ts'
import { startScheme } from '../ui/theme/scheme.ts'
import { guardMarkup } from '../ui/trusted.ts'
import { findDoor } from './web/doors.ts'
import { registerRoomMessages } from './web/messages.ts'

guardMarkup()
startScheme()
registerUiMessages()
registerRoomMessages()
await startLanguage()

const place = document.querySelector('#root')
if (!place) throw new Error('index.html has no place for the application')
const root = createRoot(place)

// Two ways in: light pages for those who stand outside, and the application itself. Neither loads the other.
const door = findDoor(location.pathname)
if (door) {
  const { DoorFrame } = await import('./web/DoorFrame.tsx')
  root.render(<DoorFrame door={door} />)
} else {
  const { FurnishedApplication } = await import('./web/FurnishedApplication.tsx')
  root.render(<FurnishedApplication />)
}
