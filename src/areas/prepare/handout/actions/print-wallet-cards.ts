import { action } from '../../../../platform/action.ts'
import { firstHourContacts } from '../../../register/insurance/public.ts'
import {
  listActiveMembers,
  organisationFor,
  pathInOrganisation,
} from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { walletCard, walletCardsDocument } from '../documents/wallet-cards.ts'

export const printWalletCards = action(contract.printWalletCards, async (context, { language }) => {
  const { name: organisation, timeZone } = await organisationFor(context)
  const address = `${context.services.config.url}${await pathInOrganisation(context, '/declare')}`
  const madeOn = context.now.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  })
  const card = walletCard(await listActiveMembers(context), await firstHourContacts(context), {
    organisation,
    madeOn,
    address,
    language,
  })
  context.record({ stream: 'audit', kind: 'handout.print', fields: { language, numbers: card.calls.length } })
  const { typesetter } = context.services
  return {
    name: 'wallet-cards.pdf',
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(walletCardsDocument(card, { language, madeAt: context.now })),
  }
})
