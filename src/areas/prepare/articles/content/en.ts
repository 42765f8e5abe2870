import type { StarterArticle } from './starter.ts'

export const starters: readonly StarterArticle[] = [
  {
    key: 'recall_payment',
    title: 'How to recall a payment',
    summary: 'Money went to the wrong account. The first hours count, and the bank needs six facts from you.',
    tags: ['bank', 'payment'],
    kinds: ['business-email-compromise', 'impersonation-call'],
    body: `Call first. Write later. Each hour counts, also at night.

## Before you call

Have these six facts at hand:

1. The day and time of the payment.
2. The sum, and in which money.
3. Our account number.
4. The account number and name that it went to.
5. The number of the payment in online banking.
6. How we know that it is fraud.

## The call

- Take the number from the back of the bank card or from our contract. **Never take a number from the mail** that asked for the money.
- Our bank: *put in the name and the number for fraud here, by day and by night.*
- Say: "This is fraud. Please stop the payment. If it has gone, please recall it, and call the other bank now."
- Ask for a case number and the name of the person. Write both down with the time.
- Ask the bank to block what the fraud could use next: online banking, cards, new payees.

## Straight after

1. Send the bank the same facts in writing. Use the address on its own site.
2. Go to the police, and get a file number. In the United States, report it at ic3.gov as well, the same day.
3. Tell our insurer before we spend money on help.
4. Leave the mail and the mailbox as they are. They are proof.
5. Look for more payments to the same account.

## What not to do

- Do not answer the person who asked for the money.
- Do not pay a second time to "set it right".
- Do not wait for an answer by mail.`,
  },
  {
    key: 'mail_headers',
    title: 'How to read mail headers safely',
    summary: 'Who really sent a mail, in Microsoft 365 and Gmail, without opening what is in it.',
    tags: ['mail', 'outlook', 'gmail'],
    kinds: ['phishing-campaign', 'business-email-compromise'],
    body: `The head of a mail says which way it came. You can read it and open nothing.

## What not to do

- Do not click a link, and do not open a file in the mail.
- Do not forward the mail. The head gets lost on the way.
- Do not paste the head into a page on the web. It holds names and addresses.

## Show the head

**Outlook on the web and the new Outlook**

1. Click the mail once.
2. Click the three dots at the top right of the mail.
3. Choose *View*, then *View message source*.

**Outlook, the older program**

1. Open the mail in a window of its own.
2. Choose *File*, then *Properties*. The head is in the box at the foot.

**Gmail**

1. Open the mail.
2. Click the three dots at the top right.
3. Choose *Show original*.

## Keep it

Save the mail as a file. In Gmail, choose *Download original*. In Outlook, choose *Save as* or *Download*. Add the file to the incident as evidence.

## What to look at

| Line | What it tells |
|---|---|
| From | The name that you see. Anyone can write what they like here. |
| Reply-To | Where your answer would go. Is it not the same place? Be on guard. |
| Return-Path | Where the mail came from in truth. |
| Authentication-Results | Look for spf, dkim and dmarc. *pass* is good. *fail* is a warning. |
| Received | The way it took. Read from the foot up. |

A *pass* does not make a mail safe. The mailbox of a friend may be in the wrong hands. When in doubt, call the sender on a number that you know.`,
  },
  {
    key: 'keep_laptop',
    title: 'How to keep a laptop’s memory and disk before anyone wipes it',
    summary: 'What shows how they got in is gone once a laptop is turned off or set up anew.',
    tags: ['laptop', 'computer', 'evidence'],
    kinds: ['malicious-download', 'ransomware', 'lost-or-stolen-device', 'personal-device'],
    body: `What is in the memory is gone when the power is off. What is on the disk is gone when it is set up anew. Keep both first.

## At once

1. **Leave it on.** Plug in the power. Do not let it go to sleep.
2. **Take it off the net.** Pull the cable. Turn off Wi-Fi, or use flight mode.
3. Do not sign in with an admin account. Do not run a clean-up tool.
4. Take a photo of the screen, with the time on it.
5. Write down who used it, what they saw, and what they did.

## The memory

- This needs a tool and some practice. Call our expert first: *put in the name and number here.*
- They start the tool from a USB stick and save to a second, empty disk. Nothing is saved on the laptop.
- No expert within a few hours? Leave it on and off the net, and ask them by phone what to do.

## The disk

1. Find the key of the disk **before** it is turned off. On Windows it is called the BitLocker recovery key. It is often kept in the Microsoft account of the firm.
2. Let the expert say how to turn it off.
3. Let the expert make a full copy of the disk. Work on the copy. Keep the disk.
4. No time for a copy? Take the disk out and keep it, and put a new one in.

## Keep it safe

- Put a label on it: the name, the serial number, the day and time, and who gave it to whom.
- Lock it away. Write down each person who gets it.
- Add all of this to the incident as evidence, with where it lies.

## Only then

Set the laptop up anew, when both are kept, or when somebody who may decide has signed that they are not needed.`,
  },
]
