import type { StarterCourse } from './starter.ts'

/** Nine short courses of a small firm in English. Written for Muster; tested to be read at grade 8 or below. */
export const starters: readonly StarterCourse[] = [
  {
    key: 'reporting',
    title: 'How to report here in a minute',
    content: {
      summary: 'You know where the red button is, what to report, and that nobody is blamed for it.',
      lessons: [
        {
          heading: 'What to report',
          text: 'Report what feels wrong. A strange mail or call. A login window you did not expect. A lost phone. A file that went to the wrong person. You do not have to be sure.',
        },
        {
          heading: 'How to do it',
          text: 'Press the red button in Muster and write one sentence. Is Muster down, or may somebody read our mail? Then call the person on your card. Do it now, not after lunch.',
        },
        {
          heading: 'If you clicked',
          text: 'It happens to all of us. Say it at once. You get help and no blame. The first ten minutes count most.',
        },
      ],
      questions: [
        {
          question: 'You clicked a link, and nothing seems to happen. What do you do?',
          options: ['Report it now', 'Wait and see', 'Delete the mail and say nothing'],
          right: 0,
          lesson: 2,
        },
        {
          question: 'You think that somebody reads our mail. How do you report it?',
          options: ['By mail to the boss', 'By the red button or by phone', 'At the next meeting'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'mail',
    title: 'Odd mail, odd call, odd message',
    content: {
      summary: 'You know the three things that bad mails have in common, and what to do with one.',
      lessons: [
        {
          heading: 'Three signs',
          text: 'It wants you to hurry. It wants you to keep it quiet. It wants a login, money or a file. One of the three is enough to stop and look.',
        },
        {
          heading: 'Looks prove nothing',
          text: 'Names, logos and voices can be faked. Good spelling proves nothing today. Ask on a way that you know: call the number you have used before, not the one in the mail.',
        },
        {
          heading: 'What to do with it',
          text: 'Do not click, do not answer, do not pass it on to a friend. Report it with the red button, so that the others are warned. Then leave it where it is.',
        },
      ],
      questions: [
        {
          question: 'The boss writes: “Buy gift cards now, tell nobody.” What do you do?',
          options: ['Buy them, it is the boss', 'Call the boss on the number you know, and report it', 'Answer and ask why'],
          right: 1,
          lesson: 1,
        },
        {
          question: 'You found a bad mail. Where does it go?',
          options: ['Into the bin', 'To a friend who knows computers', 'Report it and leave it where it is'],
          right: 2,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'payments',
    title: 'New bank details: call back first',
    content: {
      summary: 'You never pay to a new account before a call to a number that you knew before.',
      lessons: [
        {
          heading: 'How it goes wrong',
          text: 'A mail from a supplier says: we have a new bank account. It looks right, since it comes from their own mailbox. Somebody else sits in it. The money is gone in hours.',
        },
        {
          heading: 'The rule',
          text: 'New bank details are true only after a call. You call, on a number from an old bill or from our list. A second person looks before it is paid. This holds for the boss too.',
        },
        {
          heading: 'If it was paid',
          text: 'Call the bank at once and ask them to call it back. Then press the red button. Each hour counts, and nobody is blamed.',
        },
      ],
      questions: [
        {
          question: 'The mail with the new account has a phone number in it. Which number do you call?',
          options: ['The one in the mail', 'One that we knew before', 'None, an answer by mail will do'],
          right: 1,
          lesson: 1,
        },
        {
          question: 'You paid to the wrong account an hour ago. What comes first?',
          options: ['Call the bank', 'Write to the supplier', 'Wait until tomorrow'],
          right: 0,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'devices',
    title: 'Lost phone, lost laptop',
    content: {
      summary: 'You report a lost device at once, also at night, and know why that helps.',
      lessons: [
        {
          heading: 'Say it at once',
          text: 'A lost phone is a key to our house. Report it now, also on a Sunday. We can lock it from here while it is still on. Tomorrow it may be too late.',
        },
        {
          heading: 'What we need to know',
          text: 'Which device it is. Where you had it last. Whether it was locked. What you could open with it: mail, files, the shop. Guess if you have to.',
        },
        {
          heading: 'So that it hurts less',
          text: 'Lock the screen when you get up. Use a code with six digits or more. Keep nothing on the device alone. Never leave it in the car.',
        },
      ],
      questions: [
        {
          question: 'It is Saturday night and your work phone is gone. What do you do?',
          options: ['Report it now', 'Look for it until Monday', 'Buy a new one first'],
          right: 0,
          lesson: 0,
        },
        {
          question: 'You do not know whether it was locked. What do you say?',
          options: ['Nothing, until I know', 'That I do not know', 'That it was locked'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'passwords',
    title: 'Passwords and the second step',
    content: {
      summary: 'You use one long password for each login, a manager that keeps them, and a second step.',
      lessons: [
        {
          heading: 'Long, and used once',
          text: 'Three or four words in a row make a good password. Use each one for one login only. The manager that we gave you keeps them, so you learn one by heart.',
        },
        {
          heading: 'The second step',
          text: 'A password can be stolen without your seeing it. The second step stops the thief. Turn it on for mail, bank and shop. An app or a key is better than a text message.',
        },
        {
          heading: 'A request that you did not start',
          text: 'Your phone asks you to say yes, and you are not signing in. Say no. Somebody has your password. Report it now. Never read a code to anybody, not to the help desk either.',
        },
      ],
      questions: [
        {
          question: 'Your phone asks for a yes at breakfast. You are not signing in. What do you do?',
          options: ['Tap yes, so that it stops', 'Tap no and report it', 'Turn the phone off'],
          right: 1,
          lesson: 2,
        },
        {
          question: '“Support” calls and needs the code on your phone. What do you do?',
          options: ['Read it out', 'Read it out if they know my name', 'Hang up and report it'],
          right: 2,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'data',
    title: 'Data of others: send it right',
    content: {
      summary: 'You look twice before you send lists and files, and you know what to do when one went wrong.',
      lessons: [
        {
          heading: 'Look twice',
          text: 'Read the address before you press send. Put many people into the blind copy line. Open the file once more: are there hidden sheets or names that nobody asked for?',
        },
        {
          heading: 'The right place',
          text: 'Files of the firm belong on the drive of the firm. Not into a private mailbox, not on a stick, not into a free web tool. Share by a link that ends.',
        },
        {
          heading: 'It went to the wrong one',
          text: 'Report it at once. Do not try to hide it, and do not write ten more mails. We ask them to delete it. The law may give us three days, so each hour counts.',
        },
      ],
      questions: [
        {
          question: 'You sent the list of customers to the wrong firm. What comes first?',
          options: ['Report it', 'Hope that nobody reads it', 'Ask for it back and tell nobody'],
          right: 0,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'first_hour',
    title: 'For those who lead: the first hour',
    content: {
      summary: 'You know your first five moves, what only you can decide, and what must not be done.',
      lessons: [
        {
          heading: 'Your first five moves',
          text: 'Declare it in Muster: one press, and the clock runs. Name who leads, that is you or the one who stands in. Name who takes notes. Ask what we know and what we guess. Say when you meet next.',
        },
        {
          heading: 'What only you decide',
          text: 'To cut off a shop, a line or a supplier. To spend money. To tell customers. Decide with what you know now, and have it written down with the reason. A late choice is a choice too.',
        },
        {
          heading: 'What must not be done',
          text: 'Do not wipe or restart anything before it is kept. Do not write about it in the mail that may be read. Do not pay, and do not talk to the thief, before you have called the insurer.',
        },
        {
          heading: 'Calls that cannot wait',
          text: 'The insurer, since the contract may ask for it. The bank, when money moved. Your lawyer, when data of people is gone: some laws give you one day, some three. The plan has the numbers.',
        },
      ],
      questions: [
        {
          question: 'The technician wants to wipe the server to be quick. What do you say?',
          options: ['Go on', 'Keep the proof first, then we talk', 'Ask me tomorrow'],
          right: 1,
          lesson: 2,
        },
        {
          question: 'You have half of the facts, and the shop may infect others. What do you do?',
          options: ['Wait for all of the facts', 'Decide now, and write down why', 'Let the technician decide'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'evidence',
    title: 'For those who repair: proof before wiping',
    content: {
      summary: 'You keep what shows what happened before you clean, and you write down who touched it.',
      lessons: [
        {
          heading: 'Off the net, not off',
          text: 'Pull the network cable or isolate the device in the tool. Leave it on. What runs in memory is gone when the power is gone, and the key may be in there.',
        },
        {
          heading: 'Keep it first',
          text: 'Take the memory, then the disk, then the logs of the tools and the cloud. Some logs live for seven days only, so get them today. Put each one into the case in Muster: it is sealed with its hash.',
        },
        {
          heading: 'Who had it',
          text: 'Write down who took it, when, where and with what. Each hand that it goes through is noted. Work on a copy, never on the piece itself.',
        },
        {
          heading: 'Only then clean',
          text: 'Muster asks before a step that wipes: is it kept, or has somebody signed that it is not needed? Set the device up anew from clean media. Do not trust what cleaned itself.',
        },
      ],
      questions: [
        {
          question: 'The laptop shows a ransom note. What is first?',
          options: ['Switch it off', 'Take it off the network and leave it on', 'Run a cleaner'],
          right: 1,
          lesson: 0,
        },
        {
          question: 'Which of these is lost first?',
          options: ['The disk', 'What is in memory', 'The backup'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'notes',
    title: 'For those who take notes: what to write down',
    content: {
      summary: 'You write what happened, when and who said so, in words that still hold in a year.',
      lessons: [
        {
          heading: 'Four things in each line',
          text: 'The time. Who did it or said it. What it was. How sure we are. Muster keeps the time for you: write it while it happens, not in the evening.',
        },
        {
          heading: 'Facts and guesses',
          text: 'Write “seen” for what somebody saw, and “guess” for what somebody thinks. Write no blame and no jokes. A judge may read it, and so may the person it is about.',
        },
        {
          heading: 'Choices',
          text: 'For each choice write who made it, what else was open, and why this one. That line helps most in a year. Ask for the reason when nobody says it.',
        },
        {
          heading: 'A wrong line',
          text: 'A line that was wrong stays. Write a new one that puts it right. A record with holes is worth less than one with a slip of the pen.',
        },
      ],
      questions: [
        {
          question: 'You wrote the wrong time. What do you do?',
          options: ['Delete the line', 'Write a new line that puts it right', 'Leave it, nobody reads it'],
          right: 1,
          lesson: 3,
        },
        {
          question: 'Somebody says: “It was surely Tom.” What do you write?',
          options: ['“It was Tom.”', 'Nothing about persons; what was seen, and that it is a guess', 'The joke as well'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
]
