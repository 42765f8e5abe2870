import { onThing, text } from './building.ts'
import { tokenIn, type Act } from './company.ts'
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

/** A report with words of this firm in every table that a report fills: the code that leads back to it. */
export async function receiptOf(act: Act, form: string, marker: string): Promise<string> {
  const told = { what: `Odd ${marker}`, where: marker, name: marker, contact: marker }
  const receipt = String((await act('submitReport', { token: form, ...told }))['receipt'])
  await act('writeToReport', { receipt, text: marker })
  const body = Buffer.from(`From: a@example.test\r\nSubject: ${marker}\r\n\r\n${marker}\r\n`)
  await act('handInMail', { receipt }, { webhook: { body, headers: {} } })
  const when = { words: [marker] }
  await act('changeRouting', { routes: [{ name: marker, when, to: { role: 'lead' }, minutes: 30 }] })
  return receipt
}

const mail = Buffer.from(`From: a@example.test\r\nSubject: ${text}\r\n\r\n${text}\r\n`)

/** A request that is the same for everybody. */
function always(input: Readonly<Record<string, unknown>>): Example {
  return { fresh: () => ({ input }), standing: () => ({ input }) }
}

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
  listDetectionRules: always({}),
  switchDetectionRule: always({ rule: 'new_admin', isOn: true }),
  testDetectionRule: always({ rule: 'new_admin' }),
  readRouting: always({}),
  changeRouting: always({
    routes: [{ name: text, when: { words: [text] }, to: { role: 'lead' }, minutes: 30 }],
  }),
  takeSignal: onThing('signal'),
  readReportFigures: always({}),
}
