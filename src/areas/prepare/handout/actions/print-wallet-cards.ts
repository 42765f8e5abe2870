import { action, type Context } from '../../../../platform/action.ts'
import { firstHourContacts } from '../../../register/insurance/public.ts'
import {
  listActiveMembers,
  organisationFor,
  pathInOrganisation,
} from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { walletCard, walletCardsDocument, type WalletCard } from '../documents/wallet-cards.ts'
import { readVerifierKeyLine } from '../../../../base/ledger/note.ts'
import { readVerifierKey } from '../../../../platform/ledger/checkpoint.ts'
import { keyCode } from '../rules/signature.ts'

export const printWalletCards = action(contract.printWalletCards, async (context, { language }) => {
  const card = await cardFor(context, language)
  const { calls, code } = card
  context.record({
    stream: 'audit',
    kind: 'handout.print',
    fields: { language, numbers: calls.length, code },
  })
  const { typesetter } = context
  return {
    name: 'wallet-cards.pdf',
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(walletCardsDocument(card, { language, madeAt: context.now })),
  }
})

/** By which people know that a copy is of this organisation. */
export async function ownKeyCode({ tx, services }: Context): Promise<string> {
  const key = readVerifierKeyLine(await readVerifierKey(tx.$client, services.signer))
  if (key === undefined) throw new Error('The key of the log is not written as a key')
  return keyCode(key)
}

/** The card as it would be printed now. */
export async function cardFor(context: Context, language: contract.HandoutLanguage): Promise<WalletCard> {
  const { name: organisation, timeZone } = await organisationFor(context)
  const address = `${context.services.config.url}${await pathInOrganisation(context, '/declare')}`
  const madeOn = context.now.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  })
  return walletCard(await listActiveMembers(context), await firstHourContacts(context), {
    organisation,
    madeOn,
    address,
    keyCode: await ownKeyCode(context),
    language,
  })
}
