import type { Catalogue } from '../../ui/catalogue.ts'
import { registerMessages } from '../../ui/text.ts'

type Files = Record<string, () => Promise<Catalogue>>

// Every door carries the names of these files, so no others stand here: the rooms' are in room-messages.ts.
const files: Files = import.meta.glob<Catalogue>(
  [
    '../../areas/*/*/web/{asked,doors,landing,outside,proved,reach,report}/messages/*.json',
    '../../areas/register/people/messages/*.json',
  ],
  { import: 'default' },
)

/** Makes the words known that pages for those who stand outside use. */
export function registerDoorMessages(): void {
  registerFiles(files)
}

/** Makes the words of these files known, each under its room's name; a file is loaded when a page first needs it. */
export function registerFiles(byPath: Files): void {
  const byRoom = new Map<string, Files>()
  for (const [path, load] of Object.entries(byPath)) {
    const [, room, language] = /([^/]+)\/messages\/([a-z-]+)\.json$/i.exec(path) ?? []
    if (room !== undefined && language !== undefined)
      byRoom.set(room, { ...byRoom.get(room), [language]: load })
  }
  for (const [room, byLanguage] of byRoom) registerMessages(room, byLanguage)
}
