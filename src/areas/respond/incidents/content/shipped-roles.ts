import type { ShippedRole } from '../contract/role-words.ts'

/** The cards that ship: what each person does, and what they begin with. Organisations write their own words over them. */
export const shippedCards: Readonly<
  Record<ShippedRole, { readonly duties: readonly string[]; readonly firstTasks: readonly string[] }>
> = {
  lead: {
    duties: [
      'You decide. You do not repair things yourself.',
      'Say out loud who does what, and until when.',
      'Keep the next step in view and ask for a short word every half hour.',
      'Change the severity when the facts change, with a reason.',
      'Go to sleep after twelve hours at most, and hand over with a note.',
    ],
    firstTasks: ['Fill the roles, or decide which stay empty', 'Say when the next short meeting is'],
  },
  technical: {
    duties: [
      'You find out what is hit and stop it from spreading.',
      'Save the traces before anything is wiped, restarted or restored.',
      'Say what you are about to do before you do it.',
      'Write down what you changed, where and when.',
    ],
    firstTasks: ['List the systems that are hit or may be'],
  },
  communications: {
    duties: [
      'You speak for us, inside and outside. Nobody else does.',
      'Say only what is confirmed. "We do not know yet" is a good answer.',
      'Keep a list of who was told what, and when.',
      'Use telephones and private mail while ours may be read by others.',
    ],
    firstTasks: ['Tell all staff what to do, what not to touch, and whom to call'],
  },
  legal: {
    duties: [
      'You find out which law, contract or policy wants to be told what, and until when.',
      'Read each statement before it leaves the house.',
      'Call our lawyer or data protection adviser when you are not sure.',
    ],
    firstTasks: ['Check which notices are due, and when the first one is'],
  },
  hr: {
    duties: [
      'You look after the people: who works too long, who is frightened, who needs a ride home.',
      'Matters of staff stay with you and out of the shared record.',
      'Nobody is punished for reporting something in good faith.',
    ],
    firstTasks: ['Plan who works and who sleeps in the next 24 hours'],
  },
  finance: {
    duties: [
      'You keep the money: stop payments that are in doubt, call the bank.',
      'Two people release each payment, by telephone on a number known before.',
      'Write down what the incident costs, with the bills.',
    ],
    firstTasks: ['Ask the bank whether a payment left that should not have'],
  },
  scribe: {
    duties: [
      'You write down what is seen, said, decided and done, with the time.',
      'Note who decided and what else could have been done.',
      'Ask when you did not understand it. If you did not, nobody will later.',
    ],
    firstTasks: ['Write down what was seen first, by whom, and when'],
  },
}

/** Their names on the record, which is written in English; screens say them in the reader's language. */
export const shippedNames: Readonly<Record<ShippedRole, string>> = {
  lead: 'Lead',
  technical: 'IT person',
  communications: 'Communications',
  legal: 'Legal',
  hr: 'Personnel',
  finance: 'Finance',
  scribe: 'Note taker',
}
