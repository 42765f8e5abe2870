import { letAssistantsIn } from '../../areas/register/people/actions/keys.ts'
import { changeMemberRole } from '../../areas/register/people/actions/members.ts'
import { addAccessProfile } from '../../areas/register/people/actions/profiles.ts'
import type { Diary } from './diary.ts'

/** The bakers at night see what comes in and call for help, and no more; an assistant may be asked what is on the list. */
export function writeProfiles(diary: Diary): void {
  diary.on(6, async (act) => {
    const { id: profileId } = await act(addAccessProfile, {
      name: 'Night shift',
      baseRole: 'staff',
      permissions: [
        ...(['member.read', 'plan.read', 'plan.acknowledge', 'playbook.read', 'training.read'] as const),
        ...(['training.answer', 'house_rule.read', 'house_rule.answer', 'grading.read'] as const),
        ...(['signal.read', 'incident.read', 'incident.open', 'incident.note', 'calendar.read'] as const),
      ],
    })
    const id = diary.idOf('Elin Strand') ?? ''
    await act(changeMemberRole, { id, role: 'staff', profileId, reason: 'Works at night' })
    await act(letAssistantsIn, { isOpen: true })
  })
}
