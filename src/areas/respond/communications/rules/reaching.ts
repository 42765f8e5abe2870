/** How each person on a list was reached, in words, and which ways are left. */
import type { RecipientChannel } from '../contract/statement-words.ts'
import { sentenceOf, type Why } from './delivery.ts'

const sentences: Readonly<Record<string, string>> = {
  listed: 'On the list. Nothing went out yet.',
  'by hand': 'Waits for a person: tick it off when it is done.',
  told: 'Told, as a person noted.',
  read: 'Read and confirmed.',
  inbox: 'In the app, and by push where a device is connected. Not by mail.',
  untold: 'Not told, as a person noted.',
  unsubscribed: 'They do not want this mail any more.',
  exercise: 'This is an exercise: nothing goes to people outside.',
  'mail.hostile':
    'Mail is marked as hostile in this case, so nothing of it goes by mail. Choose telephone, letter or hand.',
  'chat.accepted': 'The chat tool accepted it.',
  'chat.gone': 'The chat tool refused the address. An owner has to enter it again.',
  'chat.content': 'The chat tool refused the message.',
  'chat.later': 'The chat tool is busy. Muster tries again.',
  'chat.broken_off': 'The connection to the chat tool broke off. Muster tries again.',
  'chat.unreachable': 'The chat tool could not be reached. Muster tries again.',
  'chat.unknown_host': 'The chat tool could not be found. Muster may have no internet. It tries again.',
  'chat.tls': 'The chat tool could not prove that it is the right one. Muster tries again.',
  'chat.forbidden_address':
    'The chat tool has an address that Muster does not connect to. Whoever runs Muster can open it with MUSTER_EGRESS_ALLOW.',
  'chat.not_listed':
    'The chat tool has an address that Muster does not connect to. Whoever runs Muster can open it with MUSTER_EGRESS_ALLOW.',
  'chat.muted':
    'This is a restored copy, which sends nothing until whoever runs Muster confirms it: muster restore --confirm',
}

/** Why a person on the list stands as they stand. */
export function whySentence(why: string): string {
  return sentences[why] ?? sentenceOf(why as Why) // what is not ours was written by the post
}

interface Ways {
  readonly email: string
  readonly phone: string
  readonly post: readonly string[]
  readonly memberId: string | null
}

/** The way somebody is reached first: by mail unless it cannot be trusted; else what is known of them. */
export function firstWay(ways: Ways, isMailHostile: boolean): RecipientChannel {
  return waysOf(ways, isMailHostile)[0] ?? 'hand'
}

/** Ways that are left beside the one that was tried, the quickest first. */
export function otherWays(ways: Ways, tried: RecipientChannel, isMailHostile: boolean): RecipientChannel[] {
  return waysOf(ways, isMailHostile).filter((way) => way !== tried)
}

function waysOf({ email, phone, post, memberId }: Ways, isMailHostile: boolean): RecipientChannel[] {
  return [
    ...(memberId === null ? [] : (['inbox'] as const)),
    ...(email === '' || isMailHostile ? [] : (['mail'] as const)),
    ...(phone === '' ? [] : (['phone'] as const)),
    ...(post.length === 0 ? [] : (['letter'] as const)),
    'hand',
  ]
}

/** How an affected party was told, in the words of the list of parties. */
export const tellingWay = {
  mail: 'email',
  letter: 'letter',
  phone: 'phone',
  hand: 'in_person',
  inbox: 'message',
  chat: 'message',
  portal: 'portal',
} as const satisfies Record<RecipientChannel, string>
