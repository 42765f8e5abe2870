import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'

/** What the sheet holds. The secret and the codes exist nowhere else in clear: print it once, then forget the bytes. */
export interface RecoverySheet {
  readonly organisation: string
  /** Where people sign in. */
  readonly address: string
  readonly owner: string
  /** Single-use codes of the owner's account, when they are to stand on paper. */
  readonly recoveryCodes?: readonly string[]
  /** age recipient that backups are encrypted to. */
  readonly backupRecipient: string
  /** age identity that opens them. */
  readonly backupSecret: string
  readonly madeAt: Date
}

/** The recovery sheet as a document that the typesetter takes; whoever has it must neither store nor log it. */
export function recoverySheet(sheet: RecoverySheet): DocumentToSet {
  const { madeAt, recoveryCodes = [], backupRecipient, backupSecret, ...words } = sheet
  const secrets = {
    recoveryCodes,
    backupRecipient: pieces(backupRecipient),
    backupSecret: pieces(backupSecret),
  }
  return {
    template,
    data: { ...words, madeOn: madeAt.toISOString().slice(0, 10) },
    title: `Recovery sheet of ${sheet.organisation}`,
    author: sheet.organisation,
    language: 'en',
    madeAt,
    files: { 'secrets.json': new TextEncoder().encode(JSON.stringify(secrets)) },
  }
}

/** Groups of six, so that a person can type them without losing the place. */
function pieces(secret: string): string[] {
  return secret.match(/.{1,6}/gu) ?? []
}

const template = String.raw`${style}
#let secrets = json("secrets.json")
#set page(
  paper: "a4",
  margin: (top: 20mm, bottom: 22mm, x: 22mm),
  footer: {
    set text(8pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), [Made on #data.madeOn. A newer sheet replaces this one: destroy it then.], page-numbers)
  },
)
#set text(10.5pt)
#let command(line) = box(text(weight: "semibold", line))
#let secret(groups) = block(width: 100%, fill: rgb("#f3f5f8"), inset: 10pt, radius: 3pt, above: 0.8em, below: 1em,
  grid(columns: (1fr,) * 6, row-gutter: 9pt, ..groups.map(group => text(12.5pt, weight: "semibold", group))))

#label[Keep this paper in a safe place, away from the office]
#v(0.2em)
#show title: set text(21pt, weight: "bold")
#show title: set block(below: 0.7em)
#title()
#notice[*Whoever holds this sheet can open every backup of this installation*, evidence and keys included. Do not photograph
  it, do not scan it, do not mail it. Print it once and close the file without saving.]

#block(above: 1.4em, below: 0.6em, grid(columns: (38mm, 1fr), row-gutter: 8pt,
  text(fill: muted)[Organisation], strong(data.organisation),
  text(fill: muted)[Owner], data.owner,
  text(fill: muted)[Sign in at], whole(data.address)))

= If the server is lost: open a backup
The secret that opens backups. Read it row by row, left to right; it is *one line without blanks*.
#secret(secrets.backupSecret)
+ Get the newest backup file, and a computer with Muster installed.
+ Write the secret into a text file, for example backup-key.txt.
+ In the folder of Muster, run: #command("npm run -s muster -- restore --help") and follow what it says.
+ The restored copy sends nothing until you confirm that it is the one to use.

#small[Backups are encrypted to #secrets.backupRecipient.join(""). This line is not secret; it shows which sheet belongs to
  which backup.]

= If you cannot sign in
#if secrets.recoveryCodes.len() > 0 {
  [Each code works once, instead of the code from your telephone. Cross it out after use.]
  block(above: 0.8em, below: 1em, table(columns: (1fr, 1fr, 1fr, 1fr), stroke: none, inset: (left: 0pt, right: 8pt, top: 4pt, bottom: 4pt),
    ..secrets.recoveryCodes.map(code => table.cell(text(12.5pt, weight: "semibold", fill: ink, code)))))
  [Without a code left, somebody]
} else [Use the recovery codes that you were shown when you made your account. Without them, somebody]
with access to the server itself runs #command("npm run -s muster -- recover-owner"). It is recorded, and all
owners are told.

#block(above: 2em, breakable: false, grid(columns: (1fr, 1fr), column-gutter: 12mm, row-gutter: 18pt,
  line(length: 100%, stroke: hairline), line(length: 100%, stroke: hairline),
  small[Where this sheet is kept], small[Who else knows where it is]))
`
