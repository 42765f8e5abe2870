import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { tell } from '../public.ts'
import { tellLeaders } from './tell-leaders.ts'
import { mailAbout } from '../rules/delivery.ts'

/** What tools and people tell us, and what becomes of it. */
export function hearSignals(announce: Announcer<Context>): void {
  announce.on('report.received', async (context, { signalId, title }) => {
    // Everybody who leads, also the one who reported: whom it leaves out would say who it was.
    const leaders = (await listActiveMembers(context)).filter(
      ({ role }) => role === 'owner' || role === 'lead',
    )
    await tell(context, {
      memberIds: leaders.map(({ id }) => id),
      kind: 'report.received',
      title: `Somebody reported something odd: ${title}`,
      path: `/signals/${signalId}`,
      mail: mailAbout('Somebody reported something odd'),
      urgent: true,
      // The form stands open to anybody: a flood of reports fills the inbox, but rings no phone ten times a minute.
      quietMinutes: 10,
    })
  })
  announce.on('signal.due', async (context, { stage, signalId, title, memberId }) =>
    tell(context, {
      memberIds: [memberId],
      kind: `signal.${stage}`,
      title:
        stage === 'first'
          ? `Please look at this: ${title}`
          : `Nobody has taken this up, it is yours now: ${title}`,
      path: `/signals/${signalId}`,
      mail: mailAbout(
        stage === 'first' ? 'Something was noticed' : 'Something was noticed, and nobody has looked yet',
      ),
      // The first hears in the inbox and by push, mail standing in; the second by mail as well, at once, and is woken by
      // telephone where they do not read it: that is what a rota is for.
      urgent: stage === 'second',
      insists: stage === 'second',
      ...(stage === 'first' && { quietMinutes: 5 }),
    }),
  )
  announce.on('report.written', async (context, { signalId, title, incidentId }) =>
    tellLeaders(context, {
      kind: 'report.written',
      title: `Whoever reported "${title}" wrote again`,
      path: incidentId === null ? `/signals/${signalId}` : `/incidents/${incidentId}`,
      mail: mailAbout('Somebody added to a report'),
      quietMinutes: 10,
    }),
  )
  hearAboutAccounts(announce)
  announce.on('source.silent', async (context, { name }) =>
    tellLeaders(context, {
      kind: 'source.silent',
      title: `The source ${name} has fallen silent. Its alerts may be missing.`,
      path: '/settings/sources',
      mail: mailAbout('A source of signals has fallen silent'),
    }),
  )
  announce.on('source.returned', async (context, { name }) =>
    tellLeaders(context, {
      kind: 'source.returned',
      title: `The source ${name} speaks again.`,
      path: '/settings/sources',
    }),
  )
}

/** "Was this you?", and what the person concerned said. */
function hearAboutAccounts(announce: Announcer<Context>): void {
  announce.on('account.asked', async (context, { memberId, account, title, url, path }) =>
    tell(context, {
      memberIds: [memberId],
      kind: 'account.asked',
      title: `Was this you, ${account}? ${title}`,
      path,
      mail: {
        subject: 'Muster: was this you?',
        text: `Something was done in your name, and somebody wants to know whether it was you.\n\nIt was not you, or you do not know? Say so here, without signing in:\n${url}\n\nIt was you? Sign in and say so. If you doubt this mail, do not follow a link: open Muster as you always do.`,
      },
      urgent: true,
    }),
  )
  announce.on('account.answered', async (context, { answer, name, askerId, title, path }) =>
    tellLeaders(
      context,
      {
        kind: 'account.answered',
        title:
          answer === 'not_me'
            ? `${name} says: that was not me. ${title}`
            : `${name} says: that was me. ${title}`,
        path,
        ...(answer === 'not_me' && {
          mail: mailAbout('Somebody says that something was done in their name'),
          urgent: true,
        }),
      },
      askerId === null ? [] : [askerId],
    ),
  )
}
