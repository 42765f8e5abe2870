import { makeKey } from '../../areas/register/provisioning/actions/settings.ts'
import { scimDoorWith } from '../../areas/register/provisioning/public.ts'
import type { House } from '../../platform/action.ts'
import type { ScimAsked } from '../../platform/scim/serve.ts'
import { heldBy } from '../holdings.ts'
import type { Diary } from './diary.ts'

const dayMillis = 86_400_000

/** The directory was given a key last week, looks after two people since, and sent a group that waits for its role. */
export function writeProvisioning(diary: Diary, house: House): void {
  const door = scimDoorWith({ heldBy })
  const at = diary.at(5)
  const then: House = { ...house, now: () => at }
  diary.on(5, async (act) => {
    const expiresAt = new Date(at.getTime() + 365 * dayMillis).toISOString()
    const { secret } = await act(makeKey, { name: 'Entra ID', expiresAt })
    const ask = (asked: Pick<ScimAsked, 'method' | 'path' | 'body'>) =>
      door.answer(then, { query: {}, secret, ...asked })
    const ids = ['Ben Novak', 'Carla Mendes'].flatMap((name) => diary.idOf(name) ?? [])
    for (const [place, id] of ids.entries())
      await ask({
        ...{ method: 'PATCH', path: ['Users', id] },
        body: { Operations: [{ op: 'Add', path: 'externalId', value: `directory-${place + 1}` }] },
      })
    await ask({
      ...{ method: 'POST', path: ['Groups'] },
      body: { displayName: 'Incident team', members: ids.map((value) => ({ value })) },
    })
  })
}
