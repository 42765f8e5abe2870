import { text } from './building.ts'
import { tokenIn } from './company.ts'
import type { Example, Site } from './requests.ts'
import { anyAddress } from './send.ts'

/** A report of a visitor: its receipt, and the signal that it became. */
async function freshReport({ act }: Site): Promise<{ receipt: string; signalId: string }> {
  const token = tokenIn(await act('makeReportLink', {}))
  const receipt = String(
    (await act('submitReport', { token, what: text }, { address: anyAddress() }))['receipt'],
  )
  const { items } = (await act('listSignals', { limit: 1, state: 'report' })) as {
    items: readonly { id: string }[]
  } // its declared answer
  return { receipt, signalId: items[0]?.id ?? '' }
}

const mail = Buffer.from(`From: a@example.test\r\nSubject: ${text}\r\n\r\n${text}\r\n`)

/** Reports after they came: the talk, the mail handed in, the figures. */
export const detectExamples: Readonly<Record<string, Example>> = {
  writeToReport: {
    fresh: async (site) => ({ input: { receipt: (await freshReport(site)).receipt, text } }),
    standing: ({ receipt }) => ({ input: { receipt, text } }),
  },
  handInMail: {
    fresh: async (site) => ({ input: { receipt: (await freshReport(site)).receipt }, bytes: mail }),
    standing: ({ receipt }) => ({ input: { receipt }, bytes: mail }),
  },
  answerReport: {
    fresh: async (site) => ({ input: { id: (await freshReport(site)).signalId, text } }),
    standing: ({ ids }) => ({ input: { id: ids.signal, text } }),
  },
  readReportFigures: { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) },
}
