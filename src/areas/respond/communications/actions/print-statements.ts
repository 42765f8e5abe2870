import { createHash } from 'node:crypto'
import { csvLine } from '../../../../base/csv-line.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context, type Download } from '../../../../platform/action.ts'
import { templates } from '../content/statement-template.ts'
import * as contract from '../contract/statements.ts'
import * as papers from '../documents/statement-papers.ts'
import { wordsOf } from '../rules/drafting.ts'
import { whySentence } from '../rules/reaching.ts'
import { listLetters, listRecipients, type RecipientRecord } from '../store/recipients.ts'
import { getStatement, type StatementRecord } from '../store/statements.ts'
import { caseFor, type StatementCase } from './statement-case.ts'
import { sheetOf } from './write-statements.ts'

export const print = action(contract.printStatement, async (context, { id, statement, what, part }) => {
  const found = await caseFor(context, id)
  const record = await getStatement(context, id, statement)
  const fields = { statement, number: record.number, what, part }
  if (what === 'proof') return proof(context, { record, found })
  context.record({ stream: id, kind: 'statement.print', fields })
  if (what === 'letters') return letters(context, { record, found, part })
  if (what === 'statement')
    return paper(context, {
      record,
      found,
      what,
      document: papers.statementDocument(wordsFor(context, record, found)),
    })
  return telephone(context, { record, found, what })
})

interface Wish {
  readonly record: StatementRecord
  readonly found: StatementCase
}

/** As it went out; of a draft as it stands, marked as such. */
function wordsFor(context: Context, record: StatementRecord, { organisation, incident }: StatementCase) {
  const mark = record.state === 'released' ? '' : record.language === 'de' ? 'ENTWURF: ' : 'DRAFT: '
  return {
    organisation: organisation.name,
    language: record.language,
    madeAt: record.releasedAt ?? context.now,
    subject: `${mark}${record.body.subject}`,
    text: record.sentText ?? wordsOf(record.body, templates[record.language]),
    reference: `INC-${incident.number}, ${record.language === 'de' ? 'Mitteilung' : 'statement'} ${record.number}`,
  }
}

function paper(
  { typesetter }: Context,
  {
    record,
    found,
    what,
    document,
  }: Wish & { what: string; document: Parameters<typeof typesetter.typeset>[0] },
): Download {
  return {
    name: nameOf(found, record, `${what}.pdf`),
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(document),
  }
}

function nameOf({ incident }: StatementCase, { number }: StatementRecord, ending: string): string {
  return `INC-${incident.number}-statement-${number}-${ending}`
}

/** One part of the letters. The words are set once and shown on each sheet, so that tens of thousands take seconds. */
async function letters(
  context: Context,
  { record, found, part }: Wish & { part: number },
): Promise<Download> {
  refuseUnless(
    record.state === 'released',
    'conflict',
    'Letters are printed once the statement is let go: a draft could still change.',
  )
  const offset = (part - 1) * papers.lettersInPart
  const people = await listLetters(context, { statementId: record.id, offset, limit: papers.lettersInPart })
  if (people.length === 0) refuse('not_found', 'There are no letters in this part of the list.')
  const words = wordsFor(context, record, found)
  const day = new Intl.DateTimeFormat(record.language === 'en' ? 'en-GB' : record.language, {
    timeZone: found.organisation.timeZone,
    dateStyle: 'long',
  }).format(context.now)
  const { typesetter } = context
  return {
    name: nameOf(found, record, `letters-${String(part).padStart(3, '0')}.pdf`),
    mediaType: 'application/pdf',
    open: async () => {
      const body = await typesetter.typeset(papers.letterBody(words))
      return typesetter.typeset(
        papers.letters({ ...words, day }, people, { pdf: body, pages: papers.pagesOf(body) }),
      )
    },
  }
}

async function telephone(
  context: Context,
  { record, found, what }: Wish & { what: 'telephone' | 'answers' },
): Promise<Download> {
  const people =
    what === 'answers'
      ? []
      : (await everyone(context, record.id)).filter(
          ({ phone, channel, state }) => phone !== '' && channel === 'phone' && state !== 'reached',
        )
  const isGerman = record.language === 'de'
  const sheet = sheetOf(found, record.language)
  const { text: _text, ...words } = wordsFor(context, record, found)
  const document = papers.telephoneDocument(words, {
    labels: isGerman
      ? {
          say: 'Das dürfen Sie sagen',
          notSay: 'Bitte nicht sagen:',
          call: 'Anrufen',
          told: 'Gesagt',
          when: 'Wann',
          note: 'Notiz',
          questions: 'Fragen und Antworten',
        }
      : {
          say: 'What you may say',
          notSay: 'Do not say:',
          call: 'Call',
          told: 'Told',
          when: 'When',
          note: 'Note',
          questions: 'Questions and answers',
        },
    say: sheet.holding,
    notSay: sheet.notSay,
    questions: sheet.questions,
    people: people.map(({ name, phone }) => ({ name, phone })),
  })
  return paper(context, { record, found, what, document })
}

async function everyone(context: Context, statementId: string): Promise<RecipientRecord[]> {
  const rows: RecipientRecord[] = []
  for (let after: number | undefined, isMore = true; isMore; after = rows.at(-1)?.place) {
    const page = await listRecipients(context, { statementId, after, limit: 5000 })
    rows.push(...page.slice(0, 5000))
    isMore = page.length > 5000
  }
  return rows
}

const proofHeading = ['name', 'way', 'address', 'state', 'at', 'by', 'read at', 'note', 'why', 'message id']

/** Who was told at what time, by whom, how; with the hash of the words that went out. No cell is a formula. */
async function proof(context: Context, { record, found }: Wish): Promise<Download> {
  const rows = (await everyone(context, record.id)).map((row) =>
    csvLine([
      row.name,
      row.channel,
      {
        mail: row.email,
        phone: row.phone,
        letter: row.post.join(', '),
        hand: '',
        inbox: '',
        chat: '',
        portal: '',
      }[row.channel],
      row.state,
      row.settledAt?.toISOString() ?? '',
      row.settledBy,
      row.readAt?.toISOString() ?? '',
      row.note,
      whySentence(row.why),
      row.channel === 'mail' ? row.messageId : '',
    ]),
  )
  const head = csvLine([
    `INC-${found.incident.number}`,
    `statement ${record.number}`,
    record.body.subject,
    `SHA-256 ${record.sentSha256 ?? '-'}`,
  ])
  const body = Buffer.from(`\uFEFF${head}${csvLine(proofHeading)}${rows.join('')}`)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const fields = { statement: record.id, number: record.number, what: 'proof', sha256, rows: rows.length }
  context.record({ stream: record.incidentId, kind: 'statement.print', fields })
  return {
    name: nameOf(found, record, 'proof.csv'),
    mediaType: 'text/csv; charset=utf-8',
    size: body.length,
    open: async () => body,
  }
}
