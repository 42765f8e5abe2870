import '../../../src/ui/theme/tokens.css'
import '../../../src/ui/theme/base.css'
import { createRoot } from 'react-dom/client'
import { registerUiMessages } from '../../../src/ui/messages.ts'
import { startLanguage } from '../../../src/ui/text.ts'
import { startScheme } from '../../../src/ui/theme/scheme.ts'
import { guardMarkup } from '../../../src/ui/trusted.ts'
import { registerRoomMessages } from '../../../src/app/web/room-messages.ts'

guardMarkup()
startScheme()
registerUiMessages()
registerRoomMessages()
await startLanguage()

const place = document.querySelector('#root')
if (!place) throw new Error('no place')
const root = createRoot(place)
if (location.pathname === '/sign-in') {
  const { DoorGallery } = await import('./DoorGallery.tsx')
  root.render(<DoorGallery />)
} else {
  const { Gallery } = await import('./Gallery.tsx')
  root.render(<Gallery />)
}
