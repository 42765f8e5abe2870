import type { IncidentForm } from '../../../base/own-fields.ts'
import type { Context } from '../../../platform/action.ts'
import { currentForm } from './store.ts'

/** The fields and lists that hold now, and which version of them it is. */
export async function formFor(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly version: number; readonly form: IncidentForm }> {
  const { version, content } = await currentForm(context)
  return { version, form: content }
}
