import type { Catalogue } from '../../ui/catalogue.ts'
import { registerFiles } from './messages.ts'

const roomFiles = import.meta.glob<Catalogue>('../../areas/*/*/messages/*.json', { import: 'default' })
// A part of a room's pages can have words of its own, so that neither carries the other's.
const partFiles = import.meta.glob<Catalogue>('../../areas/*/*/web/*/messages/*.json', {
  import: 'default',
})
const ownFiles = import.meta.glob<Catalogue>('./messages/*.json', { import: 'default' })

/** Makes the words of every room, and the application's own, known. */
export function registerRoomMessages(): void {
  registerFiles({ ...roomFiles, ...partFiles })
  registerFiles(
    Object.fromEntries(Object.entries(ownFiles).map(([path, load]) => [`app/${path.slice(2)}`, load])),
  )
}
