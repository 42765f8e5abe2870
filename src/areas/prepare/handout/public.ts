import type { Context } from '../../../platform/action.ts'
import type { HandoutLanguage, HandoutSection } from './contract.ts'

/**
 * A port: further sections of the handout, from rooms that this one does not know. `app/areas.ts` plugs them in, in
 * the order in which they are read. What is given is text; who may make a handout may read all of it.
 */
export type HandoutSections = (
  context: Context,
  wanted: { readonly language: HandoutLanguage },
) => Promise<readonly HandoutSection[]>
