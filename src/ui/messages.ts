import type { Catalogue } from './catalogue.ts'
import { registerMessages } from './text.ts'

// A language is a file: another one beside these is all it takes.
const files = import.meta.glob<Catalogue>('./messages/*.json', { import: 'default' })

/** Makes the ui's own words known. */
export function registerUiMessages(): void {
  registerMessages(
    'ui',
    Object.fromEntries(
      Object.entries(files).map(([path, load]) => [/([a-z-]+)\.json$/i.exec(path)?.[1] ?? '', load]),
    ),
  )
}
