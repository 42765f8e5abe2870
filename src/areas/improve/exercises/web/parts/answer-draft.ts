import * as z from 'zod'
import { useDraftKey } from '../../../../../ui/draft-key.ts'
import { keepDraft, keptDraft } from '../../../../../ui/drafts.ts'
import { playerRoles } from '../../contract/words.ts'

/** Whether the decision that an inject forces was taken; '' while nobody said. */
export const takes = ['', 'yes', 'no'] as const

const Said = z.object({
  text: z.string(),
  choice: z.string(),
  called: z.string(),
  planStep: z.string(),
  taken: z.enum(takes),
  role: z.enum(playerRoles),
})
export type Said = z.infer<typeof Said>

/** Half an answer outlives a pause, the end and a page that was left: it is kept by inject until it is sent. */
export function useAnswerDraft(exerciseId: string) {
  const name = useDraftKey(`exercise.${exerciseId}`)
  return {
    find: (inject: string): Said | undefined => Said.safeParse(keptDraft(`${name}.${inject}`)).data,
    keep: (inject: string, said: Said | undefined) => keepDraft(`${name}.${inject}`, said),
  }
}
