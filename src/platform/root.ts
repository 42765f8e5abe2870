/** Finds the project's folder, whether this runs from the sources or from the bundle in dist/. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds `db/migrations`. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'db', 'migrations'))) {
    const above = dirname(folder)
    if (above === folder)
      throw new Error('The folder db/migrations is missing: this installation is not complete')
    folder = above
  }
  return folder
}
