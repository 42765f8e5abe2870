import type { Catalogue } from '../../ui/catalogue.ts'
import { registerMessages } from '../../ui/text.ts'

const roomFiles = import.meta.glob<Catalogue>('../../areas/*/*/messages/*.json', { import: 'default' })
// A part of a room's pages can have words of its own, so that neither carries the other's.
const doorFiles = import.meta.glob<Catalogue>('../../areas/*/*/web/*/messages/*.json', {
  import: 'default',
})
const ownFiles = import.meta.glob<Catalogue>('./messages/*.json', { import: 'default' })

/** Makes the words of every room known under the room's name; each is loaded when a page first needs it. */
export function registerRoomMessages(): void {
  const byRoom = new Map<string, Record<string, () => Promise<Catalogue>>>()
  const put = (room: string, language: string, load: () => Promise<Catalogue>) =>
    byRoom.set(room, { ...byRoom.get(room), [language]: load })
  for (const [path, load] of Object.entries({ ...roomFiles, ...doorFiles })) {
    const [, room, language] = /([^/]+)\/messages\/([a-z-]+)\.json$/i.exec(path) ?? []
    if (room !== undefined && language !== undefined) put(room, language, load)
  }
  for (const [path, load] of Object.entries(ownFiles)) {
    put('app', /([a-z-]+)\.json$/i.exec(path)?.[1] ?? '', load)
  }
  for (const [room, byLanguage] of byRoom) registerMessages(room, byLanguage)
}
