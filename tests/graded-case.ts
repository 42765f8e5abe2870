import { grade } from '../src/areas/improve/trends/actions/case-figures.ts'
import type { World } from './world.ts'

/** Says how a control did in this case, as whoever closes it is asked to. */
export async function gradeCase(w: World, id: string): Promise<string> {
  await w.perform(grade, w.lead, { id, control: 'backup', grade: 'worked' })
  return id
}
