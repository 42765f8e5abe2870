import { randomUUID } from 'node:crypto'
import { gatherLook } from '../../areas/improve/trends/actions/looks.ts'
import { announceRenewals } from '../../areas/register/insurance/jobs.ts'
import { joinMember } from '../../areas/register/people/public/people.ts'
import type { Actor } from '../../base/access.ts'
import { asSystem, type House } from '../../platform/action.ts'
import { keepDiary } from './diary.ts'
import { writeProvisioning } from './provisioning.ts'
import { writeSignOn } from './sign-on.ts'
import { writeAccess } from './access.ts'
import { writeExercise } from './exercise.ts'
import { writeFigures } from './figures.ts'
import { writeHouse } from './house.ts'
import { writeImprovements } from './improvements.ts'
import { writeOwnForm } from './own-form.ts'
import { people } from './people.ts'
import { writePlan } from './plan.ts'
import { writeRegister, type Kept } from './register.ts'
import { findSignal, writeSignals } from './signals.ts'
import { stories } from './stories.ts'
import { writeSuppliers } from './suppliers.ts'
import { writeThreats } from './threats.ts'
import { shareViews } from './views.ts'
import { writeProfiles } from './profiles.ts'
import { writeTeam } from './team.ts'
import { tellStory, type Cast } from './tell-story.ts'
import { writePhishing } from './phishing.ts'
import { writeTraining } from './training.ts'

interface Company {
  readonly tenantId: string
  readonly ownerId: string
  readonly ownerName: string
  readonly userId: string
}

/** Furnishes an empty organisation through the same actions as everybody, each at its own time. */
export async function seedCompany(house: House, company: Company): Promise<void> {
  const today = house.now()
  const cast = await gather(house, company, today)
  const kept: Kept = { assets: new Map(), functions: new Map() }
  await keepDiary(house, { cast, owner: company.ownerName, today }, (diary) => {
    writeRegister(diary, kept)
    writeTeam(diary)
    shareViews(diary)
    writePlan(diary)
    // The last case is the one that runs; the exercise has a case, too.
    writeHouse(diary, kept, stories.length + 1)
    writeSignals(diary, house)
    writeOwnForm(diary)
    writeFigures(diary, (at) =>
      asSystem({ ...house, now: () => at }, company.tenantId, 'Quarterly figures', gatherLook),
    )
    writeImprovements(diary, { house, kept, tenantId: company.tenantId })
    writeTraining(diary, house, company.tenantId)
    writePhishing(diary, house, company.tenantId)
    writeExercise(diary)
    writeSuppliers(diary)
    writeAccess(diary, kept)
    writeSignOn(diary)
    writeProvisioning(diary, house)
    writeThreats(diary)
    writeProfiles(diary)
    // What the job of each morning raised as soon as the agreement came near its end.
    diary.tell(11.5, () => {
      const then = { ...house, now: () => diary.at(11.5) }
      return asSystem(then, company.tenantId, 'Muster', announceRenewals)
    })
    for (const story of stories)
      diary.tell(story.daysAgo, async () => {
        // The last one grew out of an alert.
        const signalId = story === stories.at(-1) ? await findSignal(house, cast, 'renamed') : undefined
        return tellStory(house, cast, story, today, signalId)
      })
  })
}

/** People join a day after the company started. They have no accounts: only you can sign in to your demo. */
async function gather(house: House, company: Company, today: Date): Promise<Cast> {
  const { tenantId, ownerId, ownerName, userId } = company
  const joined = { ...house, now: () => new Date(today.getTime() - 729 * 86_400_000) }
  const actor = (
    memberId: string,
    name: string,
    role: (typeof people)[number]['role'],
    user: string,
  ): Actor => ({
    kind: 'member',
    ref: `u:${memberId}`,
    name,
    tenantId,
    memberId,
    userId: user,
    role,
    sessionId: 'demo',
  })
  const members = await asSystem(joined, tenantId, 'Demo', async (context) => {
    const made: [string, { id: string; actor: Actor }][] = []
    for (const person of people) {
      const account = randomUUID()
      const { memberId } = await joinMember(context, { ...person, userId: account })
      made.push([person.name, { id: memberId, actor: actor(memberId, person.name, person.role, account) }])
    }
    return made
  })
  return new Map([
    ...members,
    [ownerName, { id: ownerId, actor: actor(ownerId, ownerName, 'owner', userId) }],
  ])
}
