import type { ShelfMail } from './template.ts'

export const mails: readonly ShelfMail[] = [
  {
    key: 'invoice',
    name: 'An invoice that nobody knows',
    senderName: 'Invoice Dept',
    subject: 'FINAL REMINDER: invoice 88-2041 not payed!!',
    body: `Dear customer,

our invoice 88-2041 over 1.940,00 is open since 43 day. You must pay TODAY or we stop every delivery and go to court.

{link}

Invoice Dept`,
    linkWords: 'See invoice',
    signs: [
      'It says “Dear customer”: whoever sends you an invoice knows your name.',
      'It threatens you and wants it done today, so that you do not stop and think.',
      'The number belongs to no order that you know, and there are mistakes in the words.',
    ],
  },
  {
    key: 'parcel',
    name: 'A parcel that could not be handed over',
    senderName: 'Parcel Service',
    subject: 'Your parcel is waiting: a small fee is due',
    body: `Hello,

we tried to bring your parcel today. It could not be handed over because 1.99 of postage is missing.

Choose a new day and pay here within 24 hours, or it goes back.

{link}

Your parcel service`,
    linkWords: 'Choose a new day',
    signs: [
      'You are not told which parcel it is, nor from whom.',
      'A small sum makes it easy to say yes. They want the number of your card.',
      'The address behind the name is not that of a parcel service. Look at it before you tap.',
    ],
  },
  {
    key: 'password',
    name: 'A password that runs out',
    senderName: 'IT Service Desk',
    subject: 'Your password runs out today',
    body: `Hello {name},

your password for the mailbox at {organisation} runs out today at 17:00. After that you can no longer read or send mail.

You can keep your present password. Please confirm it here:

{link}

IT Service Desk`,
    linkWords: 'Keep my password',
    signs: [
      'Nobody who looks after your computer asks you to type a password behind a link in a mail.',
      'It sets a time today, so that you hurry.',
      'The link leads to a page that is not where you sign in on other days.',
    ],
  },
  {
    key: 'shared',
    name: 'A document that was shared with you',
    senderName: 'File sharing',
    subject: 'A document was shared with you: “Rota and changes, draft”',
    body: `Hello {name},

a colleague at {organisation} shared a document with you: “Rota and changes, draft”.

The link works for seven days. Sign in with your mail address to open it.

{link}

This message was sent by itself.`,
    linkWords: 'Open the document',
    signs: [
      'It does not say which colleague shared it. Ask the person you think it was.',
      'It makes you curious, and then it wants your password.',
      'You did not expect it, and it is not where your team keeps its files.',
    ],
  },
  {
    key: 'boss',
    name: 'The boss asks for a quick favour',
    senderName: 'Management',
    subject: 'Quick favour before my meeting',
    body: `Hi {name},

I am about to go into a meeting and cannot take calls. I need something sorted for a client today and would rather not go through the others yet.

The details are here. Please look right away and keep this between us for now.

{link}

Thank you, I count on you`,
    linkWords: 'Details',
    signs: [
      'It asks you to keep it quiet and to leave out the others.',
      'It says beforehand why you cannot call back. Call anyway, by the number that you know.',
      'It names no client, no order and nothing that only your boss could know.',
    ],
  },
  {
    key: 'payee',
    name: 'A supplier with a new bank account',
    senderName: 'Accounts',
    subject: 'Changed bank details from this month on',
    body: `Dear {name},

please note that our bank details have changed. All invoices from this month on are to be paid to the new account; the old one is being closed.

You find the letter with the new details here. Please confirm briefly that they are in your system for the next payment run.

{link}

Kind regards
Accounts`,
    linkWords: 'Letter with the new bank details',
    signs: [
      'A new bank account is never taken over from a mail. Call the supplier by the number in your own files.',
      'It does not say which supplier writes, and no person has signed it.',
      'It wants a short word from you, so that it feels settled before anybody has checked it.',
    ],
  },
]
