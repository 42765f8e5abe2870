import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import { tokenIn, type Act } from './company.ts'
import type { Example, Site } from './requests.ts'
import { anyAddress } from './send.ts'

const account = 'somebody'
const dead = { token: 'A'.repeat(22) }

/** One question about a signal, in words of this firm. */
export async function furnishQuestion(
  act: Act,
  asked: { readonly signalId: string; readonly memberId: string; readonly marker: string },
): Promise<string> {
  const { signalId, memberId, marker } = asked
  return String((await act('askAboutAccount', { signalId, memberId, account: marker }))['id'])
}

/** Asks a member about a signal of its own: the question, and the token of its link. */
async function freshQuestion({ act, make }: Site, memberId: string) {
  const asked = await act('askAboutAccount', { signalId: await make.signal(), account, memberId })
  return { id: String(asked['id']), token: tokenIn(asked) }
}

/** What a person is asked about an account, and what they say. */
export const questionExamples: Readonly<Record<string, Example>> = {
  askAboutAccount: {
    fresh: async ({ make, company }) => ({
      input: { signalId: await make.signal(), account, memberId: company.owner.memberId },
    }),
    standing: ({ ids }) => ({ input: { signalId: ids.signal, account, memberId: ids.member } }),
  },
  listMyQuestions: plain(),
  answerMyQuestion: {
    fresh: async (site) => ({
      input: { id: (await freshQuestion(site, site.asker)).id, answer: 'not_me', words: text },
    }),
    standing: ({ ids }) => ({ input: { id: ids.question, answer: 'not_me' } }),
  },
  readQuestionLink: {
    fresh: async (site) => ({
      input: { token: (await freshQuestion(site, site.company.owner.memberId)).token },
      address: anyAddress(),
    }),
    standing: () => ({ input: dead }),
  },
  answerQuestionLink: {
    fresh: async (site) => ({
      input: { token: (await freshQuestion(site, site.company.owner.memberId)).token, words: text },
      address: anyAddress(),
    }),
    standing: () => ({ input: dead }),
  },
}

const sigma = (id: string, marker: string) =>
  [
    `title: Tool of ${marker}`,
    `id: ${id}`,
    `description: ${marker}`,
    'logsource: { product: windows }',
    'detection:',
    `  selection: { Image|endswith: '${marker}.exe' }`,
    '  condition: selection',
    'level: high',
  ].join('\n')

/** A rule in the Sigma format, in words of this firm. */
export async function furnishSigma(act: Act, marker: string): Promise<string> {
  const { items } = await act('addSigmaRules', { text: sigma(randomUUID(), marker) })
  const [rule] = items as readonly { readonly id: string }[] // its declared answer
  return rule?.id ?? ''
}

/** Rules in the Sigma format, and what is watched. */
export const sigmaExamples: Readonly<Record<string, Example>> = {
  readSignalCoverage: plain(),
  changeSignalCoverage: plain(() => ({ days: 14 })),
  keepSigmaList: plain(() => ({ name: 'machines', entries: ['test'] })),
  addSigmaRules: plain(() => ({ text: sigma(randomUUID(), 'test') })),
  changeSigmaRule: {
    fresh: async ({ act }) => ({ input: { id: await furnishSigma(act, 'test'), to: 'on' } }),
    standing: ({ ids }) => ({ input: { id: ids.sigmaRule, to: 'off' } }),
  },
}
