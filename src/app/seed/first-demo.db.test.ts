import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { performIn } from '../../../tests/world.ts'
import { acceptInvitation } from '../../areas/register/people/actions/accept-invitation.ts'
import { nobody } from '../../base/access.ts'
import { demoOnEmpty } from './demo.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('whoever starts an empty installation with the demo enters it as its owner, by the link that is printed', async () => {
  const { inviteUrl } = await demoOnEmpty(house.house)
  const token = inviteUrl.split('/').at(-1) ?? ''
  const wish = { token, password: 'lamp-orbit-cactus-71' }
  const joined = await performIn(house.house)(acceptInvitation, nobody, wish, { address: '127.0.0.1' })
  expect(joined.email).toBe('you@harbour-bakery.example')
  const user = await house.house.services.sessions.findUserByEmail(joined.email)
  const { rows } = await house.house.services.door.query('select slug from wall.memberships($1)', [
    user?.userId ?? '',
  ])
  const slugs = ['harbour-bakery-demo', 'marsh-lane-dental-demo', 'old-mill-joinery-demo', 'quayside-it-demo']
  expect(joined.slug).toBe(slugs[0])
  // of the provider, and inside those of its clients that they entered
  expect(rows).toEqual(slugs.map((slug) => ({ slug })))
})
