/** Why a text message or a call stands as it stands, in words for people. */
export const phoneSentences = {
  'waiting.text': 'Held back: it goes as a text message if it is not read by then.',
  'waiting.call': 'Held back: it is said in a call if it is not read by then.',
  'phone.sending': 'It is being handed to the gateway.',
  'phone.sending_again':
    'It is being handed to the gateway once more: what became of the first time is not known.',
  'phone.unclear':
    'Twice it was not known what became of it, so it was not sent a third time. It may have arrived.',
  'text.accepted':
    'The gateway accepted it. Whether it arrived is not known yet, or never said by this provider.',
  'text.delivered': 'It arrived on the telephone.',
  'text.undelivered': 'The gateway says that it did not arrive. The number may be off, changed or barred.',
  'call.accepted':
    'The gateway accepted the call. Whether somebody answered is not known yet, or never said by this provider.',
  'call.delivered': 'The gateway says that the call was answered.',
  'call.undelivered': 'Nobody pressed the key: it was not answered, or a mailbox took the call.',
  'phone.acknowledged': 'Answered: they said that they have it.',
  'phone.off': 'Text messages and calls are not set up, or were switched off, before it went out.',
  'phone.unproved': 'This person has no proved number any more, or does not want to be reached this way.',
  'phone.hostile': 'The telephone is marked as hostile or down in this case, so nothing of it goes this way.',
  'phone.stale':
    'It could not go out within its hour. It would have come too late to be of use, so it was dropped.',
  'phone.limit': 'This person was texted and called as often in this hour as the limit allows.',
  'phone.day_limit':
    'The organisation has sent as many texts and calls today as the limit allows. An owner can raise it.',
  'phone.recipient':
    'The gateway does not take this number: it is wrong, barred, or in a country that the account may not text.',
  'phone.content': 'The gateway refused the message.',
  'phone.login':
    'The gateway refused the account or secret. An owner has to enter them again. Muster tries again.',
  'phone.credit': 'The account at the gateway has no credit left. Muster tries again.',
  'phone.sender': 'The gateway does not take this sender. An owner has to change it. Muster tries again.',
  'phone.busy': 'The gateway takes nothing at the moment. Muster tries again.',
  'phone.unknown_host': 'The gateway could not be found. Muster may have no internet. It tries again.',
  'phone.forbidden_address':
    'The gateway has an address that Muster does not connect to. Whoever runs Muster can open it with MUSTER_EGRESS_ALLOW.',
  'phone.not_listed':
    'The gateway is reached without encryption, which only goes to what whoever runs Muster listed in MUSTER_EGRESS_ALLOW.',
  'phone.unreachable': 'The gateway could not be reached. Muster tries again.',
  'phone.tls': 'The gateway could not prove that it is the right one. Muster tries again.',
  'phone.muted':
    'This is a restored copy, which sends nothing until whoever runs Muster confirms it: muster restore --confirm',
  'phone.broken_off': 'The connection to the gateway broke off. Muster tries again.',
} as const

export type PhoneWhy = keyof typeof phoneSentences
