import type { StarterRule } from './starter.ts'

/** Eight house rules of a small firm in English. Written for Muster; tested to be read at grade 8 or below. */
export const starters: readonly StarterRule[] = [
  {
    key: 'reporting',
    name: 'Report it, nobody is blamed',
    content: {
      summary:
        'If something looks odd, say so at once. You will not get into trouble, not even if you clicked. A report in the first ten minutes can save the firm.',
      clauses: [
        {
          heading: 'What to report',
          text: 'Report anything that feels wrong. A strange mail or call. A login window you did not expect. A lost phone. A file you sent to the wrong person. A screen that asks for money. You do not need to be sure.',
        },
        {
          heading: 'How to report',
          text: 'Press the red button in Muster, or call the person on your card. Do it now, not after lunch. If mail may be broken into, call. Do not send a mail.',
        },
        {
          heading: 'What to do with the device',
          text: 'Leave it switched on. Pull the network cable or turn off the wireless. Do not delete anything. Do not try to repair it.',
        },
        {
          heading: 'No blame',
          text: 'Nobody is punished for a mistake that they report. We thank you for it. Hiding a mistake is what hurts us all.',
        },
        {
          heading: 'What happens next',
          text: 'Somebody calls you back. You are told what came of it. Do not talk about it outside the firm until the lead says so.',
        },
      ],
      questions: [
        {
          question: 'You clicked on a bad link and nothing seems to happen. What do you do?',
          options: ['Report it at once', 'Wait and see', 'Delete the mail and say nothing'],
          right: 0,
          clause: 0,
        },
        {
          question: 'Your computer may be infected. What do you do with it?',
          options: ['Switch it off', 'Leave it on and take it off the network', 'Clean it with a tool'],
          right: 1,
          clause: 2,
        },
      ],
    },
  },
  {
    key: 'passwords',
    name: 'Passwords and second step',
    content: {
      summary:
        'Each login has its own long password, kept in the password manager. A second step is on wherever it can be. Nobody ever asks you for either.',
      clauses: [
        {
          heading: 'Long and different',
          text: 'Use at least 14 letters. Three or four words in a row are fine. Never use the same one twice, at work or at home.',
        },
        {
          heading: 'Password manager',
          text: 'Keep passwords in the password manager that we give you. Not on paper at your desk, not in a file, not in the browser of a shared computer.',
        },
        {
          heading: 'The second step',
          text: 'Turn on the second step for mail, bank, shop and remote access. An app or a key is better than a text message. Never read a code to anybody, and never tap “yes” to a request that you did not start.',
        },
        {
          heading: 'Sharing',
          text: 'A password belongs to one person. Do not share it, not with your boss and not with the help desk. If a team needs a login, ask for a shared entry in the manager.',
        },
        {
          heading: 'When to change it',
          text: 'Change a password when it may be known to others, not by the calendar. Report it at the same time.',
        },
      ],
      questions: [
        {
          question: 'Somebody from “support” calls and asks for the code on your phone. What do you do?',
          options: ['Read it out', 'Read it out if they know my name', 'Hang up and report it'],
          right: 2,
          clause: 2,
        },
        {
          question: 'When do you change a good password?',
          options: ['Every month', 'When somebody else may know it', 'Never'],
          right: 1,
          clause: 4,
        },
      ],
    },
  },
  {
    key: 'payments',
    name: 'Payments and new bank details',
    content: {
      summary:
        'Before money goes to a new or changed account, we call the payee at a number we already had. Two people release larger sums. Hurry and secrecy are signs of fraud.',
      clauses: [
        {
          heading: 'New or changed bank details',
          text: 'Call the payee before you change an account number. Use a number from our own list or an old bill. Never use the number in the mail that asks for the change.',
        },
        {
          heading: 'Two people',
          text: 'Above the limit that the owner has set, two people release a payment. The one who enters it is not the one who releases it.',
        },
        {
          heading: 'Orders from the boss',
          text: 'An order to pay that comes by mail, chat or voice is checked by a call. This is also true when it is urgent, secret or from the owner. A voice or a face on a screen can be faked.',
        },
        {
          heading: 'Write it down',
          text: 'Note who called whom, when, and at which number. Put the note with the bill.',
        },
        {
          heading: 'If it went wrong',
          text: 'Call the bank at once and ask for the payment to be called back. Then report it. In the first hours money can often still be stopped.',
        },
      ],
      questions: [
        {
          question: 'A supplier mails you a new account number. Which number do you call?',
          options: ['The one in the mail', 'One we already had', 'None, the mail looks right'],
          right: 1,
          clause: 0,
        },
        {
          question: 'The owner writes: pay this now, tell nobody. What do you do?',
          options: ['Pay', 'Call the owner first', 'Ask by reply'],
          right: 1,
          clause: 2,
        },
      ],
    },
  },
  {
    key: 'acceptable_use',
    name: 'How we use computers and data',
    content: {
      summary:
        'Work tools are for work, and a little private use is fine. Customer data stays in our own systems. Install nothing without asking.',
      clauses: [
        {
          heading: 'Work and private',
          text: 'You may look at the news or book a doctor at work. Keep private files and private mail out of work systems.',
        },
        {
          heading: 'Programs',
          text: 'Ask before you install a program or a browser add-on. Let updates run. Restart when you are asked to.',
        },
        {
          heading: 'Customer and staff data',
          text: 'Use only the data that your task needs. Keep it in our systems. Do not send it to your own mail or put it on a stick. Do not paste it into a chat or AI tool that the firm has not cleared.',
        },
        {
          heading: 'Lock and clear',
          text: 'Lock the screen when you leave it. Put papers with names away at night. Shred what is no longer needed.',
        },
        {
          heading: 'Out of the office',
          text: 'Use the link to the office that we set up. Do not work on data of customers where others can see the screen. Never plug in a stick that you found.',
        },
      ],
      questions: [
        {
          question: 'May you paste a customer list into an AI tool to sort it?',
          options: ['Yes, if I delete it later', 'Only in a tool that the firm has cleared', 'Yes, always'],
          right: 1,
          clause: 2,
        },
        {
          question: 'You need a small program for a task. What do you do?',
          options: ['Ask first', 'Install it', 'Install it at home'],
          right: 0,
          clause: 1,
        },
      ],
    },
  },
  {
    key: 'backups',
    name: 'Backups',
    content: {
      summary:
        'What we cannot lose is copied each night. One copy is out of reach of an attacker. Twice a year we bring something back to see that it works.',
      clauses: [
        {
          heading: 'What is copied',
          text: 'Files in the shared folders and in our cloud are copied. Files on your desktop or on a stick are not. Keep your work where it is copied.',
        },
        {
          heading: 'Where',
          text: 'There are at least two copies. One of them is not on our network: a disk in the safe, or a store that nobody can change.',
        },
        {
          heading: 'Who looks',
          text: 'One named person looks each week whether the copies ran. A second one stands in. If a copy fails twice, the owner hears of it the same day.',
        },
        {
          heading: 'Bringing it back',
          text: 'Twice a year we bring back a folder and a whole system, and use them. We write down how long it took. A copy that was never tried does not count.',
        },
        {
          heading: 'On a bad day',
          text: 'Do not plug in the backup disk when there may be an attacker. Ask the lead first. The disk may be the last good copy.',
        },
      ],
      questions: [
        {
          question: 'Where do you keep your work?',
          options: ['On my desktop', 'In the shared folders or our cloud', 'On a stick'],
          right: 1,
          clause: 0,
        },
        {
          question: 'Files are locked by an attacker. May you plug in the backup disk?',
          options: ['Yes, to save what is left', 'Only when the lead says so', 'Yes, for a minute'],
          right: 1,
          clause: 4,
        },
      ],
    },
  },
  {
    key: 'leavers',
    name: 'When somebody starts, moves or leaves',
    content: {
      summary:
        'People get only the access that their work needs. On the last day all of it ends, within the hour if they part in anger. One list shows who has what.',
      clauses: [
        {
          heading: 'Starting',
          text: 'New people get their own login, never an old one. In the first week they read the house rules and get the card that says how to report.',
        },
        {
          heading: 'Moving',
          text: 'When the work changes, the access changes. What is no longer needed is taken away in the same week.',
        },
        {
          heading: 'Leaving',
          text: 'On the last day close mail, cloud, bank, shop and remote access. Take back keys, cards, phones and computers. Change every password that they shared.',
        },
        {
          heading: 'Leaving at once',
          text: 'If somebody is sent home, close their access while they are being told. Use the list, so that nothing is missed.',
        },
        {
          heading: 'Their mail and files',
          text: 'The lead decides who gets the files and who reads the mail box, and for how long. Private mail is not read.',
        },
      ],
      questions: [
        {
          question: 'When is the access of a leaver closed?',
          options: ['Within a month', 'On the last day', 'When the account is needed'],
          right: 1,
          clause: 2,
        },
        {
          question: 'A new colleague needs mail today. Which login do they use?',
          options: ['Their own', 'That of the one before', 'Yours'],
          right: 0,
          clause: 0,
        },
      ],
    },
  },
  {
    key: 'own_devices',
    name: 'Your own phone or computer',
    content: {
      summary:
        'You may use your own phone for work if it is locked, up to date and known to us. If it is lost, tell us at once, and we remove the work part only.',
      clauses: [
        {
          heading: 'What it needs',
          text: 'A lock with a code or a finger. Updates that run by themselves. No device that its maker no longer updates.',
        },
        {
          heading: 'Work apart from private',
          text: 'Use the work apps that we set up. Do not copy work files into private apps. Let nobody else in the family use the work apps.',
        },
        {
          heading: 'Lost or stolen',
          text: 'Report it within the hour, at night too. We lock your logins and wipe the work part. Your photos and private mail stay as they are.',
        },
        {
          heading: 'What we see',
          text: 'We see that the device is locked and up to date. We do not see your photos, your messages or where you are.',
        },
        {
          heading: 'When it ends',
          text: 'When you leave or get a new phone, the work part is removed before you give the old one away.',
        },
      ],
      questions: [
        {
          question: 'Your own phone with work mail is stolen on Saturday night. When do you report it?',
          options: ['On Monday', 'Within the hour', 'When I have a new one'],
          right: 1,
          clause: 2,
        },
        {
          question: 'What does the firm see of your own phone?',
          options: ['My photos', 'Where I am', 'That it is locked and up to date'],
          right: 2,
          clause: 3,
        },
      ],
    },
  },
  {
    key: 'suppliers',
    name: 'Suppliers and helpers from outside',
    content: {
      summary:
        'Whoever from outside gets at our systems or data is on our list, has their own login and only when it is needed. The contract says how fast they tell us of a break-in.',
      clauses: [
        {
          heading: 'On the list',
          text: 'Each supplier with access or data has an entry. It says what they do, who looks after them here, and how to reach them at night.',
        },
        {
          heading: 'Access',
          text: 'They get their own login with a second step. Remote access is opened for the job and closed after it. Somebody here knows that they are in.',
        },
        {
          heading: 'Before we sign',
          text: 'We ask how they protect our data, how fast they tell us of a break-in, and how we get our data back at the end. The answers go into the contract.',
        },
        {
          heading: 'Somebody calls and says they are from our supplier',
          text: 'Call back at the number on our list. Give nobody remote access because they called you.',
        },
        {
          heading: 'When they have a break-in',
          text: 'Report it like one of ours. It may be the door to us, and clocks of the law may run.',
        },
      ],
      questions: [
        {
          question: 'A caller says he is from our IT firm and wants to get onto your screen. What do you do?',
          options: ['Let him', 'Call back at the number on our list', 'Ask for his name, then let him'],
          right: 1,
          clause: 3,
        },
        {
          question: 'A supplier writes that they were hacked. What do you do?',
          options: ['File the mail', 'Report it like one of ours', 'Wait until they know more'],
          right: 1,
          clause: 4,
        },
      ],
    },
  },
]
